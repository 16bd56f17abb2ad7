"""The cases that caseworkers can read: answers, and what they point at; and that every criterion has one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.eligibility import outcomes
from bot.facts.query import Facts
from bot.lang.read import read_yaml
from tests.eligibility.conftest import DAY, RulesOf

FILES = sorted(Path(__file__).parent.glob("*.yml"))
CASES = [case for file in FILES for case in read_yaml(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['municipality']}: {case['name']}")
def test_the_answers_point_where_the_case_says(case: dict, rules_of: RulesOf) -> None:
    rules = rules_of(case["municipality"], date.fromisoformat(case["date"]))
    found = outcomes(rules, case["answers"])
    assert {service: found[service].value for service in case["expect"]} == case["expect"]


def test_the_answers_of_the_cases_are_those_that_can_be_given(rules_of: RulesOf) -> None:
    for case in CASES:
        rules = rules_of(case["municipality"])
        for question, answer in case["answers"].items():
            if rules.questions[question].kind in {"choice", "yes_no"}:
                assert set(answer.split("+")) <= {*rules.choices(question), "ved_ikke"}, case["name"]


def test_every_service_of_every_municipality_has_five_cases_and_a_rule_or_a_reason(
    facts: Facts, rules_of: RulesOf
) -> None:
    counted = Counter((case["municipality"], service) for case in CASES for service in case["expect"])
    for town in facts.municipalities.values():
        for service in (*town.services, *town.mentions):
            rule = rules_of(town.id).services[service].rule
            assert bool(rule.criteria) != bool(rule.no_rule), (town.id, service)
            assert counted[town.id, service] >= 5, (town.id, service)


def test_every_criterion_is_turned_alone_by_a_case(rules_of: RulesOf) -> None:
    turned = set()
    for case in CASES:
        rules = rules_of(case["municipality"], date.fromisoformat(case["date"]))
        for service in case["expect"]:
            points, world = rules.services[service].points, rules.world(case["answers"])
            failed = [point.criterion.id for point in points if point.met(world) is False]
            if failed:
                turned.add((case["municipality"], service, failed[0]))
    towns = {case["municipality"] for case in CASES}
    wanted = {
        (town, service, point.criterion.id)
        for town in towns
        for service, compiled in rules_of(town, DAY).services.items()
        for point in compiled.points
    }
    assert wanted - turned == set()
