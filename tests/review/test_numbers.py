"""The numbers: finished days from the counts, today from the rows, and no small group told."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.talks import generate
from bot.clock import today, utc_now
from bot.db import tables
from bot.store.daily import roll_up
from bot.store.erase import sweep
from bot.store.numbers import Numbers, median_ms, total, values
from bot.store.staff import Role
from bot.store.times import local
from review.charts import chart
from tests.databases import Database
from tests.review.conftest import running


@pytest.fixture
def filled(database: Database) -> Database:
    """Five days of talk up to now."""
    generate(database.engine, 300, utc_now(), days=5)
    return database


def looked_at(database: Database, kind: str, town: str | None = None) -> Counter[str]:
    """The truth, by looking at every answer."""
    rows = [row for row in database.rows(tables.answer) if town in (None, row.municipality)]
    if kind == "day":
        return Counter(local(row.at).date().isoformat() for row in rows)
    if kind == "hour":
        return Counter(f"{local(row.at).hour:02d}" for row in rows)
    return Counter(getattr(row, kind) for row in rows if getattr(row, kind))


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("town", [None, "eksempelby"])
def test_the_numbers_are_the_same_from_live_rows_and_from_counted_days(
    counted: bool, town: str | None, filled: Database
) -> None:
    if counted:
        assert len(roll_up(filled.engine, today())) >= 5
    days = Numbers(filled.engine).by_day(today() - timedelta(days=9), today(), [town] if town else None)
    assert len(days) == 10
    told = {day.isoformat(): counts["all", ""] for day, counts in days.items() if counts["all", ""]}
    assert told == looked_at(filled, "day", town)
    everything = total(days.values())
    for kind in ("hour", "topic", "outcome", "reason", "asker"):
        assert dict(values(everything, kind)) == looked_at(filled, kind, town)


def test_the_numbers_outlive_the_conversations(filled: Database) -> None:
    roll_up(filled.engine, today())
    before = Numbers(filled.engine).by_day(today() - timedelta(days=9), today() - timedelta(days=1), None)
    sweep(filled.engine, 1, utc_now() + timedelta(days=30))
    after = Numbers(filled.engine).by_day(today() - timedelta(days=9), today() - timedelta(days=1), None)
    assert before == after
    assert total(after.values())["all", ""] > 0


def test_a_day_of_the_past_that_nothing_was_said_on_is_nought(database: Database) -> None:
    day = date(2026, 1, 2)
    assert Numbers(database.engine).by_day(day, day, None) == {day: Counter()}


def test_the_median_is_read_from_the_histogram() -> None:
    assert median_ms(Counter({("ms", "0"): 10})) == 12
    assert median_ms(Counter({("ms", "0"): 1, ("ms", "2"): 9})) == 72
    assert median_ms(Counter()) is None


def test_a_hidden_number_has_no_bar() -> None:
    bars = chart([("a", 0), ("b", None), ("d", 5), ("e", 50)]).bars
    assert [bar.n for bar in bars] == [0, None, 5, 50]
    assert [bar.height for bar in bars[:2]] == [0, 0]


@pytest.mark.slow
def test_the_page_tells_no_group_under_five_and_no_other_municipality(
    database: Database, tmp_path: Path
) -> None:
    generate(database.engine, 40, datetime(2026, 3, 4, 12, tzinfo=timezone.utc), days=2)
    rows = [row for row in database.rows(tables.answer) if row.municipality == "eksempelby"]
    period = {"since": "2026-03-01", "until": "2026-03-05"}
    with running(database, tmp_path) as console:
        reader = console.as_(Role.READER, "eksempelby")
        page = reader.get(f"/tal?{urlencode(period)}").text
        another = reader.get(f"/tal?{urlencode({**period, 'municipality': 'nabokoebing'})}").text
        file = reader.post("/tal/hent", period)
    assert f"<dd>{len(rows)}</dd>" in page
    assert f"<dd>{len(rows)}</dd>" in another
    assert "vises ikke" in page
    assert file.headers["content-type"].startswith("text/csv")
    numbers = [line.split(";")[2] for line in file.text.splitlines()[1:]]
    assert "vises ikke" in numbers
    assert not {"1", "2", "3", "4"} & set(numbers)
