"""How the deadline of a fact is counted: its own figures, and what `deadlines.yml` adds."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.facts.deadlines import Deadline
from bot.facts.query import Facts
from bot.facts.types import Fact
from bot.outcomes import Validity

NOT_STATED = "ikke_angivet"
"""the event of a deadline whose text does not say what it is counted from"""
COMPUTED_UNITS = ("calendar_day", "working_day", "week", "month", "year")


@dataclass(frozen=True)
class Rule:
    """A deadline ready for counting.

    `within` is a number of `unit`; `after` is an event of `national/events.yml`. Where the text does not
    say what it counts from, `start_stated` is false and `after` is the event to assume, or empty: then
    no day can be given.
    """

    fact: Fact
    within: int
    unit: str
    after: str
    start_stated: bool
    on_closed_day: Literal["next_working_day", "same_day"]
    acts: Literal["citizen", "municipality"]
    passed: Fact | None = None

    @property
    def countable(self) -> bool:
        """Whether there is anything to count from."""
        return bool(self.after)

    @property
    def repeats(self) -> bool:
        """Whether it comes back: the day is then the first time."""
        return bool(self.fact.value and self.fact.value.every)


def rule_of(facts: Facts, fact: Fact) -> Rule | None:
    """How the deadline that a fact states is counted; None where it states none that can be computed."""
    named = fact.address
    deadline = next((row for row in facts.knowledge.deadlines if named in row.facts), None)
    figures = _figures(fact)
    if deadline is None or figures is None:
        return None
    within, unit, after = figures
    start_stated = after not in {"", NOT_STATED}
    return Rule(
        fact=fact,
        within=within,
        unit=unit,
        after=after if start_stated else deadline.counts_from,
        start_stated=start_stated,
        on_closed_day=deadline.on_closed_day,
        acts=deadline.acts,
        passed=_passed(facts, deadline),
    )


def deadline_of(facts: Facts, municipality: str, service: str, fact: str, day: date) -> Rule | None:
    """The rule of a fact by its name, as it answers for a service on a day.

    Args:
        facts: the knowledge.
        municipality: its id.
        service: its id.
        fact: a name of the catalogue, with `#id` where it has several facts; without the id, the first
            of them that has a deadline.
        day: the day whose version counts: that of the event where it is known, else of the answer.

    Returns:
        The municipality's own deadline, else the law's; None where neither has one.
    """
    name, _, id_ = fact.partition("#")
    told = [*facts.about(municipality, service, name, day), *facts.national(name, service, day)]
    rules = (rule_of(facts, item) for item in told if not id_ or item.id == id_)
    return next((rule for rule in rules if rule), None)


def deadlines_for(facts: Facts, municipality: str, service: str, day: date) -> tuple[Rule, ...]:
    """Every deadline that holds for a service on a day; the law's where the municipality states none."""
    names = dict.fromkeys(_name(item) for row in facts.knowledge.deadlines for item in row.facts)
    found: list[Rule] = []
    for name in names:
        own = [
            rule for item in facts.about(municipality, service, name, day) if (rule := rule_of(facts, item))
        ]
        law = [rule for item in facts.national(name, service, day) if (rule := rule_of(facts, item))]
        found += own or law
    return tuple(found)


def _figures(fact: Fact) -> tuple[int, str, str] | None:
    """How many of which unit, and after what; of what is repeated, the first time."""
    value = fact.value
    if value and value.within and value.unit in COMPUTED_UNITS:
        return value.within, value.unit, value.after or ""
    if value and value.every and value.every_unit in COMPUTED_UNITS:
        return value.every, value.every_unit, value.after or ""
    return None


def _passed(facts: Facts, deadline: Deadline) -> Fact | None:
    known = [
        fact
        for fact in facts.knowledge.facts
        if fact.address == deadline.passed and facts.editions[fact.edition].validity is not Validity.REPLACED
    ]
    return known[-1] if known else None


def _name(named: str) -> str:
    return named.rsplit(".", 1)[1].partition("#")[0]
