"""Search over facts by their own words: BM25 over folded words and the beginnings within them.

Used to pick the right one among several facts, and for questions that no topic foresaw.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.facts.catalogue import topics
from bot.facts.types import Fact
from bot.lang.fold import folded_words
from bot.lang.stopwords import is_stopword

_K1, _B = 1.2, 0.5
_SAID, _GIVEN, _ABOUT = 1.0, 1.6, 0.6
"""How much the sentence, the author's `words`, and label and section count."""
_SLIP_FROM, _TWO_SLIPS_FROM, _KEPT = 6, 11, 20_000
"""Words of so many letters may hold one slip, or two; so many corrections are remembered."""
_PIECE = 4
_PIECE_WEIGHT = 0.25


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[str, ...]:
    """A word as itself and as its runs of letters, so that inflections and compounds meet."""
    padded = f"#{word}#"
    runs = (f"~{padded[i : i + _PIECE]}" for i in range(max(1, len(padded) - _PIECE + 1)))
    return (word, *runs)


def terms(text: str) -> Counter[str]:
    """The terms of a text with their counts; words that say nothing are left out."""
    counts: Counter[str] = Counter()
    for word in folded_words(text):
        if not is_stopword(word):
            counts.update(_pieces(word))
    return counts


class Index:
    """A searchable, frozen list of facts."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Indexes the facts' sentences, words, sections and labels."""
        self.facts = list(facts)
        documents = [_document(fact) for fact in self.facts]
        lengths = [sum(document.values()) for document in documents]
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        holders: dict[str, list[int]] = defaultdict(list)
        for i, document in enumerate(documents):
            for term in document:
                holders[term].append(i)
        total = len(documents)
        self._idf = {
            term: math.log(1 + (total - len(h) + 0.5) / (len(h) + 0.5)) for term, h in holders.items()
        }
        self._unknown = math.log(1 + total + 0.5)
        self._words = sorted(term for term in holders if not term.startswith("~"))
        self._spelt: dict[str, str | None] = {}
        self._postings = {
            term: [(i, _saturated(documents[i][term], lengths[i] / mean)) for i in held]
            for term, held in holders.items()
        }

    def scores(self, text: str) -> list[float]:
        """One score a fact, in the order of `facts`; 0.0 where nothing is shared.

        A score is the share of the question's own weight that the fact covers (0 to about 1.5), so
        that it can be compared across questions.
        """
        found = [0.0] * len(self.facts)
        ideal = 0.0
        asked = terms(text)
        for word in [word for word in asked if not word.startswith("~") and word not in self._idf]:
            if meant := self._meant(word):
                asked.subtract(_pieces(word))
                asked.update(_pieces(meant))
        for term, count in (+asked).items():
            weight = count * (_PIECE_WEIGHT if term.startswith("~") else 1.0)
            idf = self._idf.get(term)
            ideal += weight * (self._unknown if idf is None else idf)
            for i, saturated in self._postings.get(term, ()):
                found[i] += weight * (idf or 0.0) * saturated
        return [score / ideal for score in found] if ideal else found

    def _meant(self, word: str) -> str | None:
        """The known word that an unknown one is a slip of: one slip, two in long words."""
        if len(word) < _SLIP_FROM:
            return None
        if word not in self._spelt and len(self._spelt) < _KEPT:
            slips = 1 if len(word) < _TWO_SLIPS_FROM else 2
            near = process.extractOne(
                word, self._words, scorer=DamerauLevenshtein.distance, score_cutoff=slips
            )
            self._spelt[word] = near[0] if near else None
        return self._spelt.get(word)


def _saturated(count: float, length: float) -> float:
    return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length))


def _document(fact: Fact) -> dict[str, float]:
    said, given = terms(fact.sentence), terms(" ".join(fact.words))
    about = terms(f"{topics()[fact.name].label} {fact.section.rpartition(': ')[2]}")
    return {
        term: _SAID * said[term] + _GIVEN * given[term] + _ABOUT * about[term]
        for term in said | given | about
    }
