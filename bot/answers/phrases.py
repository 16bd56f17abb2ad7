"""The Danish words between facts, from `phrases.yml`."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.lang.read import read_yaml


@cache
def _phrases() -> dict[str, Any]:
    return read_yaml(Path(__file__).with_name("phrases.yml"))


def phrase(path: str, **words: str) -> str:
    """A phrase by its dotted path, with its marks filled in; person marks are left standing.

    Raises:
        KeyError: when there is no such phrase (a fault of ours, found by the tests).
    """
    found: Any = _phrases()
    for key in path.split("."):
        found = found[key]
    text: str = found
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
        text = text.replace("{" + name.capitalize() + "}", word[:1].upper() + word[1:])
    return text
