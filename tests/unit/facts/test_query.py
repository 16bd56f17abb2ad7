"""Asking the knowledge: which edition, which facts, which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.facts.load import load
from bot.facts.query import Facts
from bot.facts.types import TurnTo
from bot.outcomes import Validity
from tests.builders import a_fact, a_municipality, an_edition, an_eksempelby, some_facts

DAY = date(2026, 4, 21)
COMMON = {"service": "faelles"}


def says(facts: Facts, service: str = "dans", name: str = "price", day: date = DAY) -> list[str]:
    return [fact.say for fact in facts.about("eksempelby", service, name, day)]


def test_a_service_answers_with_its_own_fact() -> None:
    facts = some_facts(a_fact(say="Dansen er gratis."), a_fact(service="genoptraening"))
    assert says(facts) == ["Dansen er gratis."]


def test_a_service_without_a_fact_answers_with_the_common_one() -> None:
    assert says(some_facts(a_fact(**COMMON, say="Alt er gratis."))) == ["Alt er gratis."]


def test_own_facts_hide_the_common_ones() -> None:
    facts = some_facts(a_fact(**COMMON, say="Alt er gratis."), a_fact(say="Dansen koster."))
    assert says(facts) == ["Dansen koster."]
    assert says(facts, "genoptraening") == ["Alt er gratis."]


def test_a_replaced_fact_of_its_own_does_not_hide_the_common_one() -> None:
    facts = some_facts(a_fact(**COMMON, say="Alt er gratis."), a_fact(edition="eksempelby-2019"))
    assert says(facts) == ["Alt er gratis."]


def test_a_common_fact_may_hold_for_some_services_only() -> None:
    facts = some_facts(a_fact(**COMMON, services=["genoptraening"], say="Træningen er gratis."))
    assert says(facts, "genoptraening") == ["Træningen er gratis."]
    assert says(facts, "dans") == []


def test_the_common_facts_can_be_asked_for_alone() -> None:
    facts = some_facts(a_fact(**COMMON, services=["genoptraening"], say="Træningen er gratis."))
    assert says(facts, "faelles") == ["Træningen er gratis."]


def test_several_facts_under_one_name_keep_their_order() -> None:
    facts = some_facts(*(a_fact(id=id_, say=f"Om {id_}.") for id_ in ("hund", "kat", "fugl")))
    assert says(facts) == ["Om hund.", "Om kat.", "Om fugl."]


def test_what_nobody_wrote_is_no_fact() -> None:
    facts = some_facts(a_fact())
    assert says(facts, name="pool") == []
    assert facts.about("naboby", "dans", "price", DAY) == []


def test_a_replaced_edition_does_not_answer() -> None:
    assert says(some_facts(a_fact(edition="eksempelby-2019"))) == []


def test_an_unconfirmed_edition_does() -> None:
    facts = some_facts(
        a_fact(edition="eksempelby-2011"),
        editions=[an_edition(id="eksempelby-2011", validity=Validity.UNCONFIRMED)],
    )
    assert says(facts) == ["Det er gratis."]


def test_a_replaced_edition_is_recalled_only_where_it_alone_has_the_figure() -> None:
    facts = some_facts(
        a_fact(edition="eksempelby-2019", id="beloeb", say="Det kostede.", show_with_current=True),
        a_fact(edition="eksempelby-2019", id="kaffe", say="Kaffen var med."),
        a_fact(say="Prisen sættes hvert år."),
    )
    assert [fact.say for fact in facts.recalled("eksempelby", "dans", "price")] == ["Det kostede."]
    assert says(facts) == ["Prisen sættes hvert år."]


LAW = {"municipality": "national", "service": "faelles", "edition": "eksempelloven", "id": "frist"}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2019, 12, 31), "Fire uger."),
        (date(2020, 1, 1), "Fem uger."),
        (date(2025, 12, 31), "Fem uger."),
        (date(2026, 1, 1), "Seks uger."),
    ],
)
def test_a_law_answers_in_the_version_that_holds_on_the_day(day: date, said: str) -> None:
    versions = [
        a_fact(**LAW, first_day="2026-01-01", say="Seks uger."),
        a_fact(**LAW, say="Fire uger."),
        a_fact(**LAW, first_day="2020-01-01", say="Fem uger."),
    ]
    for order in (versions, versions[::-1]):
        assert [fact.say for fact in some_facts(*order).national("price", "dans", day)] == [said]


def test_a_law_that_has_not_begun_says_nothing() -> None:
    facts = some_facts(a_fact(**LAW, first_day="2030-01-01"))
    assert facts.national("price", "dans", DAY) == []


def test_a_law_may_hold_for_some_services_only() -> None:
    facts = some_facts(a_fact(**LAW, services=["genoptraening"]))
    assert facts.national("price", "dans", DAY) == []
    assert len(facts.national("price", "genoptraening", DAY)) == 1


def test_the_law_is_not_mixed_into_what_the_municipality_says() -> None:
    facts = some_facts(a_fact(**LAW))
    assert says(facts) == []
    assert facts.in_municipality("eksempelby", DAY) == []


def test_all_facts_of_a_municipality_are_those_that_answer() -> None:
    own, common = a_fact(), a_fact(**COMMON, name="contact")
    facts = some_facts(own, common, a_fact(edition="eksempelby-2019"), a_fact(municipality="naboby"))
    assert facts.in_municipality("eksempelby", DAY) == [own, common]


def test_the_services_with_facts_of_their_own_come_in_the_order_of_the_municipality() -> None:
    town = a_municipality(services=["genoptraening", "dans"], mentions=["sang"])
    facts = some_facts(
        a_fact(),
        a_fact(service="sang"),
        a_fact(service="genoptraening", edition="eksempelby-2019"),
        municipality=town,
    )
    assert facts.services_with("eksempelby", "price", DAY) == ["dans", "sang"]


def test_the_standard_of_a_municipality_is_the_edition_that_answers() -> None:
    facts = some_facts(a_fact(edition="eksempelby-2019"), a_fact())
    assert facts.standard("eksempelby").id == "eksempelby-2024"


def test_public_contacts_are_those_of_facts_desks_and_helplines(tmp_path: Path) -> None:
    facts = Facts(load(an_eksempelby(tmp_path)).knowledge())
    assert facts.public_contacts() == {"98765432", "dans@eksempelby.example", "112"}


def test_a_desk_is_public_though_no_fact_repeats_it() -> None:
    desk = TurnTo(who="Dansehuset", say="Ring på {phone}.", phone="87654321", mail="Sang@Eksempelby.example")
    for town in (a_municipality(turn_to=desk), a_municipality(turn_to_for={"dans": desk})):
        assert some_facts(municipality=town).public_contacts() == {
            "87654321",
            "sang@eksempelby.example",
        }
