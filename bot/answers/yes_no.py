"""Whether a question asks for yes or no, and whether a fact can begin with it."""

from functools import cache
from pathlib import Path

from bot.answers.phrases import phrase
from bot.facts.types import Fact
from bot.lang.fold import folded_words
from bot.lang.read import read_yaml

MATCH = 0.12
"""How well the words of the question must fit the fact (see `bot.facts.search`)."""


@cache
def _words() -> dict[str, frozenset[str]]:
    loaded = read_yaml(Path(__file__).with_name("yes_no.yml"))
    return {key: frozenset(value) for key, value in loaded.items()}


def asks_yes_or_no(text: str) -> bool:
    """Whether the last sentence of a text begins with a verb and holds no question word."""
    sentences = [part for part in text.replace("!", ".").replace("?", ".").split(".") if part.strip()]
    found = folded_words(sentences[-1]) if sentences else []
    while found and found[0] in _words()["openers"]:
        found = found[1:]
    return bool(found) and found[0] in _words()["verbs"] and not set(found) & _words()["question_words"]


def lead_in(text: str, fact: Fact, fit: float) -> str:
    """Begins with yes or no ("Ja.", "Nej.") where the fact answers just this question; else nothing."""
    if fact.reply is None or not asks_yes_or_no(text) or set(folded_words(text)) & _words()["negations"]:
        return ""
    if fit < MATCH:
        return ""
    return phrase("answer.yes" if fact.reply == "ja" else "answer.no")
