"""What is added to an answer: whom to turn to, and what bears on the person that was told of."""

import json

from bot.facts.load import load
from bot.facts.query import Facts
from bot.outcomes import Outcome
from bot.settings import ROOT
from tests.builders import a_fact
from tests.unit.answers.asking import a_world, known, told

APPLY = a_fact(id="soeg", name="apply", say="Søg hos kommunen.")


def test_how_to_apply_ends_in_whom_to_turn_to() -> None:
    assert told(a_world(APPLY), "hvordan søger jeg", topic="apply").text.endswith("Ring til Dansehuset.")


def test_a_way_to_reach_somebody_is_not_told_twice() -> None:
    reached = a_fact(id="ring", name="apply", value={"phone": "12345678"}, say="Ring {phone}.")
    assert "Dansehuset" not in told(a_world(reached), "hvordan søger jeg", topic="apply").text


def test_other_topics_end_as_they_are() -> None:
    world = a_world(a_fact(id="pris"))
    assert "Dansehuset" not in told(world, "hvad koster det", topic="price").text


def test_a_service_talked_of_before_is_left_when_only_the_municipality_knows() -> None:
    fax = a_fact(id="fax", name="contact", service="faelles", services=["sang"], say="Der er en fax.")
    world = a_world(a_fact(id="pris"), fax, services=("dans", "sang"))
    message = told(world, "har I en fax", known(service="dans"), topic="contact")
    assert message.outcome is Outcome.ANSWER
    assert [fact.id for fact in message.facts] == ["fax"]


def test_a_service_that_was_named_now_is_not_left() -> None:
    fax = a_fact(id="fax", name="contact", service="faelles", services=["sang"], say="Der er en fax.")
    world = a_world(a_fact(id="pris"), fax, services=("dans", "sang"))
    message = told(world, "har dansen en fax", known(service="sang"), topic="contact", services=("dans",))
    assert message.outcome is Outcome.HANDOFF


def eksempelby() -> Facts:
    return Facts(load(ROOT / "tests/eksempelby").knowledge(), "test")


def test_what_was_told_of_the_person_brings_the_facts_that_bear_on_it_first() -> None:
    world = eksempelby()
    context = known(told=json.dumps({"bolig": "skib"}))
    message = told(world, "hvilken lov", context, topic="legal_basis", services=("genoptraening",))
    assert message.text.startswith("Loven har regler om kørsel.")
    plain = told(world, "hvilken lov", known(), topic="legal_basis", services=("genoptraening",))
    assert not plain.text.startswith("Loven har regler om kørsel.")
