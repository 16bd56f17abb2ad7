"""Open or closed at this moment; nothing where the hours are not known."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.facts.types import TurnTo
from tests.builders import a_fact, a_municipality
from tests.unit.answers.asking import HERE, a_question, a_world, ask
from tests.unit.answers.dated import APPLY, HOURS, WEEKDAYS, a_town, told

TOWN = a_town(HOURS, APPLY)


def at(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, minute))


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (at("2026-04-21", 9, 20), "Der er åbent nu, til kl. 10."),
        (at("2026-04-21", 8), "Der er lukket nu. Dansehuset åbner i dag kl. 9."),
        (at("2026-04-21", 10), "Der er lukket nu. Dansehuset åbner i morgen kl. 9."),
        (at("2026-04-24", 14), "Der er lukket nu. Dansehuset åbner mandag kl. 9."),
        (at("2026-05-14", 9, 30), "Der er lukket nu. Dansehuset åbner i morgen kl. 9."),
    ],
)
def test_open_or_closed_is_said_first(now: datetime, line: str) -> None:
    assert told(TOWN, "hvornår er der åbent", "opening_hours", now=now).text.split("\n")[0] == line


def test_an_ordinary_day_on_which_offices_may_close_is_named() -> None:
    text = told(TOWN, "er der åbent", "opening_hours", now=at("2026-12-23", 15)).text
    assert "Kontorer kan have lukket torsdag den 24. december." in text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("er der åbent kristi himmelfartsdag", "Torsdag den 14. maj er der lukket."),
        ("er der åbent på lørdag", "Lørdag den 25. april er der lukket."),
        ("er der åbent i morgen", "Onsdag den 22. april er der åbent fra kl. 9.00 til 10.00."),
    ],
)
def test_another_day_may_be_asked_for(text: str, line: str) -> None:
    assert told(TOWN, text, "opening_hours").text.split("\n")[0] == line


def test_whoever_asks_how_to_apply_is_told_too() -> None:
    lines = told(TOWN, "hvordan søger jeg", "apply").text.split("\n")
    assert lines[0] == "Ring på 98 76 54 32."
    assert "Der er lukket nu. Dansehuset åbner i dag kl. 9." in lines


def test_the_hours_of_the_desk_count_where_the_message_tells_none() -> None:
    desk = TurnTo(who="Dansehuset", say="Ring til Dansehuset.", phone="98765432", **WEEKDAYS)
    world = a_town(a_fact(name="contact", value={"phone": "98765432"}, say="Ring på {phone}."))
    town = a_municipality(turn_to=desk)
    knowledge = world.knowledge.copy(update={"municipalities": (town,)})
    text = told(type(world)(knowledge, "test"), "hvem ringer jeg til", "contact").text
    assert "Dansehuset åbner i dag kl. 9." in text


def test_nothing_is_said_where_the_hours_are_not_known() -> None:
    world = a_town(a_fact(name="contact", value={"phone": "98765432"}, say="Ring på {phone}."))
    text = told(world, "hvem ringer jeg til", "contact").text
    assert "åbent" not in text
    assert "lukket" not in text


def test_nothing_is_said_where_the_time_is_not_known() -> None:
    assert a_question(a_world(HOURS), context=HERE).now is None
    (message,) = ask(a_world(HOURS), "hvornår er der åbent", topic="opening_hours").messages
    assert "nu" not in message.text.split()
