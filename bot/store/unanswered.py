"""Questions that got no answer, newest first: for grouping by likeness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.db.tables import answer, turn
from bot.outcomes import Outcome, Reason
from bot.store.listing import sensitive
from bot.store.times import local

Kind = Literal["missed", "silent"]
"""Not understood, or taken for a foreign matter; or understood, and the text says nothing on it."""

MOST = 2000


@dataclass(frozen=True)
class Missed:
    """One question without an answer."""

    conversation: str
    tid: int
    n: int
    at: datetime
    said: str
    topic: str | None
    municipality: str | None


def missed(engine: Engine, kind: Kind, towns: tuple[str, ...] | None) -> list[Missed]:
    """The newest of them, at most 2,000; none from conversations on danger."""
    query = (
        sa.select(answer, turn.c.said, turn.c.conversation_id)
        .select_from(answer.join(turn, turn.c.tid == answer.c.tid))
        .where(*_is(kind), turn.c.said.isnot(None))
        .order_by(answer.c.tid.desc())
        .limit(MOST)
    )
    if towns is not None:
        query = query.where(answer.c.municipality.in_(towns))
    with engine.connect().execution_options(reading=True) as connection:
        rows = connection.execute(query).all()
        hidden = sensitive(connection, list({row.conversation_id for row in rows}))
    return [_missed(row) for row in rows if row.conversation_id not in hidden]


def _is(kind: Kind) -> tuple[Any, ...]:
    if kind == "silent":
        return (answer.c.reason == Reason.SILENT.value,)
    return (answer.c.outcome.in_((Outcome.FALLBACK.value, Outcome.OUT_OF_SCOPE.value)),)


def _missed(row: Any) -> Missed:
    return Missed(row.conversation_id, row.tid, row.n, local(row.at), row.said, row.topic, row.municipality)
