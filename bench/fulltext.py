"""Plain full-text search over the standards: what a search box would give; measured beside the bot."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

import snowballstemmer

from bench.measure import Open, Say
from bot.facts.query import Facts
from bot.lang.fold import fold, words
from bot.lang.stopwords import is_stopword
from bot.nlu.lookup import names_of
from bot.settings import ROOT

STANDARDS = ROOT.parent / "shared/standards"
"""The texts, `<municipality>-<edition>.txt`; they stand beside the repository."""

_K1, _B = 1.2, 0.75
_HEADING_WORDS = 8
"""A paragraph of fewer words heads the next."""

_stemmer = snowballstemmer.stemmer("danish")


def stems(text: str) -> list[str]:
    """The telling words of a text, each without its ending and folded."""
    told = [word.lower() for word in words(text) if not is_stopword(fold(word))]
    return [fold(stem) for stem in _stemmer.stemWords(told)]


def paragraphs(text: str) -> list[str]:
    """The paragraphs on one line each, with their headings before them."""
    found, heading = [], ""
    for part in re.split(r"\n\s*\n", text):
        joined = f"{heading} {' '.join(part.split())}".strip()
        heading = joined if len(joined.split()) < _HEADING_WORDS else ""
        if joined and not heading:
            found.append(joined)
    return [*found, heading] if heading else found


class Pages:
    """BM25 over paragraphs."""

    def __init__(self, paragraphs: list[str]) -> None:
        """Counts the stems of each paragraph."""
        self._paragraphs = paragraphs
        self._counts = [Counter(stems(paragraph)) for paragraph in paragraphs]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = sum(self._lengths) / max(1, len(paragraphs)) or 1.0
        self._holders = Counter(stem for counts in self._counts for stem in counts)

    def best(self, text: str, count: int) -> list[str]:
        """The paragraphs that fit best; none where no word is shared."""
        asked = [stem for stem in stems(text) if stem in self._holders]
        scores = [self._score(asked, i) for i in range(len(self._paragraphs))]
        order = sorted(range(len(scores)), key=lambda i: -scores[i])[:count]
        return [self._paragraphs[i] for i in order if scores[i] > 0]

    def _score(self, asked: list[str], i: int) -> float:
        counts, total = self._counts[i], len(self._paragraphs)
        length = _K1 * (1 - _B + _B * self._lengths[i] / self._mean)
        return sum(
            math.log(1 + (total - self._holders[stem] + 0.5) / (self._holders[stem] + 0.5))
            * (counts[stem] * (_K1 + 1) / (counts[stem] + length))
            for stem in asked
        )


def search(facts: Facts, count: int) -> Open:
    """Conversations with a search box that shows so many paragraphs of the municipality's own texts."""
    names = names_of(facts)
    of_town = {town: Pages(_texts(f"{town}-*.txt")) for town in facts.municipalities}
    of_all = Pages(_texts("*-*.txt"))

    def opened(municipality: str | None) -> Say:
        town = municipality

        def say(text: str) -> dict[str, Any]:
            nonlocal town
            town = next(iter(names.find(text).municipalities), town)
            shown = of_town.get(town or "", of_all).best(text, count)
            outcome = "answer" if shown else "fallback"
            return {"outcome": outcome, "messages": [{"text": "\n\n".join(shown)}]}

        return say

    return opened


def _texts(pattern: str) -> list[str]:
    return [
        paragraph
        for path in sorted(Path(STANDARDS).glob(pattern))
        for paragraph in paragraphs(path.read_text(encoding="utf-8"))
    ]
