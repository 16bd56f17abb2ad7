"""Deadlines for this citizen, today: the day said first, and never one that does not follow."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from actions.answer import AnswerSkill
from bot.answers.counting import Kept
from bot.answers.types import Asked, Context
from bot.outcomes import Outcome
from tests.builders import a_fact
from tests.unit.answers.asking import a_neighbour, a_question, a_world
from tests.unit.answers.dated import (
    ALL,
    COMPLAIN,
    DEADLINES,
    EVENTS,
    MORNING,
    START,
    a_town,
    asked,
    told,
)

A_DAY = re.compile(r"\b(mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag) den \d")
TOWN = a_town()
COMPLAINT = "complaint_decision"


def first_lines(text: str, count: int = 2) -> list[str]:
    return text.split("\n")[:count]


def test_the_last_day_comes_first_and_says_what_it_is_counted_from() -> None:
    message = told(TOWN, "jeg fik brevet i mandags, hvornår skal jeg klage", COMPLAINT)
    assert first_lines(message.text) == [
        "Fristen slutter mandag den 18. maj.",
        "Det er regnet fra den dag, hvor afgørelsen er modtaget: mandag den 20. april.",
    ]
    assert "senest 4 uger" in message.text
    assert [source.standard for source in message.sources] == ["eksempelloven"]


def test_what_was_assumed_is_said_aloud() -> None:
    text = told(TOWN, "afslaget kom den 9. april", COMPLAINT).text
    assert "Jeg går ud fra, at det er torsdag den 9. april." in text
    assert "torsdag den 7. maj" in text


def test_without_a_day_the_rule_is_told_and_the_day_offered() -> None:
    answer = asked(TOWN, "hvornår skal jeg senest klage", COMPLAINT)
    text = answer.messages[0].text
    assert text.endswith("Skriv, hvornår afgørelsen er modtaget, så regner jeg dagen ud.")
    assert not A_DAY.search(text)
    assert answer.messages[0].calendar is None
    assert Kept.read(answer.context.counting).addresses == (COMPLAIN.address,)


@pytest.mark.parametrize(
    ("reply", "last"),
    [
        ("den 9. april", "torsdag den 7. maj"),
        ("jeg fik det i lørdags", "mandag den 18. maj"),
        ("brevet kom for 14 dage siden", "tirsdag den 5. maj"),
        ("i dag", "tirsdag den 19. maj"),
    ],
)
def test_the_day_may_be_told_in_the_next_message(reply: str, last: str) -> None:
    before = asked(TOWN, "hvornår skal jeg senest klage", COMPLAINT)
    answer = asked(TOWN, reply, None, before.context)
    assert f"Fristen slutter {last}." in answer.messages[0].text
    assert "senest 4 uger" in answer.messages[0].text
    assert answer.messages[0].sources
    assert answer.messages[0].topic == COMPLAINT


def test_a_corrected_day_is_counted_anew() -> None:
    first = asked(TOWN, "afslaget kom i mandags, hvornår skal jeg klage", COMPLAINT)
    second = asked(TOWN, "nej, det var den 9. april", None, first.context)
    assert "torsdag den 7. maj" in second.messages[0].text


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("hvad koster det i dag", "price"),
        ("jeg er syg i dag og vil melde afbud", "cancellation"),
        ("jeg kan ikke komme i morgen", "cancellation"),
        ("hvornår har I åbent på fredag", "opening_hours"),
    ],
)
def test_an_unrelated_message_goes_its_own_way(text: str, topic: str) -> None:
    before = asked(TOWN, "hvornår skal jeg senest klage", COMPLAINT)
    message = asked(TOWN, text, topic, before.context).messages[0]
    assert "Fristen slutter" not in message.text


def test_how_it_was_counted_is_told_when_asked() -> None:
    before = asked(TOWN, "afgørelsen er fra i går, hvornår begynder det", "start_deadline")
    text = asked(TOWN, "hvordan har du regnet det ud?", None, before.context).messages[0].text
    assert "Jeg har regnet fra mandag den 20. april." in text
    assert "Lørdage og søndage tæller ikke med." in text
    assert "10 hverdage" in text


def test_how_is_not_told_of_what_was_never_counted() -> None:
    before = asked(TOWN, "hvornår skal jeg senest klage", COMPLAINT)
    again = asked(TOWN, "hvordan er det regnet ud", "price", before.context)
    assert "Jeg har regnet fra" not in again.messages[0].text


def test_a_deadline_that_has_passed_says_so_and_what_then() -> None:
    message = told(TOWN, "jeg fik afslaget den 10. marts, kan jeg klage", COMPLAINT)
    assert first_lines(message.text, 1) == ["Fristen slutter tirsdag den 7. april. Den dag er gået."]
    assert "En sen klage kan tages op." in message.text
    assert message.calendar is None


def test_a_municipality_that_is_late_can_be_asked() -> None:
    text = told(TOWN, "afgørelsen kom den 10. marts, hvornår begynder dansen", "start_deadline").text
    assert "Den dag er gået." in text
    assert "Ring til Dansehuset." in text


@pytest.mark.parametrize(("day", "word"), [("2026-03-24", "i dag"), ("2026-03-25", "i morgen")])
def test_the_last_day_may_be_near(day: str, word: str) -> None:
    before = asked(TOWN, "hvornår skal jeg senest klage", COMPLAINT)
    text = asked(TOWN, f"brevet kom {day}", None, before.context).messages[0].text
    assert f"Det er {word}." in text


def test_offices_that_may_be_closed_are_named() -> None:
    assert (
        "Kontorer kan have lukket fredag den 1. maj."
        in told(TOWN, "afslaget kom den 3. april", COMPLAINT).text
    )


def test_a_day_on_the_letter_may_not_be_the_day_it_came() -> None:
    assert "skriv den dag, det kom" in told(TOWN, "afslaget er dateret den 3. april", COMPLAINT).text


def test_the_day_of_something_else_is_not_counted_from() -> None:
    text = told(TOWN, "afgørelsen kom den 9. april, hvornår hører jeg fra jer", "contact_deadline").text
    assert not A_DAY.search(text)
    assert "Skriv, hvornår visitationsbesøget har været" in text


def test_a_deadline_without_a_start_gets_no_day_and_no_offer() -> None:
    text = told(TOWN, "jeg fik brevet i mandags, hvornår kommer svaret", "decision_deadline").text
    assert text == "Svaret kommer inden for 7 dage."


@pytest.mark.parametrize(
    "text",
    [
        "hvordan klager jeg i dag",
        "jeg skal klage inden den 3. maj",
        "kan jeg klage over afslaget i dag",
        "jeg vil klage på fredag",
    ],
)
def test_a_day_that_nothing_happened_on_is_not_counted_from(text: str) -> None:
    assert "Fristen slutter" not in told(TOWN, text, COMPLAINT).text


def test_an_event_to_come_may_be_counted_from() -> None:
    text = told(TOWN, "besøget er på fredag, hvornår hører jeg fra jer", "contact_deadline").text
    assert "Fristen slutter fredag den 8. maj." in text
    assert "Den dag er ikke kommet endnu." in text


@pytest.mark.parametrize(
    ("reply", "asks", "offered"),
    [
        ("enten den 8. eller den 9. april", "Hvilken dag mener du?", ["day:2026-04-08", "day:2026-04-09"]),
        ("den 31. april", "Den dato findes ikke.", []),
        ("sidst i marts", "Det er ikke en bestemt dag.", []),
    ],
)
def test_an_uncertain_day_is_asked_about(reply: str, asks: str, offered: list[str]) -> None:
    before = asked(TOWN, "hvornår skal jeg senest klage", COMPLAINT)
    message = asked(TOWN, reply, None, before.context).messages[0]
    assert message.outcome is Outcome.CLARIFY
    assert asks in message.text
    assert [button.value for button in message.buttons] == offered


def test_a_week_is_offered_day_by_day_up_to_today() -> None:
    before = asked(TOWN, "hvornår skal jeg senest klage", COMPLAINT)
    answer = asked(TOWN, "i denne uge", None, before.context)
    assert [button.value for button in answer.messages[0].buttons] == ["day:2026-04-20", "day:2026-04-21"]
    assert answer.context.offered == ("day:2026-04-20", "day:2026-04-21")


def test_a_pressed_day_is_counted_from() -> None:
    before = asked(TOWN, "hvornår skal jeg senest klage", COMPLAINT)
    unsure = asked(TOWN, "enten den 8. eller den 9. april", None, before.context)
    question = replace(a_question(TOWN, context=unsure.context), asked=Asked("day:2026-04-09"), now=MORNING)
    answer = AnswerSkill().answer((question,), "press")
    assert "torsdag den 7. maj" in answer.messages[0].text


def test_an_uncertain_day_in_the_question_itself_keeps_the_answer() -> None:
    message = told(TOWN, "afslaget kom sidst i marts, hvornår skal jeg klage", COMPLAINT)
    assert message.outcome in (Outcome.ANSWER, Outcome.HANDOFF)
    assert "senest 4 uger" in message.text
    assert "Det er ikke en bestemt dag." in message.text


def test_a_day_told_before_the_municipality_is_kept() -> None:
    nowhere = Context()
    asks = asked(
        a_town(neighbours=[a_neighbour()]),
        "jeg fik afslag i mandags, hvornår skal jeg klage",
        COMPLAINT,
        nowhere,
    )
    assert asks.messages[0].outcome is Outcome.CLARIFY
    then = asked(a_town(neighbours=[a_neighbour()]), "", None, asks.context, municipalities=("eksempelby",))
    assert "mandag den 18. maj" in then.messages[0].text


def test_two_services_with_two_days_are_told_apart() -> None:
    other = a_fact(
        service="sang",
        name="start_deadline",
        value={"within": 20, "unit": "working_day", "after": "afgoerelse"},
        say="Sangen begynder senest {within} hverdage efter afgørelsen.",
    )
    deadline = DEADLINES[1].copy(update={"facts": (START.address, other.address)})
    town = a_world(START, other, services=("dans", "sang"), deadlines=(deadline,), events=EVENTS)
    text = told(town, "afgørelsen kom i går, hvornår begynder det", "start_deadline").text
    assert "Dans: Fristen slutter mandag den 4. maj." in text
    assert "Sang: Fristen slutter tirsdag den 19. maj." in text


def test_complaints_under_the_health_act_get_no_four_weeks() -> None:
    health = a_fact(
        name="legal_basis", value={"law": "sundhedsloven", "paragraph": "140"}, say="Det er {law}."
    )
    text = told(a_town(*ALL, health), "afslaget kom i mandags, hvornår skal jeg klage", COMPLAINT).text
    assert "Fristen slutter" not in text


def test_the_calendar_entry_is_the_day_and_says_why() -> None:
    message = told(TOWN, "jeg fik brevet i mandags, hvornår skal jeg klage", COMPLAINT)
    assert message.calendar
    assert message.calendar.day == date(2026, 5, 18)
    body = message.body("r1")["calendar"]
    assert body["day"] == "2026-05-18"
    assert body["title"].startswith("Klage over en afgørelse")
    assert "senest 4 uger" in body["note"]
    assert "mandag den 20. april" in body["note"]


def test_a_message_without_a_day_has_no_calendar_key() -> None:
    assert "calendar" not in told(TOWN, "hvornår skal jeg klage", COMPLAINT).body("r1")


def test_a_relative_is_spoken_of() -> None:
    message = told(TOWN, "min mor fik brevet i mandags, hvornår klager hun", COMPLAINT, relation="mor")
    assert "din mor" in message.text
    assert "{" not in message.text


def test_in_another_town_a_kept_deadline_is_let_go() -> None:
    town = a_town(*ALL, a_fact(municipality="naboby"), neighbours=[a_neighbour()])
    before = asked(town, "hvornår skal jeg senest klage", COMPLAINT)
    again = asked(town, "og i naboby den 9. april", None, before.context, municipalities=("naboby",))
    assert again.messages[0].municipality == "naboby"


def test_what_is_kept_can_be_read_again() -> None:
    kept = Kept(("a.b.c#d", "e.f.g"), date(2026, 4, 3), frozenset({"afgoerelse"}))
    assert Kept.read(kept.text) == kept
    assert Kept.read("") == Kept()
    assert Kept.read(Kept(("a.b.c",)).text) == Kept(("a.b.c",))
