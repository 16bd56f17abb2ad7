"""Word trigrams as short hashes: to compare texts without keeping them."""

import hashlib

from bot.lang.fold import folded_words

_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Letters alone: ten digits could look like a personal number."""


def shingles(text: str) -> set[str]:
    """Hashes of the folded word trigrams of a text; of the whole where it is shorter."""
    words = folded_words(text)
    grams = [" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))]
    hashes = (hashlib.sha256(gram.encode()).hexdigest()[:10] for gram in grams)
    return {name.translate(_LETTERS) for name in hashes}
