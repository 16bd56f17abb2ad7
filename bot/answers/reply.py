"""Short replies that are one message without facts, and what they leave known."""

from dataclasses import replace
from typing import Any

from bot.answers.phrases import phrase
from bot.answers.steps.where import pick
from bot.answers.types import Answer, Message, Question
from bot.facts.types import Municipality
from bot.lang.numbers import listing
from bot.lang.voice import Voice, relations
from bot.outcomes import Outcome, Reason


def town_of(question: Question) -> Municipality | None:
    """The municipality that is talked of, if any."""
    chosen = pick(question)
    return question.facts.municipalities[chosen] if chosen else None


def voice_of(question: Question) -> Voice:
    """A voice for whomever the question is about."""
    return Voice(relations().get(question.relation) if question.relation else None)


def with_turn_to(question: Question, path: str) -> str:
    """A phrase that ends in whom to ask; its `_anywhere` form where no municipality is known."""
    town = town_of(question)
    return phrase(path, turn_to=town.turn_to.sentence) if town else phrase(f"{path}_anywhere")


def towns_listed(question: Question) -> str:
    """The municipalities that are known, in a sentence."""
    return listing([town.short for town in question.facts.municipalities.values()])


def one(question: Question, text: str, outcome: Outcome, reason: Reason | None = None, **more: Any) -> Answer:
    """An answer of one message; municipality and relation said now stay known."""
    town = town_of(question)
    message = Message(
        text=voice_of(question).say(text),
        outcome=outcome,
        reason=reason,
        municipality=town.id if town else None,
        confidence=question.asked.confidence,
        **more,
    )
    context = replace(
        question.context,
        municipality=message.municipality,
        relation=question.relation,
        misses=0,
        awaiting=None,
        offered=tuple(button.value for button in message.buttons),
    )
    return Answer((message,), context, question.facts.release)
