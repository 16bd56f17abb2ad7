"""Signs of danger in words: what lets a doubtful guess of the classifier count."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.lang.fold import folded_words
from bot.lang.read import read_yaml

_HARMLESS = "harmless"


@cache
def _lists() -> dict[str, Any]:
    return read_yaml(Path(__file__).with_name("danger.yml"))


def kinds(text: str) -> set[str]:
    """The kinds of danger that a text shows signs of; all the word beginnings of a sign are there."""
    words = folded_words(text)
    return {kind for kind in _lists() if kind != _HARMLESS and _shows(words, kind)}


def _shows(words: list[str], kind: str) -> bool:
    """Whether the words hold a sign of this kind, turns of phrase that only look like it aside."""
    for turn in _lists()[_HARMLESS].get(kind, ()):
        words = _without(words, turn)
    return any(all(any(word.startswith(part) for word in words) for part in sign) for sign in _lists()[kind])


def _without(words: list[str], turn: list[str]) -> list[str]:
    for at in range(len(words) - len(turn), -1, -1):
        if words[at : at + len(turn)] == turn:
            words = words[:at] + words[at + len(turn) :]
    return words
