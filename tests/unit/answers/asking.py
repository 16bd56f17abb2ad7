"""Questions to ask of Eksempelby and its neighbour, neither of which exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.answers.compose import compose
from bot.answers.types import Answer, Asked, Context, Message, Question
from bot.facts.query import Facts
from bot.facts.types import Edition, Fact, Knowledge, Municipality, Service
from bot.lang.fold import folded_words
from bot.lang.stopwords import is_stopword
from bot.outcomes import Validity
from tests.builders import a_fact, a_municipality, a_service, an_edition

DAY = date(2026, 4, 21)
HERE = Context(municipality="eksempelby")
SERVICES = ("dans", "genoptraening", "sang", "vandring")


def a_world(
    *facts: Fact,
    services: Sequence[str] = ("dans",),
    ordinary: Sequence[str] = ("dans",),
    editions: Sequence[Edition] = (),
    neighbours: Sequence[Municipality] = (),
    known: Sequence[Service] = (),
    **knowledge: Any,
) -> Facts:
    """Eksempelby with these services and facts, and its neighbours."""
    usual = (
        an_edition(),
        an_edition(id="eksempelby-2019", validity=Validity.REPLACED, in_text="Eksempelbys gamle standard"),
        an_edition(id="eksempelloven", title="Lov om eksempler", in_text="eksempelloven"),
    )
    named = {edition.id for edition in editions}
    return Facts(
        Knowledge(
            services=known or tuple(a_service(id=name, name=name, the=f"{name}en") for name in SERVICES),
            editions=(*(edition for edition in usual if edition.id not in named), *editions),
            municipalities=(a_municipality(services=services, default_services=ordinary), *neighbours),
            facts=facts,
            silences=(),
            **knowledge,
        ),
        "test",
    )


def a_crowd() -> list[Fact]:
    """Many facts on something else, so that a rare word weighs as it does in real knowledge."""
    letters = "bdfgklmnprstvz"
    return [
        a_fact(id=f"fyld_{a}{b}", name="records", say=f"{a}o{b}a{a}y {b}u{a}i{b}.")
        for a in letters
        for b in letters
    ]


def a_neighbour(**fields: Any) -> Municipality:
    """The municipality next door."""
    usual = {"id": "naboby", "name": "Naboby Kommune", "short": "Naboby", "possessive": "Nabobys"}
    return a_municipality(**{**usual, "words": ["naboby"], **fields})


def a_question(facts: Facts, text: str = "", context: Context = HERE, **asked: Any) -> Question:
    """A question on a day in April; `topic` is what the classifier is rather sure of."""
    topic = asked.get("topic")
    usual = {
        "confidence": 0.9 if topic else 0.0,
        "ranking": ((topic, 0.9),) if topic else (),
        "rest": tuple(word for word in folded_words(text) if not is_stopword(word)),
    }
    return Question(Asked(text, **{**usual, **asked}), context, facts, DAY)


def ask(facts: Facts, text: str = "", context: Context = HERE, **asked: Any) -> Answer:
    """The answer to one question."""
    return compose((a_question(facts, text, context, **asked),))


def told(facts: Facts, text: str = "", context: Context = HERE, **asked: Any) -> Message:
    """The message that answers one question."""
    (message,) = ask(facts, text, context, **asked).messages
    return message


def known(**fields: Any) -> Context:
    """What the conversation knows, in Eksempelby."""
    return replace(HERE, **fields)


def ids(message: Message) -> list[str]:
    """Which facts a message tells, by their ids or names, in order."""
    return [fact.id or fact.name for fact in message.facts]
