"""Greeting, thanks, "are you human": a phrase each."""

from bot.answers.phrases import phrase
from bot.answers.reply import one, town_of
from bot.answers.types import Answer, Question
from bot.outcomes import Outcome


def small_talk(question: Question, kind: str) -> Answer:
    """Answers small talk of a kind (a key under `smalltalk` in phrases.yml)."""
    town = town_of(question)
    turn_to = town.turn_to.sentence if town else ""
    return one(question, phrase(f"smalltalk.{kind}", turn_to=turn_to).strip(), Outcome.SMALLTALK)
