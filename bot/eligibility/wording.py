"""Patterns of words: `…` up to three others, `/` or, `*` the rest of a word, `#` a figure, `=` the whole.

Works on folded words. A word of eight letters or more may have a slip in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.lang.fold import fold

BREAK = "|"
"""Stands for punctuation among the words; no pattern reaches over it."""

_TOKEN = re.compile(r"§|[^\W_]+(?:[-'’][^\W_]+)*|[.,;:!?()\n]")
FIGURE = "#"
_GAP, _GAP_WORDS = "…", 3
_LONG, _ALIKE = 8, 90


@dataclass(frozen=True)
class Said:
    """Where a pattern was found: the words from `start` up to `end`."""

    start: int
    end: int


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text, punctuation as breaks."""
    found = (fold(word) for word in _TOKEN.findall(text))
    return tuple(word if word[0].isalnum() or word == "§" else BREAK for word in found)


def find(pattern: str, words: Sequence[str]) -> Said | None:
    """The first place where a pattern is said."""
    whole, parts = _compiled(pattern)
    bare = [word for word in words if word != BREAK]
    if whole:
        end = _end(parts, bare, 0)
        return Said(0, len(words)) if end == len(bare) else None
    for start in range(len(words)):
        end = _end(parts, words, start)
        if end is not None:
            return Said(start, end)
    return None


def said(patterns: Iterable[str], words: Sequence[str]) -> bool:
    """Whether one of several patterns is said."""
    return any(find(pattern, words) for pattern in patterns)


def literal(pattern: str) -> frozenset[str]:
    """The words that stand in a pattern, without marks."""
    return frozenset(word for part in _compiled(pattern)[1] for word in part)


Parts = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> tuple[bool, Parts]:
    whole = pattern.startswith("=")
    parts = pattern.removeprefix("=").split()
    return whole, tuple(tuple(_folded(word) for word in part.split("/")) for part in parts)


def _folded(word: str) -> str:
    return word if word in {_GAP, FIGURE} else fold(word.rstrip("*")) + ("*" if word.endswith("*") else "")


def _end(parts: Parts, words: Sequence[str], start: int) -> int | None:
    """Where the pattern ends if it begins here."""
    if not parts:
        return start
    if parts[0] == (_GAP,):
        for skipped in _gaps(words, start):
            end = _end(parts[1:], words, skipped)
            if end is not None:
                return end
        return None
    if start < len(words) and any(_same(word, words[start]) for word in parts[0]):
        return _end(parts[1:], words, start + 1)
    return None


def _gaps(words: Sequence[str], start: int) -> Iterator[int]:
    for at in range(start, min(start + _GAP_WORDS, len(words)) + 1):
        yield at
        if at < len(words) and words[at] == BREAK:
            return


def _same(wanted: str, word: str) -> bool:
    if wanted == FIGURE:
        return word.isdigit()
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1]) or _slip(wanted[:-1], word[: len(wanted) - 1])
    return wanted == word or _slip(wanted, word)


@lru_cache(maxsize=65536)
def _slip(wanted: str, word: str) -> bool:
    return len(wanted) >= _LONG and len(word) >= _LONG - 1 and fuzz.ratio(wanted, word) >= _ALIKE
