"""What the staff may filter answers by: closed words in, one list of conditions out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from dateutil.parser import isoparse

from bot.db.tables import answer, feedback, review, turn
from bot.store.times import end_of, start_of

WORDS = ("municipality", "topic", "service", "outcome", "reason", "asker", "prescreen", "release_id")
"""Columns of `answer` that a filter names by their value."""

CONFIDENCE = {"low": (0.0, 0.5), "middle": (0.5, 0.8), "high": (0.8, 1.01)}
FEEDBACK = ("yes", "no", "comment")
STATES = ("new", "in_review", "needs_change", "done")
NAMES = (*WORDS, "confidence", "feedback", "state", "since", "until")
_LONGEST = 60


@dataclass(frozen=True)
class Filter:
    """One choice of answers.

    `towns` is who asks, not what: the municipalities that may be seen, None for all. `tokens` are
    the hashed words of a search.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    towns: tuple[str, ...] | None = None
    tokens: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: Mapping[str, str], towns: tuple[str, ...] | None) -> Filter:
        """Reads a filter from an address; what is unknown or cannot be read is left out."""
        kept = {name: value[:_LONGEST] for name in NAMES if (value := given.get(name, "").strip())}
        for name, allowed in (("confidence", CONFIDENCE), ("feedback", FEEDBACK), ("state", STATES)):
            if kept.get(name) not in allowed:
                kept.pop(name, None)
        for name in ("since", "until"):
            if name in kept and _day(kept[name]) is None:
                del kept[name]
        return cls(kept, towns)

    def searching(self, tokens: list[str]) -> Filter:
        """The same, for answers whose turn holds these words."""
        return replace(self, tokens=tuple(tokens))

    @property
    def narrows(self) -> bool:
        """Whether it leaves out more than the municipalities and the time do."""
        return any(name not in ("since", "until") for name in self.chosen)

    def conditions(self) -> list[Any]:
        """For a query over `answer` joined with `turn`; the words of a search are not among them."""
        return [*self.but_feedback(), *self._feedback()]

    def but_feedback(self) -> list[Any]:
        """The same without the citizen's verdict, for a query that joins `RATED` by itself."""
        found = [answer.c[name] == self.chosen[name] for name in WORDS if name in self.chosen]
        if self.towns is not None:
            found.append(answer.c.municipality.in_(self.towns))
        if "confidence" in self.chosen:
            least, most = CONFIDENCE[self.chosen["confidence"]]
            found += [answer.c.confidence >= least, answer.c.confidence < most]
        return [*found, *self._time(), *self._state()]

    def _time(self) -> list[Any]:
        since, until = self.days
        found = []
        if since:
            found.append(answer.c.at >= start_of(since))
        if until:
            found.append(answer.c.at < end_of(until))
        return found

    @property
    def verdict(self) -> Any | None:
        """The condition on `RATED` for the citizen's verdict that is wanted; None when any will do."""
        kind = self.chosen.get("feedback")
        if not kind:
            return None
        wanted = RATED.c.comment.isnot(None) if kind == "comment" else RATED.c.helpful.is_(kind == "yes")
        return sa.and_(RATED.c.tid == answer.c.tid, RATED.c.n == answer.c.n, wanted)

    def _feedback(self) -> list[Any]:
        return [] if self.verdict is None else [sa.exists().where(self.verdict)]

    def _state(self) -> list[Any]:
        state = self.chosen.get("state")
        if not state:
            return []
        worked = sa.select(_worked.c.conversation_id)
        if state == "new":
            return [turn.c.conversation_id.notin_(worked.where(_worked.c.state != "new"))]
        return [turn.c.conversation_id.in_(worked.where(_worked.c.state == state))]

    @property
    def looks_at_turns(self) -> bool:
        """Whether its conditions are on `turn` too, not on `answer` alone."""
        return "state" in self.chosen

    @property
    def from_work(self) -> bool:
        """Whether it finds by the staff's own work, which covers few conversations."""
        return self.chosen.get("state", "new") != "new"

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day that are wanted."""
        return _day(self.chosen.get("since", "")), _day(self.chosen.get("until", ""))


RATED, _worked = feedback.alias("rated"), review.alias("worked")
"""Names of their own: the list joins the same tables."""


def _day(text: str) -> date | None:
    try:
        return isoparse(text).date() if text else None
    except (ValueError, OverflowError):
        return None
