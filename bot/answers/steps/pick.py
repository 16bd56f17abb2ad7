"""Picks what an answer says of all that was found: the likeliest facts, within a length that can be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.answers.draft import Draft
from bot.answers.rank import related
from bot.facts.types import Fact
from bot.lang.fold import folded_words
from bot.lang.stopwords import is_stopword

WORD_BUDGET = 90
"""About as many words as an answer may hold before it only offers more."""

ENOUGH = 0.97
"""Nothing more is told once what is told is so likely to hold what was asked (0 to 1)."""

ALIKE = 0.6
"""The share of telling words from which two sentences count as the same."""


@dataclass
class Picked:
    """What is said: facts by service, facts on other topics told along; whether any were left out."""

    by_service: dict[str, list[Fact]] = field(default_factory=dict)
    along: list[Fact] = field(default_factory=list)
    left: bool = False

    @property
    def facts(self) -> list[Fact]:
        """All of them, in the order they are told."""
        return [fact for group in (*self.by_service.values(), self.along) for fact in group]


def pick(draft: Draft) -> Picked:
    """The first fact of each service, then the likeliest, on the topic or beside it, while there is room."""
    if draft.question.asked.everything:
        return Picked(dict(draft.found))
    told = {found[0].key: found[0] for found in draft.found.values()}
    rest = [fact for found in draft.found.values() for fact in found[1:] if fact.sentence not in draft.told]
    beside, shares = told_along(draft, []), draft.ranking.shares
    words = sum(_length(fact) for fact in told.values())
    covered = sum(shares.get(key, 0.0) for key in told)
    urgent = draft.ranking.rivals
    order = sorted(
        [*rest, *beside],
        key=lambda fact: (fact not in beside or urgent.isdisjoint(fact.names), -_rounded(shares, fact)),
    )
    for fact in order:
        fits = words + _length(fact) <= WORD_BUDGET // draft.shared_by
        if covered < ENOUGH and fits and not (fact in beside and _told(fact, told.values())):
            told[fact.key] = fact
            words += _length(fact)
            covered += shares.get(fact.key, 0.0)
    by_service = {
        service: [fact for fact in found if fact.key in told] for service, found in draft.found.items()
    }
    along = [fact for fact in beside if fact.key in told]
    return Picked(by_service, along, any(fact.key not in told for fact in rest))


def told_along(draft: Draft, used: Iterable[Fact]) -> list[Fact]:
    """Facts on other topics that are likely too and do not repeat what is told."""
    found: list[Fact] = []
    for fact in related(draft.ranking, str(draft.topic)):
        if fact.sentence not in draft.told and not _told(fact, (*used, *found)):
            found.append(fact)
    return found


def _rounded(shares: dict[str, float], fact: Fact) -> float:
    """The share of a fact; near ones count as alike, so that they stand as written."""
    return round(shares.get(fact.key, 0.0), 3)


def _length(fact: Fact) -> int:
    return len(fact.sentence.split())


def _told(fact: Fact, told: Iterable[Fact]) -> bool:
    """Whether another fact says nearly the same, as when a goal repeats a rule."""
    mine = _telling(fact)
    return any(len(mine & yours) > ALIKE * min(len(mine), len(yours)) for yours in map(_telling, told))


def _telling(fact: Fact) -> set[str]:
    return {word for word in folded_words(fact.sentence) if not is_stopword(word)}
