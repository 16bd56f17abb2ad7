"""The numbers of a period: from `daily_count` for finished days, from the live rows since.

A finished day never changes, so its counts are kept in memory once they were read.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.db.tables import answer, daily_count, feedback, turn
from bot.store.daily import BUCKETS_MS
from bot.store.times import local, start_of

Counts = Counter[tuple[str, str]]
"""(kind, value) → how many; kinds: all, hour, silent, helpful, ms and the dimensions."""

DIMENSIONS = ("topic", "outcome", "reason", "asker", "prescreen")
_LIVE_SECONDS = 30.0
_KEPT_DAYS = 800


class Numbers:
    """The counts of one database, by day and municipality."""

    def __init__(self, engine: Engine) -> None:
        """Uses this database."""
        self._engine, self._lock = engine, threading.Lock()
        self._finished: dict[date, dict[str, Counts]] = {}
        self._live: dict[date, dict[str, Counts]] = {}
        self._read_at = float("-inf")

    def by_day(self, since: date, until: date, towns: Iterable[str] | None) -> dict[date, Counts]:
        """The counts of each day from `since` through `until`, days without any included.

        Args:
            since: the first day, in Denmark.
            until: the last.
            towns: only these municipalities; None for all, and what belongs to none.
        """
        with self._lock:
            self._refresh(since, until)
            days = {**self._live, **self._finished}
        wanted = None if towns is None else set(towns)
        found: dict[date, Counts] = {}
        for n in range((until - since).days + 1):
            day = since + timedelta(days=n)
            found[day] = Counter()
            for town, counts in days.get(day, {}).items():
                if wanted is None or town in wanted:
                    found[day].update(counts)
        return found

    def _refresh(self, since: date, until: date) -> None:
        with self._engine.connect().execution_options(reading=True) as connection:
            counted = connection.scalar(sa.select(sa.func.max(daily_count.c.day)))
            if counted is not None:
                missing = [day for day in _days(since, min(until, counted)) if day not in self._finished]
                self._finished.update(_finished(connection, missing))
            if time.monotonic() - self._read_at > _LIVE_SECONDS:
                self._live = _since(connection, counted)
                self._read_at = time.monotonic()
        while len(self._finished) > _KEPT_DAYS:
            del self._finished[min(self._finished)]


def total(days: Iterable[Counts]) -> Counts:
    """The counts of several days together."""
    found: Counts = Counter()
    for counts in days:
        found.update(counts)
    return found


def values(counts: Counts, kind: str) -> list[tuple[str, int]]:
    """What was counted of one kind, the most frequent first."""
    found = [(value, n) for (name, value), n in counts.items() if name == kind and n]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def median_ms(counts: Counts) -> int | None:
    """The median time to an answer, from the histogram, by straight line within its step."""
    steps = [counts["ms", str(i)] for i in range(len(BUCKETS_MS) + 1)]
    half, below = sum(steps) / 2, 0
    if not half:
        return None
    for i, n in enumerate(steps):
        if below + n >= half:
            low = BUCKETS_MS[i - 1] if i else 0
            high = BUCKETS_MS[i] if i < len(BUCKETS_MS) else 2 * BUCKETS_MS[-1]
            return round(low + (high - low) * (half - below) / n)
        below += n
    return None


def _days(since: date, until: date) -> list[date]:
    return [since + timedelta(days=n) for n in range((until - since).days + 1)]


def _finished(connection: Connection, days: list[date]) -> dict[date, dict[str, Counts]]:
    found: dict[date, dict[str, Counts]] = {day: defaultdict(Counter) for day in days}
    if not days:
        return found
    query = sa.select(daily_count).where(daily_count.c.day >= days[0], daily_count.c.day <= days[-1])
    for row in connection.execute(query).yield_per(1000):
        if row.day in found:
            counts = found[row.day][row.municipality]
            _add(counts, row, row.hour, row.n)
            counts["helpful", "yes"] += row.helpful_yes
            counts["helpful", "no"] += row.helpful_no
            for i, n in enumerate(json.loads(row.ms_histogram)):
                counts["ms", str(i)] += n
    return found


def _since(connection: Connection, counted: date | None) -> dict[date, dict[str, Counts]]:
    """The days after the last counted one, from the live rows."""
    names = ("at", "municipality", "topic", "outcome", "reason", "asker", "prescreen")
    columns = [*(answer.c[name] for name in names), turn.c.ms, feedback.c.helpful]
    joined = answer.join(turn, turn.c.tid == answer.c.tid).outerjoin(
        feedback, sa.and_(feedback.c.tid == answer.c.tid, feedback.c.n == answer.c.n)
    )
    query = sa.select(*columns).select_from(joined)
    if counted is not None:
        query = query.where(answer.c.at >= start_of(counted + timedelta(days=1)))
    found: dict[date, dict[str, Counts]] = defaultdict(lambda: defaultdict(Counter))
    for row in connection.execute(query).yield_per(1000):
        at = local(row.at)
        counts = found[at.date()][row.municipality or ""]
        _add(counts, row, at.hour, 1)
        counts["helpful", "yes"] += row.helpful is True
        counts["helpful", "no"] += row.helpful is False
        step = next((i for i, edge in enumerate(BUCKETS_MS) if row.ms <= edge), len(BUCKETS_MS))
        counts["ms", str(step)] += 1
    return found


def _add(counts: Counts, row: Any, hour: int, n: int) -> None:
    counts["all", ""] += n
    counts["hour", f"{hour:02d}"] += n
    for name in DIMENSIONS:
        if value := getattr(row, name):
            counts[name, value] += n
    if row.reason == "silent" and row.topic:
        counts["silent", row.topic] += n
