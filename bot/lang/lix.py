"""Readability: LIX, long words and long sentences. Names do not count as long words.

LIX = words / sentences + 100 * words of seven letters or more / words (Björnsson).
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_STOP = re.compile(r"[!?:]+(?:\s|$)|\.+(?:\s(?![a-zà-ÿ\d])|$)|\n+")  # "stk. 1" and "1. juli" go on
LONG = 7


@dataclass(frozen=True)
class Readability:
    """What was measured in one text."""

    words: int
    sentences: int
    lix: int


def sentences(text: str) -> list[str]:
    """The sentences of a text, without empty ones."""
    return [part.strip() for part in _STOP.split(text) if part.strip()]


def long_words(text: str, names: frozenset[str] = frozenset()) -> list[str]:
    """Words of seven letters or more that are not names (lower case)."""
    return [word for word in _WORD.findall(text) if len(word) >= LONG and word.lower() not in names]


def measure(text: str, names: frozenset[str] = frozenset()) -> Readability:
    """LIX of a text; `names` are words (lower case) that do not count as long."""
    found, parts = _WORD.findall(text), sentences(text)
    if not found:
        return Readability(0, 0, 0)
    share = 100 * len(long_words(text, names)) / len(found)
    return Readability(len(found), len(parts), round(len(found) / max(1, len(parts)) + share))
