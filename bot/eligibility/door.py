"""The way in: how to apply, what to have ready, who may help, when an answer comes. All from facts."""

from collections.abc import Iterable, Mapping
from math import inf

from bot.eligibility.line import Line
from bot.eligibility.phrases import phrase
from bot.eligibility.rules import Rules
from bot.facts.screening import YES
from bot.facts.types import COMMON, Fact
from bot.lang.numbers import listing

_HOW = ("apply", "contact", "who_can_apply", "companion", "consent")
_OF_ALL = {"consent"}
"""what a service says of it is about something else than applying"""
_MOST = 2
_PLAN, _REFERRAL = ("forloeb", "plan"), ("henvisning", YES)


def door(rules: Rules, services: Iterable[str], answers: Mapping[str, str]) -> tuple[Line, ...]:
    """How to go on with these services, each fact told once.

    A service with a desk of its own is sent there; the rest is about the others.
    """
    desks = rules.facts.municipalities[rules.municipality].turn_to_for
    chosen = list(services)
    own, common = [key for key in chosen if key in desks], [key for key in chosen if key not in desks]
    how = [fact for name in _HOW for fact in _about(rules, common, name)]
    how += rules.facts.national("without_computer", COMMON, rules.day)[:1]
    return (
        *(Line("how", desks[key].sentence) for key in own),
        *(Line("how", fact.sentence, (fact,)) for fact in _once(how)),
        *_ready(answers),
        *_deadlines(rules, common),
    )


def _once(facts: Iterable[Fact]) -> list[Fact]:
    found: dict[object, Fact] = {}
    for fact in facts:
        found.setdefault(_contact(fact), fact)
    return list(found.values())


def _contact(fact: Fact) -> object:
    """What makes two ways to get in touch the same: the number or address, else the words."""
    value = fact.value
    ways = (value.phone, value.mail, value.web, value.digital_post) if value else ()
    return ways if any(ways) else fact.key


def _about(rules: Rules, services: list[str], name: str) -> list[Fact]:
    """What the standard says under a name, a few facts at most; else the law.

    Those that hold for most services come before those of one service's own procedure.
    """
    found = {
        fact.key: fact
        for service in services
        for fact in rules.facts.about(rules.municipality, service, name, rules.day)
        if name not in _OF_ALL or fact.service == COMMON
    }
    widest = max((_reach(fact) for fact in found.values()), default=0)
    wide = [fact for fact in found.values() if _reach(fact) == widest]
    return wide[:_MOST] or rules.facts.national(name, COMMON, rules.day)[:_MOST]


def _reach(fact: Fact) -> float:
    """How many services a fact holds for; without a list, all of its shelf."""
    return len(fact.services) or (inf if fact.service == COMMON else 1)


def _ready(answers: Mapping[str, str]) -> list[Line]:
    lines = [Line("ready", phrase("result.ready"))]
    for (question, answer), path in ((_PLAN, "ready_plan"), (_REFERRAL, "ready_referral")):
        if answers.get(question) == answer:
            lines.append(Line("ready", phrase(f"result.{path}")))
    return lines


def _deadlines(rules: Rules, services: list[str]) -> list[Line]:
    """When an answer comes, by service; where the standard is silent, that, and what the law says."""
    stated: dict[object, Fact] = {}
    silent = []
    for service in services:
        found = rules.facts.about(rules.municipality, service, "decision_deadline", rules.day)
        for fact in found:
            stated.setdefault(_figures(fact), fact)
        silent += [] if found else [rules.facts.services[service].name]
    lines = [Line("deadline", fact.sentence, (fact,)) for fact in stated.values()]
    if silent:
        lines.append(Line("deadline", phrase("result.no_deadline", services=listing(silent))))
        law = rules.facts.national("deadline_law", COMMON, rules.day)
        lines += [Line("deadline", fact.sentence, (fact,)) for fact in law]
    return lines


def _figures(fact: Fact) -> object:
    """What makes two deadlines the same: their figures, or their words where there are none."""
    value = fact.value
    return (value.within, value.unit, value.after) if value and value.within else fact.sentence
