"""The rules of one municipality on one day, compiled from its data and ready to be computed with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from bot.eligibility.ages import AGE, Ages, span_of, thresholds
from bot.eligibility.logic import ALL, ANY, AT_LEAST, IS, Condition, Truth, World, listed, turned
from bot.eligibility.verdict import Verdict
from bot.facts.query import Facts
from bot.facts.screening import DONT_KNOW, Criterion, Option, Question, Rule, Screening
from bot.facts.types import COMMON, NATIONAL, Fact

MORE = "+"
"""Ends an answer to a question with several possible answers, while others may still come."""


@dataclass(frozen=True, eq=False)
class Point:
    """A criterion with its condition; `met` is Kleene."""

    criterion: Criterion
    condition: Condition
    wanted: bool

    @property
    def otherwise(self) -> Verdict:
        """What follows where it is not met."""
        return Verdict(self.criterion.otherwise)

    def met(self, world: World) -> Truth:
        """Whether it is met in a world."""
        value = self.condition.holds(world)
        return value if self.wanted else turned(value)


@dataclass(frozen=True)
class Compiled:
    """The rule of a service; no points where there is no rule."""

    rule: Rule
    points: tuple[Point, ...]

    @cached_property
    def variables(self) -> frozenset[str]:
        """Every variable that the rule looks at."""
        return frozenset().union(*(point.condition.asked() for point in self.points))


@dataclass(frozen=True, eq=False)
class Rules:
    """All that a pre-screening computes with."""

    facts: Facts
    municipality: str
    day: date
    questions: Mapping[str, Question]
    options: Mapping[str, tuple[str, ...]]
    services: Mapping[str, Compiled]
    screening: Screening
    ages: Ages

    def choices(self, question: str) -> Mapping[str, Option]:
        """The answers that this municipality offers to a question, in order."""
        known = self.questions[question].options
        return {key: known[key] for key in self.options.get(question, tuple(known))}

    def variables(self, question: str) -> tuple[str, ...]:
        """The variables that a question is about."""
        asked = self.questions[question]
        if not asked.many:
            return (question,)
        return tuple(f"{question}:{key}" for key in self.choices(question) if key != asked.none)

    def world(self, answers: Mapping[str, str]) -> dict[str, frozenset[str]]:
        """What the answers leave possible."""
        world: dict[str, frozenset[str]] = {}
        for key, question in self.questions.items():
            if question.many:
                world |= self._several(key, answers.get(key, DONT_KNOW))
            elif key == AGE:
                born = span_of(answers, self.day)
                world[key] = self.ages.classes_of(born) if born else self.ages.classes
            elif question.kind in {"choice", "yes_no"}:
                given = answers.get(key, DONT_KNOW)
                world[key] = frozenset(self.choices(key)) if given == DONT_KNOW else frozenset([given])
        return world

    def _several(self, key: str, answer: str) -> dict[str, frozenset[str]]:
        both = frozenset(("ja", "nej"))
        if answer == DONT_KNOW:
            return dict.fromkeys(self.variables(key), both)
        chosen = {f"{key}:{part}" for part in answer.split(MORE) if part}
        rest = both if answer.endswith(MORE) else frozenset(["nej"])
        return {name: frozenset(["ja"]) if name in chosen else rest for name in self.variables(key)}

    def cited(self, references: tuple[str, ...], service: str) -> tuple[Fact, ...]:
        """The facts that references name, as they hold on the day; those that do not are left out."""
        found = (
            _cited(reference, service, self.facts, self.municipality, self.day) for reference in references
        )
        return tuple(fact for fact in found if fact)


def has_rules(facts: Facts, municipality: str) -> bool:
    """Whether a municipality can be screened for."""
    return any(row.id == municipality for row in facts.knowledge.screenings)


def rules_for(facts: Facts, municipality: str, day: date, focus: str | None = None) -> Rules:
    """The rules of a municipality on a day; with a focus, of that service alone.

    Raises:
        KeyError: when the municipality has no rules.
    """
    screening = {row.id: row for row in facts.knowledge.screenings}[municipality]
    limits: dict[str, int | str] = {}
    for name, threshold in screening.parameters.items():
        fact = _cited(threshold.fact, "", facts, municipality, day)
        limit = getattr(fact.value, threshold.field) if fact and fact.value else None
        if limit is None:
            raise KeyError(f"{municipality}: the threshold {name} has no figure on {day}")
        limits[name] = limit + threshold.plus if isinstance(limit, int) else limit
    ages = thresholds(limits, facts, day)
    known = {question.id: question for question in facts.knowledge.screen_questions}
    questions = {key: known[key] for key in screening.questions}
    chosen = [rule for rule in screening.rules if focus in {None, rule.service}]
    return Rules(
        facts=facts,
        municipality=municipality,
        day=day,
        questions=questions,
        options=screening.options,
        services={
            rule.service: Compiled(rule, tuple(_point(row, questions, ages) for row in rule.criteria))
            for rule in chosen
        },
        screening=screening,
        ages=ages,
    )


def _point(criterion: Criterion, questions: Mapping[str, Question], ages: Ages) -> Point:
    wanted = criterion.needs is not None
    written = criterion.needs if wanted else criterion.unless
    return Point(criterion, _condition(written, questions, ages), wanted)


def _condition(written: Any, questions: Mapping[str, Question], ages: Ages) -> Condition:
    ((word, inside),) = written.items()
    if word in {ALL, ANY}:
        return Condition(word, parts=tuple(_condition(part, questions, ages) for part in inside))
    ((question, value),) = inside.items()
    if word == AT_LEAST:
        return Condition(IS, variables=(question,), values=ages.at_least(value))
    if questions[question].many:
        names = tuple(f"{question}:{option}" for option in listed(value))
        return Condition(IS, variables=names, values=frozenset(["ja"]))
    return Condition(IS, variables=(question,), values=frozenset(listed(value)))


def _cited(reference: str, service: str, facts: Facts, municipality: str, day: date) -> Fact | None:
    """The fact of "service.name#id"; "national.name#id" is the law's."""
    address, _, id_ = reference.partition("#")
    shelf, _, name = address.partition(".")
    if shelf == NATIONAL:
        found = facts.national(name, service or COMMON, day)
    else:
        found = facts.about(municipality, shelf, name, day)
    return next((fact for fact in found if fact.id == id_ and fact.service in {shelf, COMMON}), None)
