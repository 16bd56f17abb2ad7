"""Whether a question asks for yes or no, and whether a fact can begin with it."""

from functools import cache
from pathlib import Path

from bot.answers.phrases import phrase
from bot.facts.types import Fact
from bot.lang.fold import folded_words
from bot.lang.read import read_yaml
from bot.lang.stopwords import is_stopword

MATCH = 0.3
"""How well the words of the question must fit the fact (see `bot.facts.search`)."""

_STEM = 5
"""Letters at the beginning of a word that must be the same."""


@cache
def _words() -> dict[str, frozenset[str]]:
    loaded = read_yaml(Path(__file__).with_name("yes_no.yml"))
    return {key: frozenset(value) for key, value in loaded.items()}


def asks_yes_or_no(text: str) -> bool:
    """Whether the last sentence of a text asks whether something can be had, may be done or is there."""
    found = folded_words(_last_sentence(text))
    while found and found[0] in _words()["openers"]:
        found = found[1:]
    if not found or set(found) & _words()["question_words"]:
        return False
    return found[0] in _words()["verbs"] or " ".join(found[:2]) in _words()["pairs"]


def _last_sentence(text: str) -> str:
    sentences = [part for part in text.replace("!", ".").replace("?", ".").split(".") if part.strip()]
    return sentences[-1] if sentences else ""


def _shared(question: str, fact: Fact) -> bool:
    """Whether the question itself, not only the story before it, names what the fact is about."""
    about = {word[:_STEM] for word in folded_words(f"{fact.sentence} {' '.join(fact.words)}")}
    return any(word[:_STEM] in about for word in folded_words(question) if not is_stopword(word))


def _only_demands(fact: Fact) -> bool:
    """Whether a fact says what is required and allows nothing: no yes to "can I"."""
    said = set(folded_words(fact.sentence))
    return bool(said & _words()["demands"]) and not said & _words()["allows"]


def lead_in(text: str, fact: Fact, fit: float) -> str:
    """Begins with yes or no ("Ja.", "Nej.") where the fact answers just this question; else nothing."""
    if fact.reply is None or not asks_yes_or_no(text) or set(folded_words(text)) & _words()["negations"]:
        return ""
    if fact.reply == "ja" and _only_demands(fact):
        return ""
    if fit < MATCH or not _shared(_last_sentence(text), fact):
        return ""
    return phrase("answer.yes" if fact.reply == "ja" else "answer.no")
