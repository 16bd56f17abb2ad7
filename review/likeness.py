"""Groups questions that say about the same: by the stems of their telling words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from bot.lang.fold import fold, words
from bot.lang.stopwords import is_stopword

ALIKE = 0.5
"""So large a share of all their words must be common to two questions of a group."""


def grouped(questions: Sequence[str]) -> list[list[int]]:
    """The questions' numbers in groups, the largest group first; each question in one.

    The most frequent wording leads a group; a question joins the leader it is most like.
    """
    wordings: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, question in enumerate(questions):
        wordings[_stems(question)].append(number)
    spread = Counter(stem for wording in wordings for stem in wording)
    groups: list[list[int]] = []
    leaders: list[frozenset[str]] = []
    holding: dict[str, list[int]] = defaultdict(list)
    for wording, numbers in sorted(wordings.items(), key=lambda row: (-len(row[1]), row[1][0])):
        rare = _rare(wording, spread)
        found = _nearest(wording, {leader for stem in rare for leader in holding.get(stem, ())}, leaders)
        if found is None:
            for stem in rare:
                holding[stem].append(len(leaders))
            leaders.append(wording)
            groups.append(list(numbers))
        else:
            groups[found] += numbers
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _rare(wording: frozenset[str], spread: Counter[str]) -> list[str]:
    """So many of the rarest stems that two alike wordings must share one of them."""
    ordered = sorted(wording, key=lambda stem: (spread[stem], stem))
    return ordered[: len(ordered) - math.ceil(ALIKE * len(ordered)) + 1]


def _nearest(wording: frozenset[str], candidates: set[int], leaders: list[frozenset[str]]) -> int | None:
    best, share = None, ALIKE
    for leader in sorted(candidates):
        common = len(wording & leaders[leader])
        likeness = common / (len(wording) + len(leaders[leader]) - common)
        if likeness > share or (best is None and likeness == share):
            best, share = leader, likeness
    return best


def _stems(question: str) -> frozenset[str]:
    found = frozenset(stem for word in words(question) if (stem := _telling(word)))
    return found or frozenset(fold(word) for word in words(question))


@lru_cache(maxsize=20_000)
def _telling(word: str) -> str:
    """The stem of a word; empty where it says nothing about the matter."""
    if is_stopword(fold(word)):
        return ""
    return fold(snowballstemmer.stemmer("danish").stemWord(word.lower()))
