"""What speaks for each fact that may answer a question; weighed in `bot.answers.rank`.

The classifier knows how people ask; the facts know what they are about.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.answers.types import Asked, Question
from bot.facts import encoder
from bot.facts.catalogue import topics
from bot.facts.encoder import Encoder, Nearness
from bot.facts.query import Facts
from bot.facts.search import Index
from bot.facts.types import COMMON, NATIONAL, Fact

FLOOR = 0.03
"""The likelihood of a topic that the classifier did not name."""

GOES_ON = 6
"""A message of fewer telling words may go on with the one before: the fewer, the likelier."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for a fact, or for a name that nothing is stated on; each is weighed by `Weights`."""

    likely: float = 0.0
    """log of the likelihood of its topic, by the classifier; of the likeliest where it answers for several"""
    fit: float = 0.0
    """the share of the question's telling words that the fact covers"""
    near: float = 0.0
    """how near the question lies to the fact, by what was learnt from questions (-1 to 1)"""
    onward: float = 0.0
    """how near the fact lies to this question and the one before together, where the message goes on"""
    kept: float = 0.0
    """whether its topic is the one before, where the message goes on with it"""
    away: float = 0.0
    """1 where its service was neither named nor is one of the ordinary ones"""
    silent: float = 0.0
    """1 for a name that nothing is stated on"""


@dataclass(frozen=True)
class Shelf:
    """The facts of a municipality and of the law, ready for search by word and by nearness."""

    index: Index
    nearness: Nearness | None

    def near(self, text: str) -> list[float]:
        """How near a text is to each fact; 0.0 each where nothing was learnt or nothing said."""
        return self.nearness.facts(text) if self.nearness and text else [0.0] * len(self.index.facts)

    def near_names(self, text: str) -> dict[str, float]:
        """How near a text is to each name; nothing where nothing was learnt or nothing said."""
        return self.nearness.names(text) if self.nearness and text else {}


@lru_cache(maxsize=16)
def _shelf(facts: Facts, municipality: str, day: date, encoder: Encoder | None) -> Shelf:
    """Made once a release and day."""
    held = [*facts.in_municipality(municipality, day), *facts.in_municipality(NATIONAL, day)]
    return Shelf(Index(held), Nearness(encoder, held) if encoder else None)


def evidence_of(
    question: Question,
    municipality: str,
    services: Sequence[str],
    ordinary: Sequence[str],
) -> list[tuple[Fact | str, Evidence]]:
    """Every fact that may answer, and every name that nothing is stated on, with what speaks for it.

    Args:
        question: what is asked.
        municipality: where.
        services: the services that were named; empty when none was.
        ordinary: the services that are meant when none is named.
    """
    shelf = _shelf(question.facts, municipality, question.day, encoder.used())
    index, likely = shelf.index, likelihoods(question.asked)
    goes_on = max(0.0, 1 - len(question.asked.rest) / GOES_ON)
    rows: list[tuple[Fact | str, Evidence]] = []
    both = f"{question.context.about} {question.asked.text}" if goes_on and question.context.about else ""
    columns = index.scores(question.words), shelf.near(question.asked.text), shelf.near(both)
    for fact, fit, near, onward in zip(index.facts, *columns, strict=True):
        if services and not _holds_for(fact, services):
            continue
        evidence = Evidence(
            likely=math.log(max(likely.get(name, 0.0) for name in fact.names) + FLOOR),
            fit=fit,
            near=near,
            onward=goes_on * onward,
            kept=goes_on * (question.context.topic in fact.names),
            away=0.0 if services or _holds_for(fact, ordinary) else 1.0,
        )
        rows.append((fact, evidence))
    stated = {name for fact, _ in rows if isinstance(fact, Fact) for name in fact.names}
    near_names = shelf.near_names(question.asked.text)
    for name in topics().keys() - stated:
        evidence = Evidence(
            math.log(likely.get(name, 0.0) + FLOOR), near=near_names.get(name, 0.0), silent=1.0
        )
        rows.append((name, evidence))
    return rows


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
