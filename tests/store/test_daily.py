"""Counts of finished Danish days: they add up, and no day is counted twice."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest

from bot.clock import utc_now
from bot.db import tables
from bot.store.conversations import Conversations
from bot.store.daily import BUCKETS_MS, roll_up
from bot.store.erase import sweep
from tests.databases import Database
from tests.store.builders import Talk, a_message, a_reply, an_answer, move

At = Callable[..., Talk]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)  # type: ignore[misc,arg-type]


@pytest.fixture
def ask(store: Conversations, database: Database) -> At:
    """Lets a conversation of one turn have happened at a time."""

    def put(at: datetime, **fields: object) -> Talk:
        talk = Talk(store)
        talk.say(**fields)  # type: ignore[arg-type]
        move(database, talk, at)
        return talk

    return put


def counts(database: Database) -> list[tuple[date, int, int]]:
    """Day, hour and number of each row, in order."""
    return sorted((row.day, row.hour, row.n) for row in database.rows(tables.daily_count))


def test_a_finished_day_is_counted_and_today_is_not(ask: At, database: Database) -> None:
    ask(utc(2026, 5, 19, 8))
    ask(utc(2026, 5, 20, 8))
    assert roll_up(database.engine, date(2026, 5, 20)) == [date(2026, 5, 19)]
    assert counts(database) == [(date(2026, 5, 19), 10, 1)]


def test_without_answers_there_is_nothing_to_count(talk: Talk, database: Database) -> None:
    assert roll_up(database.engine, utc_now().date() + timedelta(days=5)) == []
    assert counts(database) == []


@pytest.mark.parametrize(
    ("at", "day", "hour"),
    [
        (utc(2026, 1, 15, 22, 59), date(2026, 1, 15), 23),
        (utc(2026, 1, 15, 23, 0), date(2026, 1, 16), 0),
        (utc(2026, 7, 15, 21, 59), date(2026, 7, 15), 23),
        (utc(2026, 7, 15, 22, 0), date(2026, 7, 16), 0),
        (utc(2026, 3, 28, 23, 0), date(2026, 3, 29), 0),
        (utc(2026, 3, 29, 21, 59), date(2026, 3, 29), 23),
        (utc(2026, 10, 24, 22, 0), date(2026, 10, 25), 0),
        (utc(2026, 10, 25, 22, 59), date(2026, 10, 25), 23),
    ],
)
def test_a_day_is_a_danish_day_in_winter_in_summer_and_when_the_clock_changes(
    ask: At, database: Database, at: datetime, day: date, hour: int
) -> None:
    ask(at)
    assert day in roll_up(database.engine, day + timedelta(days=2))
    assert counts(database) == [(day, hour, 1)]


def test_counting_again_counts_nothing_twice(ask: At, database: Database) -> None:
    ask(utc(2026, 5, 18, 8))
    ask(utc(2026, 5, 19, 8))
    roll_up(database.engine, date(2026, 5, 20))
    before = counts(database)
    roll_up(database.engine, date(2026, 5, 20))
    assert counts(database) == before
    roll_up(database.engine, date(2026, 5, 21))
    assert counts(database) == before


def test_days_that_were_missed_are_caught_up_quiet_ones_between_them(ask: At, database: Database) -> None:
    for day in (1, 2, 5):
        ask(utc(2026, 5, day, 8))
    roll_up(database.engine, date(2026, 5, 2))
    roll_up(database.engine, date(2026, 5, 7))
    assert [(day.day, n) for day, _, n in counts(database)] == [(1, 1), (2, 1), (5, 1)]


def test_the_counts_of_a_day_add_up_to_its_answers(ask: At, database: Database) -> None:
    rows = (an_answer(), an_answer(topic="food", outcome="handoff", reason="silent"))
    two = a_reply(a_message("Et.", 1), a_message("To.", 1, 2))
    for hour in (6, 6, 7):
        ask(utc(2026, 5, 19, hour), answers=rows, reply=two)
    roll_up(database.engine, date(2026, 5, 20))
    found = {
        (row.hour, row.topic, row.service, row.outcome, row.reason, row.asker, row.prescreen): row.n
        for row in database.rows(tables.daily_count)
    }
    assert found == {
        (8, "price", "dans", "answer", "", "unknown", ""): 2,
        (8, "food", "dans", "handoff", "silent", "unknown", ""): 2,
        (9, "price", "dans", "answer", "", "unknown", ""): 1,
        (9, "food", "dans", "handoff", "silent", "unknown", ""): 1,
    }


def test_feedback_is_counted_with_the_message_it_was_given_to(ask: At, database: Database) -> None:
    rows = (an_answer(), an_answer(topic="food"))
    two = a_reply(a_message("Et.", 1), a_message("To.", 1, 2))
    for n, helpful in ((1, True), (1, True), (2, False)):
        talk = ask(utc(2026, 5, 19, 8), answers=rows, reply=two)
        talk.store.rate(talk.id, 1, n, helpful, None)
    roll_up(database.engine, date(2026, 5, 20))
    found = {row.topic: (row.n, row.helpful_yes, row.helpful_no) for row in database.rows(tables.daily_count)}
    assert found == {"price": (3, 2, 0), "food": (3, 0, 1)}


def test_times_fall_into_the_buckets_up_to_their_edges(ask: At, database: Database) -> None:
    for ms in (0, 25, 26, 3200, 3201, 60_000):
        ask(utc(2026, 5, 19, 8), ms=ms)
    roll_up(database.engine, date(2026, 5, 20))
    (row,) = database.rows(tables.daily_count)
    histogram = json.loads(row.ms_histogram)
    assert histogram == [2, 1, 0, 0, 0, 0, 0, 1, 2]
    assert len(histogram) == len(BUCKETS_MS) + 1
    assert sum(histogram) == row.n == 6


def test_the_counts_survive_retention_and_hold_no_words(ask: At, database: Database) -> None:
    ask(utc(2026, 5, 19, 8), said="en hemmelig sag")
    roll_up(database.engine, date(2026, 5, 20))
    before = database.rows(tables.daily_count)
    sweep(database.engine, 30, utc(2026, 7, 1))
    roll_up(database.engine, date(2026, 7, 1))
    assert database.rows(tables.answer) == []
    assert database.rows(tables.daily_count) == before
    assert "hemmelig" not in str([tuple(row) for row in before])
