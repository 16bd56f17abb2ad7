"""The list of conversations: keyset-paged, so it never repeats and never skips.

A conversation stands where its latest answer that passes the filter stands. The first page fixes a
ceiling; later pages look below the last row shown and at nothing newer than the ceiling, so new
messages move nothing. Answers of the last two seconds wait, as transactions may end out of order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.db.tables import answer, conversation, feedback, review, turn
from bot.outcomes import Outcome
from bot.store.candidates import Candidates, turns_of
from bot.store.filters import Filter
from bot.store.times import local

PAGE = 50
MOST_COUNTED = 10_000
_SETTLED = timedelta(seconds=2)
_BATCHES = (100, 400, 2000)


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: nothing newer than `ceiling`, all below `below`."""

    ceiling: int
    below: int

    @classmethod
    def of(cls, text: str) -> Cursor | None:
        """Reads it from an address."""
        first, _, last = text.partition("-")
        return cls(int(first), int(last)) if first.isdigit() and last.isdigit() and len(text) < 40 else None

    def __str__(self) -> str:
        return f"{self.ceiling}-{self.below}"


@dataclass(frozen=True)
class Row:
    """One conversation of the list, with the answer that brought it there."""

    conversation: str
    at: datetime
    said: str | None
    """the citizen's masked words; None for a button, and where the conversation is sensitive"""
    sensitive: bool
    municipality: str | None
    topic: str | None
    service: str | None
    outcome: str
    reason: str | None
    asker: str
    turns: int
    state: str
    helpful: bool | None


@dataclass(frozen=True)
class Page:
    """A page of the list, and where the next begins."""

    rows: list[Row]
    following: Cursor | None


def page(engine: Engine, chosen: Filter, cursor: Cursor | None = None) -> Page:
    """A page of conversations, the newest matching answer first."""
    with engine.connect().execution_options(reading=True) as connection:
        return _page(connection, chosen, cursor, Candidates(connection, chosen))


def count(engine: Engine, chosen: Filter) -> tuple[int, bool]:
    """How many answers match, and whether there are more than were counted."""
    with engine.connect().execution_options(reading=True) as connection:
        return Candidates(connection, chosen).count(MOST_COUNTED)


def counted_page(engine: Engine, chosen: Filter, cursor: Cursor | None) -> tuple[Page, int, bool]:
    """A page and the count at once, as what is probed for one serves the other."""
    with engine.connect().execution_options(reading=True) as connection:
        candidates = Candidates(connection, chosen)
        return (_page(connection, chosen, cursor, candidates), *candidates.count(MOST_COUNTED))


def _page(connection: Connection, chosen: Filter, cursor: Cursor | None, candidates: Candidates) -> Page:
    start = cursor or _first(connection)
    found = _walk(candidates, start)
    more = Cursor(start.ceiling, found[PAGE - 1][0]) if len(found) > PAGE else None
    return Page(_rows(connection, chosen, found[:PAGE]), more)


def _first(connection: Connection) -> Cursor:
    settled = clock.utc_now() - _SETTLED
    newest = sa.select(answer.c.tid).where(answer.c.at <= settled).order_by(answer.c.at.desc()).limit(1)
    top = connection.scalar(newest) or 0
    return Cursor(top, top + 1)


def _walk(candidates: Candidates, start: Cursor) -> list[tuple[int, str]]:
    """Conversations below the cursor with the number of their turn, one more than a page."""
    found = dict[str, int]()
    below, sizes = start.below, iter(_BATCHES)
    size = next(sizes)
    while len(found) <= PAGE and below > 0:
        batch, below = candidates.below(below, size)
        names = {name for _, name in batch} - found.keys()
        later = start.below <= start.ceiling
        shown = candidates.among(names, start.below, start.ceiling) if later else set()
        for tid, name in batch:
            if name not in shown:
                found.setdefault(name, tid)
        size = next(sizes, size)
    return [(tid, name) for name, tid in found.items()][: PAGE + 1]


def _rows(connection: Connection, chosen: Filter, found: list[tuple[int, str]]) -> list[Row]:
    """The rows with all that the list shows, in their order."""
    if not found:
        return []
    joined = (
        answer.join(turn, turn.c.tid == answer.c.tid)
        .join(conversation, conversation.c.id == turn.c.conversation_id)
        .outerjoin(review, review.c.conversation_id == turn.c.conversation_id)
        .outerjoin(feedback, sa.and_(feedback.c.tid == answer.c.tid, feedback.c.n == answer.c.n))
    )
    columns = (turn.c.said, turn.c.conversation_id, conversation.c.turns, review.c.state, feedback.c.helpful)
    query = (
        sa.select(answer, *columns)
        .select_from(joined)
        .where(answer.c.tid.in_([tid for tid, _ in found]), *chosen.conditions())
        .order_by(answer.c.tid, answer.c.n.desc())
    )
    by_tid = {row.tid: row for row in connection.execute(query)}
    hidden = sensitive(connection, [name for _, name in found])
    return [_row(by_tid[tid], name in hidden) for tid, name in found if tid in by_tid]


def sensitive(connection: Connection, names: list[str]) -> set[str]:
    """Those conversations that hold an answer on danger: opening one asks for a reason."""
    theirs = dict(turns_of(connection, names)) if names else {}
    if not theirs:
        return set()
    query = sa.select(answer.c.tid).where(
        answer.c.outcome == Outcome.SAFETY.value, answer.c.tid.between(min(theirs), max(theirs))
    )
    return {theirs[tid] for tid in connection.scalars(query) if tid in theirs}


def _row(row: Any, hidden: bool) -> Row:
    return Row(
        conversation=row.conversation_id,
        at=local(row.at),
        said=None if hidden else row.said,
        sensitive=hidden,
        municipality=row.municipality,
        topic=row.topic,
        service=row.service,
        outcome=row.outcome,
        reason=row.reason,
        asker=row.asker,
        turns=row.turns,
        state=row.state or "new",
        helpful=row.helpful,
    )
