"""Search over facts by their own words: BM25 over folded words and character trigrams.

Used to pick the right one among several facts, and for questions that no topic foresaw.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.facts.catalogue import topics
from bot.facts.types import Fact
from bot.lang.fold import folded_words
from bot.lang.stopwords import is_stopword

_K1, _B = 1.2, 0.6
_WORDS_WEIGHT, _SAY_WEIGHT = 2, 1


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[str, ...]:
    """A word as itself and as its trigrams: so that inflections and compounds meet."""
    padded = f"#{word}"
    grams = tuple(f"~{padded[i : i + 4]}" for i in range(max(1, len(padded) - 3)))
    return (word, *grams)


def terms(text: str) -> Counter[str]:
    """The weighted terms of a text; a whole word counts more than its pieces."""
    counts: Counter[str] = Counter()
    for word in folded_words(text):
        if is_stopword(word):
            continue
        for piece in _pieces(word):
            counts[piece] += 1
    return counts


class Index:
    """A searchable, frozen list of facts."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Indexes the facts' sentences, words, sections and labels."""
        self.facts = list(facts)
        self._documents = [_document(fact) for fact in self.facts]
        self._lengths = [sum(document.values()) for document in self._documents]
        self._mean = sum(self._lengths) / max(1, len(self._lengths))
        holders: Counter[str] = Counter(term for document in self._documents for term in document)
        total = len(self._documents)
        self._idf = {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in holders.items()}

    def scores(self, text: str) -> list[float]:
        """One score a fact, in the order of `facts`; 0.0 where nothing is shared.

        A score is the share of the question's own weight that the fact covers, so that it can be
        compared across questions (0 to about 2).
        """
        query = terms(text)
        ideal = sum(
            count * self._idf.get(term, self._rarest()) * _weight(term) for term, count in query.items()
        )
        return [self._score(query, i) / ideal if ideal else 0.0 for i in range(len(self.facts))]

    def best(self, text: str, limit: int = 5) -> list[tuple[Fact, float]]:
        """The best facts with their scores, best first."""
        ranked = sorted(
            zip(self.scores(text), range(len(self.facts)), strict=True), key=lambda x: (-x[0], x[1])
        )
        return [(self.facts[i], score) for score, i in ranked[:limit] if score > 0]

    def _rarest(self) -> float:
        return math.log(1 + len(self.facts) + 0.5)

    def _score(self, query: Counter[str], i: int) -> float:
        document, norm = self._documents[i], _K1 * (1 - _B + _B * self._lengths[i] / (self._mean or 1))
        return sum(
            count * self._idf[term] * _weight(term) * document[term] * (_K1 + 1) / (document[term] + norm)
            for term, count in query.items()
            if term in document
        )


def _weight(term: str) -> float:
    return 0.3 if term.startswith("~") else 1.0


def _document(fact: Fact) -> Counter[str]:
    label = topics()[fact.name].label
    said = terms(f"{fact.sentence} {label}")
    words = terms(" ".join(fact.words))
    return Counter({t: _SAY_WEIGHT * said[t] + _WORDS_WEIGHT * words[t] for t in said | words})
