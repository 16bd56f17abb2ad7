"""Answers as CSV rows, streamed: a batch at a time, whatever their number."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.db.tables import answer, feedback, turn
from bot.store import listing, words
from bot.store.audit import Act, Who, write
from bot.store.filters import Filter
from bot.store.times import local

HEAD = (
    "conversation", "message", "time", "municipality", "topic", "service", "outcome", "reason", "confidence",
    "asker", "prescreen", "release", "helpful", "said", "answered",
)  # fmt: skip
_BATCH = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(engine: Engine, chosen: Filter, who: Who) -> Iterator[str]:
    """Pieces of a CSV file of all matching answers, oldest first; the export is audited.

    Words are as they were stored, masked; those of a conversation on danger are left out. Each
    batch is a reading of its own, so a citizen's erasure never waits for a download.
    """
    with engine.begin() as connection:
        write(connection, who, Act.EXPORTED, json.dumps(dict(chosen.chosen)))
    yield _lines([HEAD])
    after = 0
    while True:
        with engine.connect().execution_options(reading=True) as connection:
            found = connection.execute(_query(chosen, after)).all()
            hidden = listing.sensitive(connection, list({row.conversation_id for row in found}))
            tids = {row.tid for row in found}
            holding = (
                words.among(connection, list(chosen.tokens), list(tids)) if chosen.tokens and found else tids
            )
        yield _lines([_row(row, row.conversation_id in hidden) for row in found if row.tid in holding])
        if len(found) < _BATCH:
            return
        after = found[-1].tid


def _query(chosen: Filter, after: int) -> Any:
    """A batch; it ends with a whole turn, as the next goes on after its number."""
    joined = answer.join(turn, turn.c.tid == answer.c.tid).outerjoin(
        feedback, sa.and_(feedback.c.tid == answer.c.tid, feedback.c.n == answer.c.n)
    )
    columns = (answer, turn.c.conversation_id, turn.c.seq, turn.c.said, turn.c.reply, feedback.c.helpful)
    first = (
        sa.select(answer.c.tid)
        .select_from(answer.join(turn, turn.c.tid == answer.c.tid))
        .where(answer.c.tid > after, *chosen.conditions())
        .order_by(answer.c.tid)
        .limit(_BATCH)
        .subquery()
    )
    return (
        sa.select(*columns)
        .select_from(joined)
        .where(answer.c.tid.in_(sa.select(first.c.tid)), *chosen.conditions())
        .order_by(answer.c.tid, answer.c.n)
    )


def _row(row: Any, hidden: bool) -> tuple[str, ...]:
    told = json.loads(row.reply)["messages"][row.n - 1]["text"]
    cells = (
        row.conversation_id, f"{row.seq}.{row.n}", local(row.at).isoformat(timespec="seconds"),
        row.municipality, row.topic, row.service, row.outcome, row.reason, row.confidence, row.asker,
        row.prescreen, row.release_id, row.helpful, "" if hidden else row.said, "" if hidden else told,
    )  # fmt: skip
    return tuple(_harmless("" if cell is None else str(cell)) for cell in cells)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _lines(table: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(table)
    return out.getvalue()
