"""Checks the rules of pre-screening: they ask known questions, name known facts, and cover every service."""

from collections.abc import Iterator
from typing import Any

from bot.facts.load import Loaded
from bot.facts.problems import Problem, nearest, problem
from bot.facts.reader import Document
from bot.facts.screening import Criterion, Question, Rule, Screening
from bot.facts.types import NATIONAL
from bot.outcomes import Validity

_SEVERAL, _IS, _AT_LEAST = ("all", "any"), "is", "at_least"
Place = tuple[str | int, ...]


def screening(loaded: Loaded) -> list[Problem]:
    """All faults of the rules, municipality by municipality."""
    found: list[Problem] = []
    for row in loaded.screenings.municipalities:
        document = loaded.documents[f"knowledge/municipalities/{row.id}/eligibility.yml"]
        found += _Check(loaded, row, document).faults()
    return found


class _Check:
    """The check of one municipality's rules."""

    def __init__(self, loaded: Loaded, row: Screening, document: Document) -> None:
        self.row, self.document = row, document
        self.questions = {question.id: question for question in loaded.screenings.questions}
        self.services = {service.id for service in loaded.services}
        self.known = _references(loaded, row.id)
        town = next((town for town in loaded.municipalities if town.id == row.id), None)
        self.wanted = (*town.services, *town.mentions) if town else ()

    def faults(self) -> Iterator[Problem]:
        """Every fault, in the order of the file."""
        for key in (*self.row.questions, *self.row.options):
            yield from self._question(key, ("questions",))
        for key, answers in self.row.options.items():
            if key in self.questions:
                yield from self._answers(self.questions[key], answers, ("options", key))
        for name, threshold in self.row.parameters.items():
            yield from self._facts((threshold.fact,), ("parameters", name))
        for name, route in self.row.routes.items():
            yield from self._facts(route.facts, ("routes", name))
        for rule in self.row.rules:
            yield from self._rule(rule)
        yield from self._missing()

    def _missing(self) -> Iterator[Problem]:
        for service in self.wanted:
            rule = self.row.rule(service)
            if rule is None or bool(rule.criteria) == bool(rule.no_rule):
                yield self._fault("missing_rule", ("rules", service), service=service)

    def _rule(self, rule: Rule) -> Iterator[Problem]:
        place: Place = ("rules", rule.service)
        if rule.service not in self.services:
            known = ", ".join(sorted(self.services))
            yield self._fault("unknown_service", place, service=rule.service, known=known)
        yield from self._facts((*rule.facts, *rule.judged), place)
        for number, criterion in enumerate(rule.criteria):
            at = (*place, "criteria", number)
            yield from self._facts((*criterion.facts, *criterion.instead), (*at, "facts"))
            yield from self._criterion(criterion, at)

    def _criterion(self, criterion: Criterion, at: Place) -> Iterator[Problem]:
        if (criterion.needs is None) == (criterion.unless is None):
            yield self._fault("bad_condition", at, found=criterion.id)
        else:
            key = "unless" if criterion.needs is None else "needs"
            yield from self._condition(getattr(criterion, key), (*at, key))
        known = {*self.row.routes, *(rule.service for rule in self.row.rules)}
        if criterion.otherwise == "other_route" and criterion.to not in known:
            listed = ", ".join(sorted(known))
            yield self._fault("unknown_route", (*at, "to"), route=criterion.to, known=listed)
        if criterion.otherwise == "unclear" and not criterion.doubt:
            yield self._fault("missing_key", at, key="doubt")

    def _condition(self, written: Any, at: Place) -> Iterator[Problem]:
        word, inside = next(iter(written.items())) if _single(written) else ("", None)
        if word in _SEVERAL and isinstance(inside, list) and inside:
            for part in inside:
                yield from self._condition(part, at)
        elif word in (_IS, _AT_LEAST) and _single(inside):
            yield from self._atom(word, inside or {}, at)
        else:
            yield self._fault("bad_condition", at, found=written)

    def _atom(self, word: str, inside: dict[str, Any], at: Place) -> Iterator[Problem]:
        ((question, value),) = inside.items()
        yield from self._question(question, at)
        if word == _AT_LEAST and value not in self.row.parameters:
            listed = ", ".join(self.row.parameters)
            yield self._fault("unknown_threshold", at, threshold=value, known=listed)
        elif word == _IS and question in self.questions:
            answers = (value,) if isinstance(value, str) else tuple(value)
            yield from self._answers(self.questions[question], answers, at)

    def _question(self, key: str, at: Place) -> Iterator[Problem]:
        if key not in self.questions:
            yield self._fault("unknown_question", at, question=key, near=nearest(key, self.questions))

    def _answers(self, question: Question, answers: tuple[str, ...], at: Place) -> Iterator[Problem]:
        for answer in answers:
            if answer not in question.options:
                listed = ", ".join(question.options)
                yield self._fault("unknown_answer", at, question=question.id, answer=answer, known=listed)

    def _facts(self, references: tuple[str, ...], at: Place) -> Iterator[Problem]:
        for reference in references:
            if reference not in self.known:
                near = nearest(reference, self.known)
                yield self._fault("unknown_reference", at, fact=reference, near=near)

    def _fault(self, code: str, at: Place, **details: object) -> Problem:
        return problem(code, self.document.name, self.document.line(*at), **details)


def _single(written: Any) -> bool:
    return isinstance(written, dict) and len(written) == 1


def _references(loaded: Loaded, municipality: str) -> set[str]:
    """What a rule may point at: the facts of answering editions, and those of the law."""
    replaced = {edition.id for edition in loaded.editions if edition.validity is Validity.REPLACED}
    return {
        f"{NATIONAL if fact.municipality == NATIONAL else fact.service}.{fact.name}"
        + (f"#{fact.id}" if fact.id else "")
        for fact in loaded.facts
        if fact.municipality in {municipality, NATIONAL} and fact.edition not in replaced
    }
