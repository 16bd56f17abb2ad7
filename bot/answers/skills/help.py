"""A human, a matter that is not ours, a message that was not understood, danger."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.answers.compose import compose
from bot.answers.phrases import phrase
from bot.answers.reply import one, town_of, towns_listed, with_turn_to
from bot.answers.types import Answer, Button, Question
from bot.facts.catalogue import topics
from bot.lang.fold import folded_words
from bot.lang.numbers import phone
from bot.lang.read import read_yaml
from bot.outcomes import Outcome, Reason

MISSES_TO_HUMAN = 2
"""After this many misses in a row a human is offered unasked."""

_OFFERED = 3

_FOREIGN, _SHORT = 0.6, 8
"""From this confidence on a message is foreign wherever it stands, and always when it has more words."""


def human(question: Question) -> Answer:
    """Names whom to turn to."""
    return one(question, with_turn_to(question, "human"), Outcome.HANDOFF, Reason.HUMAN_ASKED)


def out_of_scope(question: Question) -> Answer:
    """Says what the bot is for, and where else to turn."""
    if topic := _goes_on_with(question):
        return compose((replace(question, asked=replace(question.asked, topic=topic)),))
    if question.asked.elsewhere:
        return one(
            question, phrase("out_of_scope.elsewhere", towns=towns_listed(question)), Outcome.OUT_OF_SCOPE
        )
    if _about_medicine(question.asked.text):
        return one(question, phrase("out_of_scope.medicine"), Outcome.OUT_OF_SCOPE)
    town = town_of(question)
    path = "out_of_scope.here" if town and town.turn_to.web else "out_of_scope.anywhere"
    return one(question, phrase(path, web=(town.turn_to.web or "") if town else ""), Outcome.OUT_OF_SCOPE)


def _goes_on_with(question: Question) -> str | None:
    """The likeliest topic of a short message in the middle of a talk that is foreign only by a guess."""
    asked = question.asked
    if question.context.topic is None or asked.elsewhere or asked.confidence >= _FOREIGN:
        return None
    if len(asked.text.split()) > _SHORT:
        return None
    return next((name for name, _ in asked.ranking if name in topics()), None)


def not_understood(question: Question) -> Answer:
    """Offers the likeliest topics; after two misses a human."""
    misses = question.context.misses + 1
    again = misses >= MISSES_TO_HUMAN
    text = with_turn_to(question, "fallback.again") if again else phrase("fallback.first")
    buttons = () if again else _likely(question)
    answer = one(question, text, Outcome.FALLBACK, Reason.NOT_UNDERSTOOD, buttons=buttons)
    return answer.with_context(misses=misses)


def danger(question: Question, kind: str) -> Answer:
    """Numbers to call, before anything else."""
    lines = question.facts.helplines
    words = {key: line.shown or phone(line.phone) for key, line in lines.items()}
    text = phrase(f"safety.{kind}", laege_name=lines["laege"].name, **words)
    if kind == "acute":
        text += "\n" + phrase("safety.english", **words)
    return one(question, text, Outcome.SAFETY)


def switched_off(question: Question) -> Answer:
    """Staff have switched this off for now: names whom to turn to."""
    return one(question, with_turn_to(question, "off"), Outcome.HANDOFF, Reason.OFF)


def technical(question: Question) -> Answer:
    """Something broke: says so, names a human, changes nothing that is known."""
    answer = one(question, with_turn_to(question, "error"), Outcome.ERROR, Reason.TECHNICAL)
    return replace(answer, context=question.context)


@cache
def _medicine() -> tuple[str, ...]:
    return tuple(read_yaml(Path(__file__).with_name("medicine.yml"))["beginnings"])


def _about_medicine(text: str) -> bool:
    return any(word.startswith(_medicine()) for word in folded_words(text))


def _likely(question: Question) -> tuple[Button, ...]:
    known = [name for name, _ in question.asked.ranking if name in topics()][:_OFFERED]
    buttons = [Button(topics()[name].label, f"topic:{name}") for name in known]
    return (*buttons, Button(phrase("buttons.human"), "human:"))
