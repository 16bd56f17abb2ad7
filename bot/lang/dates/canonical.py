"""A message in the form that patterns are written for: folded, slips mended, each place remembered.

A slip is mended where a word is one or two letters from a day, a month or a feast day, and is no
ordinary word itself; short words are taken only as they stand.
"""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from bot.lang.dates.vocabulary import DATA, LONG_MONTHS, WEEKDAY_WORDS
from bot.lang.fold import fold

_TOKEN = re.compile(r"[^\W\d_]+|\d+|\s+|.", re.DOTALL)
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'", "´": "'"})
_SHORTEST, _LONG = 5, 8


@dataclass(frozen=True)
class Canonical:
    """The folded text, and for each of its characters where its word began and ended in the original."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the folded text (not empty) stands in the original."""
        return self.spans[start][0], self.spans[end - 1][1]


def canonical(text: str) -> Canonical:
    """The folded text with its slips mended."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        written = " " if token.group().isspace() else _mended(fold(token.group().translate(_DASHES)))
        parts.append(written)
        spans.extend([token.span()] * len(written))
    return Canonical("".join(parts), tuple(spans))


@cache
def _targets() -> tuple[str, ...]:
    days = [day for day in WEEKDAY_WORDS if len(day) > _SHORTEST]
    feasts = [name for name in (*DATA["feasts"], *DATA["easter"]) if name.isalpha() and len(name) >= _LONG]
    months = [month for month in LONG_MONTHS if len(month) >= _SHORTEST]
    return (*days, *(f"{day}s" for day in days), *months, *feasts)


@cache
def _kept() -> frozenset[str]:
    plurals = {f"{day}{end}" for day in WEEKDAY_WORDS for end in ("", "s", "e", "en", "ene")}
    return frozenset({*plurals, *LONG_MONTHS, *DATA["ordinary"]})


def _mended(word: str) -> str:
    if word in DATA["slips"]:
        return str(DATA["slips"][word])
    if len(word) < _SHORTEST or word in _kept():
        return word
    near = [
        (target, OSA.distance(word, target, score_cutoff=2)) for target in _targets() if target[0] == word[0]
    ]
    close = [
        (away, target[-1] != word[-1], target) for target, away in near if away <= _allowed(word, target)
    ]
    return min(close)[2] if close else word


def _allowed(word: str, target: str) -> int:
    return 2 if len(target) > _LONG or word.endswith(DATA["back"]) else 1
