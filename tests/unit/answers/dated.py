"""A town with deadlines, rules on cancelling and opening hours; none of it exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from bot.answers.compose import compose
from bot.answers.skills.goes_on import goes_on
from bot.answers.types import Answer, Context, Message
from bot.facts.deadlines import Deadline
from bot.facts.query import Facts
from bot.facts.types import NATIONAL, Fact
from tests.builders import a_fact
from tests.unit.answers.asking import DAY, HERE, a_question, a_world

MORNING = datetime.combine(DAY, time(8, 30))
"""a Tuesday"""
WEEKDAYS = {"days": ["hverdage"], "opens": "09:00", "closes": "10:00"}
EVENTS = {
    "afgoerelse": "afgørelsen er truffet",
    "afgoerelse_modtaget": "afgørelsen er modtaget",
    "visitationsbesoeg": "visitationsbesøget har været",
}


def a_law(**fields: Any) -> Fact:
    """A fact of the law on complaints."""
    usual = {"municipality": NATIONAL, "service": "faelles", "edition": "eksempelloven", "section": "§ 1"}
    return a_fact(**{**usual, "name": "complaint_decision", **fields})


COMPLAIN = a_law(
    id="klagefrist",
    value={"within": 4, "unit": "week", "after": "afgoerelse_modtaget", "law": "retssikkerhedsloven"},
    say="Klag senest {within} uger efter, at {du} fik svaret.",
)
LATE = a_law(id="for_sent", say="En sen klage kan tages op.")
WHOM = a_law(id="hvem", say="Send klagen til kommunen.")
LETTER = a_law(name="consent", id="fuldmagt", say="En anden kan tale {din} sag med en fuldmagt.")
COMPANY = a_law(name="companion", id="bisidder", say="{Du} må tage en bisidder med.")
START = a_fact(
    name="start_deadline",
    value={"within": 10, "unit": "working_day", "after": "afgoerelse"},
    say="Dansen begynder senest {within} hverdage efter afgørelsen.",
)
VISIT = a_fact(
    name="contact_deadline",
    value={"within": 14, "unit": "calendar_day", "after": "visitationsbesoeg"},
    say="Der kommer besked senest {within} dage efter besøget.",
)
NOWHERE = a_fact(
    name="decision_deadline",
    value={"within": 7, "unit": "calendar_day", "after": "ikke_angivet"},
    say="Svaret kommer inden for {within} dage.",
)
ILL = a_fact(
    name="cancellation",
    id="syg",
    value={"before_day": "same_day"},
    say="Er {du} {syg|syge}, så meld afbud om morgenen.",
    words=["syg", "feber"],
)
OTHER = a_fact(
    name="cancellation",
    id="andet",
    value={"before": "12:00", "before_day": "day_before"},
    say="Meld andet afbud dagen før kl. {before}.",
    words=["ferie", "begravelse"],
)
ABSENT = a_fact(name="no_show", say="Ved udeblivelse bliver pladsen set på igen.")
HOURS = a_fact(name="opening_hours", value=WEEKDAYS, say="Telefonen er åben fra {opens} til {closes}.")
APPLY = a_fact(name="apply", value={"phone": "98765432", **WEEKDAYS}, say="Ring på {phone}.")
DELIVERY = a_fact(name="complaint_delivery", say="Tal først med dansehuset.")

DEADLINES = (
    Deadline(
        id="klage",
        facts=("national.faelles.complaint_decision#klagefrist",),
        acts="citizen",
        on_closed_day="next_working_day",
        passed="national.faelles.complaint_decision#for_sent",
    ),
    Deadline(
        id="kommunen",
        facts=(
            "eksempelby.dans.start_deadline",
            "eksempelby.dans.contact_deadline",
            "eksempelby.dans.decision_deadline",
        ),
        acts="municipality",
        on_closed_day="same_day",
    ),
)
ALL = (
    COMPLAIN,
    LATE,
    WHOM,
    LETTER,
    COMPANY,
    START,
    VISIT,
    NOWHERE,
    ILL,
    OTHER,
    ABSENT,
    HOURS,
    APPLY,
    DELIVERY,
)


def a_town(*facts: Fact, **knowledge: Any) -> Facts:
    """The town; other facts than all of them where some are given."""
    return a_world(*(facts or ALL), deadlines=DEADLINES, events=EVENTS, **knowledge)


def asked(
    facts: Facts, text: str, topic: str | None, context: Context = HERE, now: datetime = MORNING, **more: Any
) -> Answer:
    """The answer to a question at a moment, the message before it known by the context."""
    question = replace(a_question(facts, text, context, topic=topic, **more), now=now, day=now.date())
    return goes_on((question,), "ask_something") or compose((question,))


def told(facts: Facts, text: str, topic: str | None, **more: Any) -> Message:
    """The one message of the answer."""
    (message,) = asked(facts, text, topic, **more).messages
    return message
