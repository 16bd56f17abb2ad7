"""What the answers say of each service: for, against, unknown, and what only the municipality can judge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.eligibility.ages import AGE
from bot.eligibility.engine import verdict
from bot.eligibility.line import Line, sentences, told
from bot.eligibility.logic import Truth
from bot.eligibility.phrases import phrase
from bot.eligibility.rules import Compiled, Point, Rules
from bot.eligibility.verdict import Verdict
from bot.facts.types import Fact
from bot.outcomes import Validity

_ENOUGH = 2
"""So many answers are told again where the service needs none of them; all stand in the summary."""

_POSSIBLE = {Verdict.LIKELY, Verdict.UNCLEAR}


@dataclass(frozen=True)
class Finding:
    """What is said of one service: its head first, then its points.

    The lines' ids: for, against, open, doubt, instead, judged, not_modelled, law.
    """

    service: str
    verdict: Verdict
    head: Line
    points: tuple[Line, ...]

    @property
    def short(self) -> tuple[Line, ...]:
        """The head and the first reason."""
        return (self.head, *self.points[:1])

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything, in order."""
        return (self.head, *self.points)


def finding(rules: Rules, service: str, answers: Mapping[str, str]) -> Finding:
    """What the answers say of a service; what cannot matter any more is left out."""
    compiled, world = rules.services[service], rules.world(answers)
    found = verdict(compiled, world)
    met = {point: point.met(world) for point in compiled.points}
    failed = [point for point, value in met.items() if value is False]
    blocking = [point for point in failed if point.otherwise is not Verdict.UNCLEAR]
    points = _for(rules, compiled, found, met, answers)
    if found is Verdict.OTHER_ROUTE:
        blocking = blocking[:1]
    for point in blocking:
        points += _against(rules, service, point, answers)
    if found is Verdict.UNCLEAR:
        points += [_doubt(rules, service, point, answers) for point in failed]
        points += _open(rules, service, [point for point, value in met.items() if value is None], answers)
    points += _always(rules, compiled, found)
    return Finding(service, found, _head(rules, compiled, found, blocking), tuple(points))


def _head(rules: Rules, compiled: Compiled, found: Verdict, blocking: Iterable[Point]) -> Line:
    rule = compiled.rule
    route = next((point.criterion.to for point in blocking if point.otherwise is Verdict.OTHER_ROUTE), "")
    text = phrase(
        f"result.head.{found.value}",
        service=rules.facts.services[rule.service].label,
        route=route_name(rules, route) if route else "",
        reason=rule.no_rule,
    )
    return Line(found.value, text, rules.cited(rule.facts, rule.service) if rule.no_rule else ())


def route_name(rules: Rules, route: str) -> str:
    """What another way is called: a service, or a route of the municipality's own."""
    own = rules.screening.routes.get(route)
    return own.name if own else rules.facts.services[route].name


def _for(
    rules: Rules, compiled: Compiled, found: Verdict, met: Mapping[Point, Truth], answers: Mapping[str, str]
) -> list[Line]:
    """One line: the answers that fit, first those that the service needs, and whom it is for."""
    against = {key for point, value in met.items() if value is False for key in _questions(point)}
    fits = [point for point, value in met.items() if value and (point.wanted or found in _POSSIBLE)]
    known = {key: answer for key, answer in answers.items() if key not in against}
    needed = _told(rules, [point for point in fits if point.wanted], known)
    asked = [key for key in dict.fromkeys(key for point in fits for key in _questions(point)) if key in known]
    said = needed or _told(rules, fits, {key: known[key] for key in asked[:_ENOUGH]})
    if not said:
        return []
    facts = rules.cited(compiled.rule.facts, compiled.rule.service) if found in _POSSIBLE else ()
    return [Line("for", phrase("result.for", text=f"{said} {sentences(facts)}".strip()), facts)]


def _against(rules: Rules, service: str, point: Point, answers: Mapping[str, str]) -> list[Line]:
    facts, said = rules.cited(point.criterion.facts, service), _told(rules, [point], answers)
    lines = [Line("against", phrase("result.against", text=f"{said} {sentences(facts)}".strip()), facts)]
    if instead := _instead(rules, service, point):
        lines.append(Line("instead", phrase("result.instead", text=sentences(instead)), instead))
    return lines


def _doubt(rules: Rules, service: str, point: Point, answers: Mapping[str, str]) -> Line:
    facts, said = rules.cited(point.criterion.facts, service), _told(rules, [point], answers)
    return Line("doubt", phrase("result.doubt", told=said, doubt=point.criterion.doubt), facts)


def _instead(rules: Rules, service: str, point: Point) -> tuple[Fact, ...]:
    route = rules.screening.routes.get(point.criterion.to)
    return rules.cited((*point.criterion.instead, *(route.facts if route else ())), service)


def _open(rules: Rules, service: str, points: list[Point], answers: Mapping[str, str]) -> list[Line]:
    """What is not known, each question once, with what makes it matter."""
    world, lines = rules.world(answers), []
    for key in dict.fromkeys(key for point in points for key in _questions(point)):
        if all(len(world[name]) == 1 for name in rules.variables(key)):
            continue
        facts = rules.cited(next(p for p in points if key in _questions(p)).criterion.facts, service)
        text = phrase("result.open", question=rules.questions[key].ask, fact=sentences(facts))
        lines.append(Line("open", text, facts))
    return lines


def _always(rules: Rules, compiled: Compiled, found: Verdict) -> list[Line]:
    """What only the municipality can judge, what the rule leaves out, and a law that is newer."""
    rule, lines = compiled.rule, []
    judged = rules.cited(rule.judged, rule.service)
    if judged and found not in {Verdict.UNLIKELY, Verdict.OTHER_ROUTE}:
        lines.append(Line("judged", phrase("result.judged", text=sentences(judged)), judged))
    if rule.not_modelled:
        lines.append(Line("not_modelled", phrase("result.not_modelled", text=" ".join(rule.not_modelled))))
    newer = tuple(
        fact
        for fact in rules.facts.national("who_can", rule.service, rules.day)
        if rule.service in fact.services
    )
    if newer and rules.facts.standard(rules.municipality).validity is not Validity.CURRENT:
        lines.append(Line("law", f"{phrase('result.law_since')} {sentences(newer)}", newer))
    return lines


def _told(rules: Rules, points: Iterable[Point], answers: Mapping[str, str]) -> str:
    """The answers that points look at, said again, each once."""
    keys = dict.fromkeys(key for point in points for key in _questions(point))
    known = {key: answers[key] for key in keys if key in answers}
    said = (told(rules, key, answer) for key, answer in known.items())
    return " ".join(text for text in said if text)


def _questions(point: Point) -> list[str]:
    """The questions that a point looks at, in a fixed order."""
    return sorted(
        {name.partition(":")[0] for name in point.condition.asked()}, key=lambda key: (key != AGE, key)
    )
