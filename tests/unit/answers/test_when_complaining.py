"""Complaints: about what, to choose from; and who can help."""

from __future__ import annotations

import pytest

from bot.answers.types import Context
from bot.outcomes import Outcome
from tests.builders import a_fact
from tests.unit.answers.asking import a_neighbour, known
from tests.unit.answers.dated import ALL, COMPLAIN, DELIVERY, LETTER, WHOM, a_town, told

TOWN = a_town()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("jeg vil gerne klage", ("klage",)),
        ("hvordan klager jeg?", ("klager",)),
        ("er utilfreds", ("utilfreds",)),
    ],
)
def test_who_wants_to_complain_gets_the_ways_to_choose_from(text: str, rest: tuple[str, ...]) -> None:
    message = told(TOWN, text, "complaint_decision", rest=rest)
    assert message.text.startswith("Det kommer an på, hvad klagen gælder:")
    assert message.outcome is Outcome.ANSWER
    assert {button.value for button in message.buttons} == {
        "topic:complaint_decision",
        "topic:complaint_delivery",
        "topic:complaint_professional",
        "topic:complaint_health_act",
        "topic:compensation",
    }


def test_each_way_tells_whom_to_turn_to_and_a_decision_by_when() -> None:
    message = told(TOWN, "jeg vil klage", "complaint_decision")
    way, other = [line for line in message.text.split("\n") if line.startswith("- ")]
    assert "Send klagen til kommunen." in way
    assert "senest 4 uger" in way
    assert "Tal først med dansehuset." in other
    assert {COMPLAIN, WHOM, DELIVERY} <= set(message.facts)
    assert message.sources


@pytest.mark.parametrize(
    "text", ["jeg vil klage over et afslag", "hvor lang tid har jeg til at klage", "jeg vil klage over tonen"]
)
def test_who_says_about_what_gets_just_that(text: str) -> None:
    assert not told(TOWN, text, "complaint_decision").text.startswith("Det kommer an på")


def test_after_talk_of_a_decision_it_is_clear_what_is_complained_of() -> None:
    context = known(topic="refusal")
    assert not told(TOWN, "hvem klager jeg til", "complaint_decision", context=context).text.startswith(
        "Det kom"
    )


def test_under_the_health_act_no_four_weeks_are_told_among_the_ways() -> None:
    law = a_fact(name="legal_basis", value={"law": "sundhedsloven", "paragraph": "140"}, say="Det er {law}.")
    damage = a_fact(name="compensation", say="Søg om erstatning.")
    text = told(a_town(*ALL, law, damage), "jeg vil klage", "complaint_decision").text
    assert text.startswith("Det kommer an på")
    assert "4 uger" not in text


def test_with_one_way_alone_there_is_nothing_to_choose() -> None:
    message = told(a_town(a_fact(), COMPLAIN, WHOM), "jeg vil klage", "complaint_decision")
    assert not message.text.startswith("Det kommer an på")


def test_a_relative_is_told_of_consent() -> None:
    message = told(TOWN, "min mor vil klage over et afslag", "complaint_decision", relation="mor")
    assert "En anden kan tale din mors sag med en fuldmagt." in message.text
    assert LETTER in message.facts


def test_others_are_told_that_somebody_may_come_along() -> None:
    message = told(TOWN, "jeg vil klage over et afslag", "complaint_decision")
    assert "Du må tage en bisidder med." in message.text
    assert LETTER not in message.facts


def test_other_answers_are_left_alone() -> None:
    assert "bisidder" not in told(TOWN, "hvornår er der åbent", "opening_hours").text


def test_the_municipality_is_asked_for_first() -> None:
    town = a_town(*ALL, neighbours=[a_neighbour()])
    message = told(town, "jeg vil klage", "complaint_decision", context=Context())
    assert message.outcome is Outcome.CLARIFY
