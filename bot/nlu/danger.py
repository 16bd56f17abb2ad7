"""Signs of danger in words: what lets a doubtful guess of the classifier count."""

from functools import cache
from pathlib import Path

from bot.lang.fold import folded_words
from bot.lang.read import read_yaml


@cache
def _signs() -> dict[str, list[list[str]]]:
    return read_yaml(Path(__file__).with_name("danger.yml"))


def kinds(text: str) -> set[str]:
    """The kinds of danger that a text shows signs of; all the word beginnings of a sign are there."""
    words = folded_words(text)
    return {
        kind
        for kind, signs in _signs().items()
        if any(all(any(word.startswith(part) for word in words) for part in sign) for sign in signs)
    }
