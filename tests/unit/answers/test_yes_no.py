"""Yes or no: only where the question asks for it and itself names what the fact is about."""

import pytest

from bot.answers.yes_no import MATCH, asks_yes_or_no, lead_in
from tests.builders import a_fact
from tests.unit.answers.asking import a_crowd, a_world, told

NO_SMOKING = a_fact(
    name="home_as_workplace",
    say="Der må ikke ryges i hjemmet.",
    words=["ryge", "cigaret"],
    reply="nej",
)


@pytest.mark.parametrize(
    "text",
    [
        "må jeg ryge",
        "Kan min mor få kørsel?",
        "og er der kørsel",
        "Hej. Kan jeg få hjælp?",
        "Jeg bor alene. Får man mad!",
        "har I en bus?",
    ],
)
def test_a_question_whether_something_can_be_had_asks_for_yes_or_no(text: str) -> None:
    assert asks_yes_or_no(text)


@pytest.mark.parametrize("text", ["Koster bussen penge?", "Skal det være familie?", "er det gratis"])
def test_a_question_that_easily_turns_the_answer_round_gets_the_fact_alone(text: str) -> None:
    assert not asks_yes_or_no(text)


@pytest.mark.parametrize(
    "text",
    [
        "hvad koster det",
        "kan du sige hvornår det starter",
        "Er der nogen, og hvem er det?",
        "jeg vil gerne ryge",
        "Må jeg ryge? Jeg har altid røget.",
        "",
        "?!",
        "og men hej",
    ],
)
def test_anything_else_does_not(text: str) -> None:
    assert not asks_yes_or_no(text)


def test_the_facts_own_reply_leads() -> None:
    assert lead_in("må jeg ryge", NO_SMOKING, 1.0).lower().startswith("nej")
    allowed = a_fact(say="{Du} må ryge udenfor.", words=["ryge"], reply="ja")
    assert lead_in("må jeg ryge", allowed, 1.0).lower().startswith("ja")


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("hvor må jeg ryge", 1.0),
        ("må jeg ikke ryge", 1.0),
        ("må man aldrig ryge", 1.0),
        ("må jeg ryge", MATCH / 2),
        ("Jeg ryger en del. Kan min hund blive?", 1.0),
    ],
)
def test_no_reply_leads_where_it_might_mislead(text: str, fit: float) -> None:
    assert lead_in(text, NO_SMOKING, fit) == ""


def test_a_fact_without_a_reply_leads_with_nothing() -> None:
    assert lead_in("er det gratis", a_fact(words=["gratis"]), 1.0) == ""


def test_an_answer_begins_with_the_reply() -> None:
    message = told(a_world(NO_SMOKING, *a_crowd()), "må jeg ryge i hjemmet", topic="home_as_workplace")
    assert message.text.startswith("Nej")
    assert "ryges" in message.text


def test_an_answer_to_an_open_question_does_not() -> None:
    message = told(
        a_world(NO_SMOKING, a_fact(id="pris")), "hvor må jeg ryge i hjemmet", topic="home_as_workplace"
    )
    assert not message.text.startswith("Nej")


def test_what_is_only_demanded_is_no_yes_to_whether_something_may_be_had() -> None:
    demanded = a_fact(say="Dansen kræver en henvisning fra {din} læge.", words=["henvist"], reply="ja")
    assert lead_in("kan jeg få betalt taxa til den dans, lægen har henvist til", demanded, 1.0) == ""
    allowed = a_fact(say="{Du} kan få en henvisning. Det kræver et møde.", words=["henvist"], reply="ja")
    assert lead_in("kan jeg få en henvisning", allowed, 1.0) != ""
