"""The Danish words of the interview, from `phrases.yml`; person marks are left standing."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.lang.read import read_yaml


@cache
def _phrases() -> dict[str, Any]:
    return read_yaml(Path(__file__).with_name("phrases.yml"))


def entry(path: str) -> Any:
    """What stands at a dotted path.

    Raises:
        KeyError: when nothing does (a fault of ours, found by the tests).
    """
    found: Any = _phrases()
    for key in path.split("."):
        found = found[key]
    return found


def phrase(path: str, **words: str) -> str:
    """The phrase at a dotted path with its marks filled in."""
    text: str = entry(path)
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text
