"""Words that do not say what a question is about."""

from functools import cache
from pathlib import Path

from bot.lang.fold import fold
from bot.lang.read import read_yaml


@cache
def _stopwords() -> frozenset[str]:
    text = read_yaml(Path(__file__).with_name("stopwords.yml"))["words"]
    return frozenset(fold(word) for word in text.split())


def is_stopword(folded: str) -> bool:
    """Whether a folded word says nothing about the topic."""
    return folded in _stopwords()
