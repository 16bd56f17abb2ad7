"""The machinery on an invented municipality: three-valued logic, ages at the limits, tables, focus."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from bot import settings
from bot.eligibility import Verdict, has_rules, next_question, outcomes, rules_for
from bot.eligibility.ages import span_of, thresholds
from bot.eligibility.logic import Condition, all_of, any_of, turned
from bot.eligibility.tables import page
from bot.facts.load import load
from bot.facts.pension import Born
from bot.facts.query import Facts
from tests.builders import an_eksempelby
from tests.eligibility.conftest import RulesOf

DAY = date(2026, 11, 22)
VALUES = (True, False, None)


@pytest.fixture
def town(tmp_path: Path) -> Facts:
    return Facts(load(an_eksempelby(tmp_path)).knowledge(), "test")


@pytest.mark.parametrize(("one", "other"), list(product(VALUES, VALUES)))
def test_logic_is_kleenes(one: bool | None, other: bool | None) -> None:
    def as_number(value: bool | None) -> float:
        return 0.5 if value is None else float(value)

    assert as_number(all_of([one, other])) == min(as_number(one), as_number(other))
    assert as_number(any_of([one, other])) == max(as_number(one), as_number(other))
    assert as_number(turned(one)) == 1 - as_number(one)


def test_an_atom_holds_only_if_all_that_is_possible_fits() -> None:
    home = Condition("is", variables=("bolig",), values=frozenset(["hjemme"]))
    assert home.holds({"bolig": frozenset(["hjemme"])}) is True
    assert home.holds({"bolig": frozenset(["skib"])}) is False
    assert home.holds({"bolig": frozenset(["hjemme", "skib"])}) is None


def test_only_what_matters_is_asked(town: Facts) -> None:
    rules = rules_for(town, "eksempelby", DAY)
    assert next_question(rules, {}, ()) == "bolig"
    assert next_question(rules, {"bolig": "skib"}, ("bolig",)) is None
    assert next_question(rules, {}, ("bolig",)) is None


def test_the_outcomes_of_an_invented_town(town: Facts) -> None:
    rules = rules_for(town, "eksempelby", DAY)
    assert outcomes(rules, {}) == {"genoptraening": Verdict.UNCLEAR, "dans": Verdict.NO_RULE}
    assert outcomes(rules, {"bolig": "hjemme"})["genoptraening"] is Verdict.LIKELY
    assert outcomes(rules, {"bolig": "skib"})["genoptraening"] is Verdict.OTHER_ROUTE
    assert outcomes(rules, {"bolig": "ved_ikke"})["genoptraening"] is Verdict.UNCLEAR


def test_a_town_without_rules_is_known_as_one(town: Facts) -> None:
    assert has_rules(town, "eksempelby")
    assert not has_rules(town, "andeby")


@pytest.mark.parametrize(
    ("age", "limit", "reached"),
    [("64", 65, False), ("65", 65, True), ("f1961", 65, None), ("f1960", 65, True), ("f1962", 65, False)],
)
def test_an_age_limit_is_reached_not_reached_or_open(
    age: str, limit: int, reached: bool | None, facts: Facts
) -> None:
    ages = thresholds({"graensen": limit}, facts, DAY)
    born = span_of({"alder": age}, DAY)
    assert born is not None
    classes = ages.classes_of(born)
    assert {True: {"1"}, False: {"0"}, None: {"0", "1"}}[reached] == classes


@pytest.mark.parametrize("year", range(1940, 1980))
def test_the_age_of_folkepension_follows_the_day_of_birth(year: int, facts: Facts) -> None:
    """Against the list itself: 67 from July 1955, 68 from 1963, 69 from 1967, 70 from 1971."""
    for day in (date(2026, 11, 22), date(2031, 1, 1), date(2036, 6, 30), date(2041, 2, 1)):
        ages = thresholds({"folkepension": "folkepensionsalder"}, facts, day)
        age = 70 if year >= 1971 else 69 if year >= 1967 else 68 if year >= 1963 else 67
        for born in (date(year, 1, 1), date(year, 7, 1), date(year, 12, 31)):
            reached = born < date(1955, 7, 1) or day >= born.replace(year=born.year + age)
            assert ages.classes_of(Born.on(born)) == {"1" if reached else "0"}, (born, day)


def test_the_page_of_tables_is_the_rules_of_today(facts: Facts, rules_of: RulesOf) -> None:
    """If not: `python -m bot.eligibility tables`."""
    towns = [rules_of(row.id) for row in facts.knowledge.screenings]
    written = (settings.ROOT / "docs/eligibility.md").read_text(encoding="utf-8")
    assert page(towns) == written


def test_every_criterion_names_its_section_and_edition(facts: Facts, rules_of: RulesOf) -> None:
    for row in facts.knowledge.screenings:
        rules = rules_of(row.id)
        for service, compiled in rules.services.items():
            assert compiled.rule.not_modelled or compiled.rule.no_rule
            for point in compiled.points:
                cited = rules.cited(point.criterion.facts, service)
                assert len(cited) == len(point.criterion.facts), (row.id, service, point.criterion.id)
                assert all(fact.section and fact.edition in facts.editions for fact in cited)
