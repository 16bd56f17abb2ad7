"""Ranks facts for a question.

"Skal hunden lukkes inde" is about pets, and a question nobody foresaw still meets a fact.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answers.evidence import Evidence, evidence_of, likelihoods
from bot.answers.types import Question
from bot.facts import encoder
from bot.facts.types import NATIONAL, Fact
from bot.lang.read import read_yaml

RIVAL, LIKELY, MOST_RELATED = 0.03, 0.01, 5
"""The best fact of another topic is told along when the topic is so likely, any fact when it is itself
so likely; at most so many."""


RIVAL_ALONE = 0.25
"""The same from this likelihood on by the classifier alone, however badly the words fit."""


SURE, SURE_STATED = 0.8, 0.9
"""By words alone a sure classifier decides: a name from this likelihood on is what was asked, whatever
fits, if nothing is stated on it, and the other if something is."""


@dataclass(frozen=True)
class Ranked:
    """A fact, how likely it is what was asked for (0 to 1), how well its words fit (0 to about 1.5)."""

    fact: Fact
    share: float
    fit: float


@dataclass(frozen=True)
class Ranking:
    """Every fact that may answer, likeliest first; and for each name the likelihood of its best (0 to 1)."""

    facts: list[Ranked]
    names: dict[str, float]
    rivals: frozenset[str] = frozenset()
    """names that the classifier by itself thinks likely"""

    @property
    def topic(self) -> str | None:
        """The likeliest name, whether something is stated on it or not."""
        return max(self.names, key=lambda name: self.names[name], default=None)

    @property
    def shares(self) -> dict[str, float]:
        """How likely each fact is, by its key."""
        return {row.fact.key: row.share for row in self.facts}

    def fit(self, fact: Fact) -> float:
        """How well the words of a fact fit the question; 0 where it was not ranked."""
        return next((row.fit for row in self.facts if row.fact.key == fact.key), 0.0)


NOTHING = Ranking([], {})


@cache
def weights(kind: str) -> dict[str, float]:
    """How much each piece of evidence counts, with the encoder (`learnt`) or by words alone (`words`)."""
    read = read_yaml(Path(__file__).with_name("weights.yml"))[kind]
    return {key: float(value) for key, value in read.items()}


def rank(question: Question, municipality: str, services: Sequence[str], ordinary: Sequence[str]) -> Ranking:
    """Ranks every fact that may answer and every name that nothing is stated on.

    Args:
        question: what is asked.
        municipality: where.
        services: the services that were named; empty when none was.
        ordinary: the services that are meant when none is named.
    """
    rows = evidence_of(question, municipality, services, ordinary)
    counted = weights("learnt" if encoder.used() else "words")
    scores = [_score(evidence, counted) for _, evidence in rows]
    top = max(scores, default=0.0)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers) or 1.0
    facts: list[Ranked] = []
    names: dict[str, float] = {}
    for (what, evidence), power in zip(rows, powers, strict=True):
        share = power / total
        if isinstance(what, Fact):
            facts.append(Ranked(what, share, evidence.fit))
            names.update({name: max(names.get(name, 0.0), share) for name in what.names})
        else:
            names[what] = share
    likely = likelihoods(question.asked)
    if not encoder.used():
        stated = {row.fact.name for row in facts}
        names.update(_sure(likely, names.keys() & stated, SURE_STATED))
        names.update(_sure(likely, names.keys() - stated, SURE))
    rivals = frozenset(name for name, share in likely.items() if share >= RIVAL_ALONE)
    return Ranking(sorted(facts, key=lambda row: -row.share), names, rivals)


def _sure(likely: Mapping[str, float], names: Iterable[str], least: float) -> dict[str, float]:
    return {name: 1.0 for name in names if likely.get(name, 0.0) >= least}


def _score(evidence: Evidence, counted: Mapping[str, float]) -> float:
    return math.fsum(getattr(evidence, name) * weight for name, weight in counted.items())


def related(ranking: Ranking, topic: str) -> list[Fact]:
    """Facts on other topics to be told along, likeliest first, at most `MOST_RELATED`.

    The best of each topic that is nearly as likely, and whatever is likely by itself.
    """
    local = [row for row in ranking.facts if row.fact.municipality != NATIONAL]
    others = [row for row in local if topic not in row.fact.names]
    rivals = [name for name, share in ranking.names.items() if share >= RIVAL or name in ranking.rivals]
    firsts = {name: next((row for row in others if name in row.fact.names), None) for name in rivals}
    likely = [row for row in others if row.share >= LIKELY or row in firsts.values()]
    return [row.fact for row in likely][:MOST_RELATED]
