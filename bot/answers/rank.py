"""Ranks facts for a question: how likely their topic is, and how well their own words fit.

The classifier knows how people ask; the facts know what they are about. Together they find the
fact: "skal hunden lukkes inde" is about pets, and a question nobody foresaw still meets a fact.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.answers.types import Asked, Question
from bot.facts.catalogue import topics
from bot.facts.query import Facts
from bot.facts.search import Index
from bot.facts.types import COMMON, NATIONAL, Fact

FIT = 6.0
"""How much the words of a fact count beside the likelihood of its topic."""

FLOOR = 0.03
"""The likelihood of a topic that the classifier did not name."""

ELSEWHERE = 0.6
"""What a fact of a service loses that was neither named nor is one of the ordinary ones."""

SILENT_FIT = 0.02
"""How well facts fit on average: what a topic without facts is credited with, to compete fairly."""


SURE = 0.8
"""A likelihood from which a topic that nothing is stated on is silent, however well other facts fit."""

SURE_STATED = 0.9
"""The same for a topic that something is stated on."""

RELATED, NEARLY, RIVAL, MOST_RELATED = 0.22, 0.7, 0.25, 3
"""Other topics' facts are told along when they fit so well, nearly as well as the best; or when
the classifier thinks their topic so likely."""

SAME_TOPIC, SHORT = 0.8, 8
"""What a fact on the topic before gains in a message of at most so many words."""


@dataclass(frozen=True)
class Ranked:
    """A fact, its score (log-likelihood plus fit), and how well its words fit (0 to about 1.5)."""

    fact: Fact
    score: float
    fit: float


@lru_cache(maxsize=16)
def _index(facts: Facts, municipality: str, day: date) -> Index:
    """The facts of a municipality and of the law, ready for search; made once a release and day."""
    return Index([*facts.in_municipality(municipality, day), *facts.in_municipality(NATIONAL, day)])


def rank_facts(
    question: Question, municipality: str, services: Sequence[str], ordinary: Sequence[str]
) -> list[Ranked]:
    """Every fact that may answer, best first.

    Args:
        question: what is asked.
        municipality: where.
        services: the services that were named; empty when none was.
        ordinary: the services that are meant when none is named.
    """
    index = _index(question.facts, municipality, question.day)
    likely = likelihoods(question.asked)
    fits = index.scores(question.words)
    before = question.context.topic if len(question.asked.text.split()) <= SHORT else None
    ranked = []
    for fact, fit in zip(index.facts, fits, strict=True):
        if services and not _holds_for(fact, services):
            continue
        kept = SAME_TOPIC if fact.name == before else 0.0
        away = 0.0 if services or _holds_for(fact, ordinary) else ELSEWHERE
        ranked.append(
            Ranked(fact, math.log(likely.get(fact.name, 0.0) + FLOOR) + FIT * fit + kept - away, fit)
        )
    return sorted(ranked, key=lambda row: -row.score)


def best_topic(question: Question, ranked: Sequence[Ranked], stated: set[str]) -> str | None:
    """The topic of the best fact, or a likelier one on which nothing is stated.

    Args:
        question: what is asked.
        ranked: the facts that may answer.
        stated: the names that have facts for what is asked.
    """
    likely = likelihoods(question.asked)
    surest = max(likely, key=lambda name: likely[name], default=None)
    if surest is not None and likely[surest] >= (SURE_STATED if surest in stated else SURE):
        return surest
    lead = ranked[0] if ranked else None
    silent = [
        (math.log(likelihood + FLOOR) + FIT * SILENT_FIT, name)
        for name, likelihood in likely.items()
        if name not in stated
    ]
    if silent and (lead is None or max(silent)[0] > lead.score):
        return max(silent)[1]
    return lead.fact.name if lead else None


def related(question: Question, ranked: Sequence[Ranked], topic: str) -> list[Fact]:
    """Facts on other topics to be told along, at most `MOST_RELATED`.

    The best of a topic that the classifier thinks likely too, and those whose words fit about as
    well as the topic's best.
    """
    others = [row for row in ranked if row.fact.name != topic and row.fact.municipality != NATIONAL]
    likely = likelihoods(question.asked)
    best = max((row.fit for row in ranked if row.fact.name == topic), default=0.0)
    fitting = sorted(
        (row for row in others if row.fit >= max(RELATED, best * NEARLY)), key=lambda row: -row.fit
    )
    rivals = [name for name, share in likely.items() if share >= RIVAL and name != topic]
    found = [next((row for row in others if row.fact.name == name), None) for name in rivals]
    rows = [*(row for row in found if row), *fitting]
    return list(dict.fromkeys(row.fact for row in rows))[:MOST_RELATED]


def likelihoods(asked: Asked) -> dict[str, float]:
    """How likely each topic is, among topics alone (0 to 1)."""
    found = {name: confidence for name, confidence in asked.ranking if name in topics()}
    if asked.topic in topics() and asked.topic not in found:
        found[str(asked.topic)] = asked.confidence or 1.0
    total = sum(found.values()) or 1.0
    return {name: confidence / total for name, confidence in found.items()}


def _holds_for(fact: Fact, services: Sequence[str]) -> bool:
    if fact.service != COMMON:
        return fact.service in services
    return not fact.services or any(service in fact.services for service in services)
