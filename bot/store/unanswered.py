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
    with engine.connect().execution_options(reading=True) as connection:
        found = [row for sort in _SORTS[kind] for row in connection.execute(_newest(sort, towns))]
        rows = sorted(found, key=lambda row: (-row.tid, row.n))[:MOST]
        hidden = sensitive(connection, list({row.conversation_id for row in rows}))
    return [_missed(row) for row in rows if row.conversation_id not in hidden]


_SORTS: dict[Kind, tuple[Any, ...]] = {
    "silent": (answer.c.reason == Reason.SILENT.value,),
    "missed": (answer.c.outcome == Outcome.FALLBACK.value, answer.c.outcome == Outcome.OUT_OF_SCOPE.value),
}
"""Each is asked for by itself, so that an index gives it in order; together they would be sorted first."""


def _newest(sort: Any, towns: tuple[str, ...] | None) -> Any:
    columns = (answer.c.tid, answer.c.n, answer.c.at, answer.c.topic, answer.c.municipality)
    query = (
        sa.select(*columns, turn.c.said, turn.c.conversation_id)
        .select_from(answer.join(turn, turn.c.tid == answer.c.tid))
        .where(sort, turn.c.said.isnot(None))
        .order_by(answer.c.tid.desc())
        .limit(MOST)
    )
    return query if towns is None else query.where(answer.c.municipality.in_(towns))


def _missed(row: Any) -> Missed:
    return Missed(row.conversation_id, row.tid, row.n, local(row.at), row.said, row.topic, row.municipality)
