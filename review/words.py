"""The Danish words of the console that do not stand in a template, from `words.yml`."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.facts.catalogue import topics
from bot.lang.read import read_yaml


@cache
def words() -> dict[str, Any]:
    """All of them."""
    return read_yaml(Path(__file__).with_name("words.yml"))


def label(value: Any, kind: str) -> str:
    """The Danish word for a closed one (`outcome`, `reason`, `topic` …); the word itself if unknown."""
    text = getattr(value, "value", value)
    if text in (None, ""):
        return str(words()["none"])
    if kind == "topic":
        return topics()[text].label if text in topics() else str(text)
    return str(words()[kind].get(text, text))
