"""Whether a message is about a municipality that the bot does not know."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.lang.fold import fold, folded_words
from bot.lang.read import read_yaml

_OWN, _IN, _HOSPITAL = "kommune", "i", ("hospital", "sygehus")


@cache
def _lists() -> dict[str, Any]:
    read = read_yaml(Path(__file__).with_name("elsewhere.yml"))
    return {**read, "names": frozenset(fold(name) for name in read["names"].split())}


def named(text: str) -> bool:
    """Whether somebody lives there or the training is there ("bor i …", "… kommune"), not a hospital."""
    words = folded_words(text)
    return any(
        word in _lists()["names"]
        and not _is_hospital(words, at)
        and (_by_name(words, at) or _lived_in(words, at))
        for at, word in enumerate(words)
    )


def _is_hospital(words: list[str], at: int) -> bool:
    return any(word.startswith(_HOSPITAL) for word in words[at + 1 : at + 2])


def _by_name(words: list[str], at: int) -> bool:
    return any(word.startswith(_OWN) for word in words[at + 1 : at + 2])


def _lived_in(words: list[str], at: int) -> bool:
    near = words[max(0, at - _lists()["reach"]) : at]
    return near[-1:] == [_IN] and bool(set(near) & set(_lists()["before"]))
