"""The turns that pass a filter, newest first, from whichever side is rare: the filter, or the words.

Asked naively, a database walks through every turn for a rare word, or fetches every turn with a
common one before it looks at the filter. So both are probed once, with a limit.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection

from bot.db.tables import answer, turn
from bot.store import words
from bot.store.filters import RATED, Filter
from bot.store.times import end_of, start_of

Pair = tuple[int, str]
"""A turn's number, and its conversation."""

_MOST_FOUND = 500
_SLACK = 10_000
"""Numbers follow time but for a few; the bounds of a day are looked for with this margin."""


def matching(chosen: Filter, *columns: Any) -> Any:
    """A query over the answers that pass the filter; the words of a search are not in it.

    `turn` is joined only where it is looked at: its rows are twenty times as long. The verdicts are
    few, so a wanted one is joined, for the database to begin there.
    """
    source = answer
    if chosen.looks_at_turns or any(getattr(one, "table", None) is turn for one in columns):
        source = source.join(turn, turn.c.tid == answer.c.tid)
    if chosen.verdict is not None:
        source = source.join(RATED, chosen.verdict)
    return sa.select(*columns).select_from(source).where(*chosen.but_feedback())


def turns_of(connection: Connection, names: Collection[str]) -> list[Pair]:
    """The turns of these conversations (asked by itself: in a join, databases like to begin elsewhere)."""
    query = sa.select(turn.c.tid, turn.c.conversation_id)
    query = query.where(_one_of(connection, turn.c.conversation_id, names))
    return [(tid, name) for tid, name in connection.execute(query)]


class Candidates:
    """The matching turns of one filter, for one reading connection."""

    def __init__(self, connection: Connection, chosen: Filter) -> None:
        """Probes the words of a search, if there are any."""
        self._connection, self._chosen = connection, chosen
        self._tokens = list(chosen.tokens)
        self._bottom, self._top = self._bounds()
        self._all = self._few()

    def count(self, most: int) -> tuple[int, bool]:
        """How many answers match, and whether there are more than were looked for.

        Of a search at most five hundred are counted; on SQLite, among the newest `most` with the words.
        """
        if self._all is not None:
            return min(len(self._all), most), len(self._all) > most
        some, held = matching(self._chosen, sa.literal(1)), False
        some = some.where(answer.c.tid >= self._bottom, answer.c.tid < self._top)
        if self._tokens and self._connection.dialect.name == "sqlite":
            newest = words.newest(self._connection, self._tokens, self._top, most + 1)
            held = len(newest) > most and newest[-1] > self._bottom
            some, most = some.where(_one_of(self._connection, answer.c.tid, newest)), min(most, _MOST_FOUND)
        elif self._tokens:
            some, most = some.where(words.holding(self._tokens, answer.c.tid)), min(most, _MOST_FOUND)
        found = sa.select(sa.func.count()).select_from(some.limit(most + 1).subquery())
        total = int(self._connection.scalar(found))
        return min(total, most), held or total > most

    def below(self, number: int, size: int) -> tuple[list[Pair], int]:
        """The next matching turns below a number, newest first; and where to go on (0: nowhere).

        A batch may hold fewer than `size` and still have a place to go on.
        """
        if self._all is not None:
            return [pair for pair in self._all if pair[0] < number], 0
        if self._tokens and self._connection.dialect.name == "sqlite":
            tids = words.newest(self._connection, self._tokens, min(number, self._top), size)
            on = len(tids) == size and tids[-1] > self._bottom
            return self._pairs(tids), tids[-1] if on else 0
        query = self._turns().where(answer.c.tid < number).order_by(answer.c.tid.desc()).limit(size)
        rows = [(tid, name) for tid, name in self._connection.execute(query)]
        return rows, rows[-1][0] if len(rows) == size else 0

    def among(self, names: set[str], least: int, most: int) -> set[str]:
        """Those conversations that have a matching turn with a number in between."""
        if not names:
            return set()
        theirs = {tid: name for tid, name in turns_of(self._connection, names) if least <= tid <= most}
        query = matching(self._chosen, answer.c.tid).where(_one_of(self._connection, answer.c.tid, theirs))
        found = set(self._connection.scalars(query)) if theirs else set()
        if self._tokens and found:
            found = words.among(self._connection, self._tokens, list(found))
        return {theirs[tid] for tid in found}

    def _few(self) -> list[Pair] | None:
        """All matching turns, newest first, where the words or the filter leave only some; else None."""
        if self._tokens:
            rare = words.if_rare(self._connection, self._tokens)
            if rare is not None:
                return self._pairs(sorted(rare, reverse=True))
        if not (self._tokens and self._chosen.narrows) and not self._chosen.from_work:
            return None
        query = matching(self._chosen, answer.c.tid, turn.c.conversation_id)  # in no order: the quickest way
        rows = [(tid, name) for tid, name in self._connection.execute(query.limit(words.RARE + 1))]
        if len(rows) > words.RARE:
            return None
        if self._tokens and rows:
            holding = words.among(self._connection, self._tokens, [tid for tid, _ in rows])
            rows = [pair for pair in rows if pair[0] in holding]
        return sorted(rows, reverse=True)

    def _turns(self) -> Any:
        query = matching(self._chosen, answer.c.tid, turn.c.conversation_id)
        if self._tokens:
            query = query.where(words.holding(self._tokens, answer.c.tid))
        return query.where(answer.c.tid >= self._bottom, answer.c.tid < self._top)

    def _bounds(self) -> tuple[int, int]:
        """Numbers between which all turns of the wanted days lie, so that no others are walked through."""
        since, until = self._chosen.days
        bottom, top = 0, 2**62
        if since is not None:
            first = sa.select(answer.c.tid).where(answer.c.at >= start_of(since)).order_by(answer.c.at)
            bottom = (self._connection.scalar(first.limit(1)) or 2**62) - _SLACK
        if until is not None:
            last = sa.select(answer.c.tid).where(answer.c.at < end_of(until)).order_by(answer.c.at.desc())
            top = (self._connection.scalar(last.limit(1)) or 0) + 1 + _SLACK
        return bottom, top

    def _pairs(self, tids: list[int]) -> list[Pair]:
        if not tids:
            return []
        query = matching(self._chosen, answer.c.tid, turn.c.conversation_id).where(answer.c.tid.in_(tids))
        return [(tid, name) for tid, name in self._connection.execute(query.order_by(answer.c.tid.desc()))]


def _one_of(connection: Connection, column: Any, values: Collection[Any]) -> Any:
    """The condition that a column is one of very many values, as one parameter."""
    if connection.dialect.name == "sqlite":
        there = sa.func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(sa.select(there.c.value))
    return column == sa.any_(sa.cast(list(values), ARRAY(column.type)))
