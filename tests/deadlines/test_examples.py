"""The worked examples of the knowledge files, and the cases that caseworkers can read (`*.yml`)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.deadlines import Rule, compute, deadline_of, deadlines_for, rule_of
from bot.facts.deadlines import Deadline, Example
from bot.facts.load import load
from bot.facts.query import Facts
from bot.lang.read import read_yaml
from bot.outcomes import Validity
from bot.settings import ROOT

DEADLINES = load(ROOT / "knowledge").deadlines
EXAMPLES = [(row, example) for row in DEADLINES for example in row.examples]
CASES: list[dict[str, Any]] = [
    case for path in sorted(Path(__file__).parent.glob("*.yml")) for case in read_yaml(path)["cases"]
]


def rules(facts: Facts, row: Deadline) -> list[Rule]:
    """The rules of every fact that a deadline names."""
    found = [rule_of(facts, fact) for fact in facts.knowledge.facts if fact.address in row.facts]
    return [rule for rule in found if rule]


@pytest.mark.parametrize(
    ("row", "example"), EXAMPLES, ids=lambda item: getattr(item, "event", "") or item.facts[0]
)
def test_a_worked_example_of_the_knowledge_comes_out(facts: Facts, row: Deadline, example: Example) -> None:
    counted = {compute(rule, date.fromisoformat(example.event)).day for rule in rules(facts, row)}
    assert counted == {date.fromisoformat(example.last_day)}


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row.facts[0])
def test_every_deadline_can_be_counted_and_has_examples_or_says_no_day_at_all(
    facts: Facts, row: Deadline
) -> None:
    found = rules(facts, row)
    assert len({rule.fact.address for rule in found}) == len(row.facts)
    assert all(rule.countable == bool(row.examples) for rule in found)


def test_every_fact_that_states_a_deadline_is_among_the_deadlines(facts: Facts) -> None:
    named = {address for row in facts.knowledge.deadlines for address in row.facts}
    stated = {
        fact.address
        for fact in facts.knowledge.facts
        if fact.value and fact.value.within and fact.value.after
        if facts.editions[fact.edition].validity is not Validity.REPLACED
    }
    assert stated - named == set()


@pytest.mark.parametrize(
    ("town", "says"), [("koebenhavn", "koebenhavn"), ("ballerup", "ballerup"), ("herlev", "national")]
)
def test_the_laws_deadline_is_told_only_where_the_municipality_has_none(
    facts: Facts, town: str, says: str
) -> None:
    found = deadlines_for(facts, town, "genoptraening", date(2026, 4, 21))
    complaints = [rule.fact.municipality for rule in found if rule.fact.name == "complaint_decision"]
    assert complaints == [says]


def test_no_fact_stands_under_two_deadlines() -> None:
    named = [address for row in DEADLINES for address in row.facts]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case(facts: Facts, case: dict[str, Any]) -> None:
    today = date.fromisoformat(case["today"])
    rule = deadline_of(facts, case["municipality"], case["service"], case["fact"], today)
    assert rule
    if case["last_day"] == "ingen":
        assert not rule.countable
        return
    computed = compute(rule, date.fromisoformat(case["event_day"]))
    assert (rule.after, computed.day) == (case["event"], date.fromisoformat(case["last_day"]))
    assert computed.has_passed(today) == (case.get("passed", "nej") == "ja")
    assert list(computed.notes) == case.get("notes", [])
