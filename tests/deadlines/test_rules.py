"""Which facts have deadlines, and where their figures come from: an invented municipality."""

from datetime import date
from pathlib import Path

import pytest

from bot.deadlines import compute, deadline_of, deadlines_for, rule_of
from bot.facts.load import load
from bot.facts.query import Facts
from tests.builders import an_eksempelby

DAY = date(2025, 4, 21)


@pytest.fixture
def eksempelby(tmp_path: Path) -> Facts:
    return Facts(load(an_eksempelby(tmp_path)).knowledge())


def changed(tmp_path: Path, file: str, old: str, new: str) -> Facts:
    """Eksempelby with one thing written otherwise."""
    root = an_eksempelby(tmp_path)
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return Facts(load(root).knowledge())


def test_the_figures_come_from_the_fact_and_the_rest_from_the_deadline(eksempelby: Facts) -> None:
    rule = deadline_of(eksempelby, "eksempelby", "genoptraening", "start_deadline", DAY)
    assert rule
    assert (rule.within, rule.unit, rule.after) == (10, "working_day", "henvendelse")
    assert (rule.acts, rule.on_closed_day, rule.start_stated) == ("municipality", "same_day", True)


def test_a_changed_figure_changes_the_day(tmp_path: Path) -> None:
    service = "municipalities/eksempelby/services/genoptraening.yml"
    facts = changed(tmp_path, service, "within: 10", "within: 5")
    rule = deadline_of(facts, "eksempelby", "genoptraening", "start_deadline", DAY)
    assert rule
    assert compute(rule, date(2026, 4, 7)).day == date(2026, 4, 14)


def test_the_law_speaks_where_the_municipality_is_silent_and_in_the_version_of_the_day(
    eksempelby: Facts,
) -> None:
    before = deadline_of(eksempelby, "eksempelby", "dans", "complaint_decision#klagefrist", DAY)
    after = deadline_of(eksempelby, "eksempelby", "dans", "complaint_decision", date(2026, 4, 21))
    assert before
    assert after
    assert (before.within, after.within) == (4, 6)
    assert after.passed
    assert after.passed.name == "transport"


def test_all_deadlines_of_a_service(eksempelby: Facts) -> None:
    found = deadlines_for(eksempelby, "eksempelby", "genoptraening", DAY)
    assert [rule.fact.name for rule in found] == ["complaint_decision", "start_deadline"]
    assert [rule.fact.name for rule in deadlines_for(eksempelby, "eksempelby", "dans", DAY)] == [
        "complaint_decision"
    ]


def test_a_fact_without_a_deadline_has_no_rule(eksempelby: Facts) -> None:
    assert deadline_of(eksempelby, "eksempelby", "genoptraening", "price", DAY) is None
    assert deadline_of(eksempelby, "eksempelby", "genoptraening", "start_deadline#ukendt", DAY) is None


def test_a_fact_that_no_deadline_names_has_no_rule(tmp_path: Path) -> None:
    root = an_eksempelby(tmp_path)
    (root / "municipalities/eksempelby/deadlines.yml").unlink()
    facts = Facts(load(root).knowledge())
    assert deadline_of(facts, "eksempelby", "genoptraening", "start_deadline", DAY) is None


def test_a_text_that_does_not_say_what_it_counts_from_is_counted_from_what_was_agreed_or_not_at_all(
    tmp_path: Path,
) -> None:
    service = "municipalities/eksempelby/services/genoptraening.yml"
    facts = changed(tmp_path / "a", service, ", after: henvendelse", "")
    rule = deadline_of(facts, "eksempelby", "genoptraening", "start_deadline", DAY)
    assert rule
    assert (rule.after, rule.start_stated, rule.countable) == ("henvendelse", False, True)
    row = facts.knowledge.deadlines[1].copy(update={"counts_from": ""})
    bare = Facts(facts.knowledge.copy(update={"deadlines": (row,)}))
    uncounted = rule_of(bare, rule.fact)
    assert uncounted
    assert not uncounted.countable
