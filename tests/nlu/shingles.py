"""Word trigrams as short hashes: to compare texts without keeping them."""

import hashlib

from bot.lang.fold import folded_words


def shingles(text: str) -> set[str]:
    """Hashes of the folded word trigrams of a text; of the whole where it is shorter."""
    words = folded_words(text)
    grams = [" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))]
    return {hashlib.sha256(gram.encode()).hexdigest()[:10] for gram in grams}
