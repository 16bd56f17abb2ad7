"""Messages as a hurried person types them: the same seed, the same slips."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

_KEYS = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")
"""The letters of a Danish keyboard."""
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_LETTERS = 4
"""A message of fewer letters is left alone."""


def _neighbours(key: str) -> str:
    """The keys beside a key, in its row and the rows above and below."""
    for row, keys in enumerate(_KEYS):
        at = keys.find(key)
        if at >= 0:
            around = [
                _KEYS[near][max(0, at - 1) : at + 2] for near in range(max(0, row - 1), row + 2) if near < 3
            ]
            return "".join(around).replace(key, "")
    return "e"


def wrong_key(text: str, chance: random.Random) -> str:
    """One letter is the one beside it on the keyboard."""
    letters = [i for i, letter in enumerate(text) if letter.isalpha()]
    if len(letters) < _LETTERS:
        return text
    at = chance.choice(letters)
    return text[:at] + chance.choice(_neighbours(text[at].lower())) + text[at + 1 :]


def missing_letter(text: str, chance: random.Random) -> str:
    """One letter is not there."""
    letters = [i for i, letter in enumerate(text) if letter.isalpha()]
    if len(letters) < _LETTERS:
        return text
    at = chance.choice(letters)
    return text[:at] + text[at + 1 :]


def plain_letters(text: str, chance: random.Random) -> str:
    """Every æ, ø and å is written ae, oe and aa."""
    del chance
    return text.translate(_PLAIN)


def all_three(text: str, chance: random.Random) -> str:
    """A wrong key, a missing letter, and no æøå."""
    return plain_letters(missing_letter(wrong_key(text, chance), chance), chance)


Slip = Callable[[str, random.Random], str]
SLIPS: dict[str, Slip] = {
    "wrong key": wrong_key,
    "missing letter": missing_letter,
    "no æøå": plain_letters,
    "all three": all_three,
}


def slipped(cases: list[dict[str, Any]], slip: Slip) -> list[dict[str, Any]]:
    """The same conversations, every message with this slip."""
    found = []
    for seed, case in enumerate(cases):
        chance = random.Random(seed)
        turns = [{**turn, "user": slip(turn["user"], chance)} for turn in case["turns"]]
        found.append({**case, "turns": turns})
    return found
