"""Counts of finished days that survive retention: what happened, never what was said."""

import json
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.clock import COPENHAGEN
from bot.db.tables import answer, daily_count, feedback, turn

BUCKETS_MS = (25, 50, 100, 200, 400, 800, 1600, 3200)
"""Upper edges of the answer-time histogram; one more bucket holds the rest."""


def roll_up(engine: Engine, today: date) -> list[date]:
    """Counts every finished day that is not counted yet; the days that were."""
    with engine.connect().execution_options(reading=True) as connection:
        first = connection.scalar(sa.select(sa.func.min(answer.c.at)))
        counted = connection.scalar(sa.select(sa.func.max(daily_count.c.day)))
    if first is None:
        return []
    day = max(filter(None, (_local(first).date(), counted + timedelta(days=1) if counted else None)))
    done = []
    while day < today:
        _count(engine, day)
        done.append(day)
        day += timedelta(days=1)
    return done


def _count(engine: Engine, day: date) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN)
    query = (
        sa.select(answer, turn.c.ms, feedback.c.helpful)
        .join(turn, turn.c.tid == answer.c.tid)
        .outerjoin(feedback, sa.and_(feedback.c.tid == answer.c.tid, feedback.c.n == answer.c.n))
        .where(
            answer.c.at >= start.astimezone(timezone.utc),
            answer.c.at < (start + timedelta(days=1)).astimezone(timezone.utc),
        )
    )
    totals: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    with engine.begin() as connection:
        for row in connection.execute(query):
            counts = totals[_key(day, row)]
            counts["n"] += 1
            counts["helpful_yes"] += row.helpful is True
            counts["helpful_no"] += row.helpful is False
            counts[f"ms{_bucket(row.ms)}"] += 1
        if totals:
            connection.execute(daily_count.insert(), [_row(key, counts) for key, counts in totals.items()])


_FIELDS = ("day", "hour", "municipality", "topic", "service", "outcome", "reason", "asker", "prescreen")


def _key(day: date, row: Any) -> tuple[Any, ...]:
    return (day, _local(row.at).hour, *(getattr(row, name) or "" for name in _FIELDS[2:]))


def _row(key: tuple[Any, ...], counts: Counter[str]) -> dict[str, Any]:
    histogram = [counts[f"ms{i}"] for i in range(len(BUCKETS_MS) + 1)]
    return {
        **dict(zip(_FIELDS, key, strict=True)),
        "n": counts["n"],
        "helpful_yes": counts["helpful_yes"],
        "helpful_no": counts["helpful_no"],
        "ms_histogram": json.dumps(histogram),
    }


def _bucket(ms: int) -> int:
    return next((i for i, edge in enumerate(BUCKETS_MS) if ms <= edge), len(BUCKETS_MS))


def _local(moment: datetime) -> datetime:
    """A stored time on a Danish wall clock; SQLite gives it back without its zone."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).astimezone(COPENHAGEN)
