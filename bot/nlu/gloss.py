"""A word-for-word gloss of English, only good enough to find the topic."""

import re
from functools import cache
from pathlib import Path

from bot.lang.read import read_yaml


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    words: dict[str, str] = read_yaml(Path(__file__).with_name("english.yml"))["words"]
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), words


def danish(text: str) -> str:
    """The known words in Danish, in their order; the others left out."""
    pattern, words = _words()
    return " ".join(words[match.group(1).lower()] for match in pattern.finditer(text))
