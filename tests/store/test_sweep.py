"""Retention: what is old is erased, what is silent loses its state, what is held stays."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest

from bot.db import tables
from bot.store.erase import sweep
from tests.databases import Database
from tests.store.builders import Talk, move

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=timezone.utc)
DAYS = 30

Hold = Callable[[date], None]


@pytest.fixture
def hold(talk: Talk, database: Database) -> Hold:
    """Holds the talk until a day, its last day included."""

    def put(until: date) -> None:
        person = {"login": "ann", "name": "Ann", "role": "admin", "municipalities": "[]", "created_at": NOW}
        with database.engine.begin() as connection:
            made = connection.execute(tables.staff.insert().values(failed=0, **person))
            staff_id = made.inserted_primary_key[0]
            row = {"conversation_id": talk.id, "staff_id": staff_id, "reason": "klagesag", "until": until}
            connection.execute(tables.hold.insert().values(**row))

    return put


def left(talk: Talk) -> int:
    """How many turns are left."""
    return len(talk.store.turns(talk.id))


@pytest.mark.parametrize(("age", "turns"), [(timedelta(days=30), 2), (timedelta(days=30, seconds=1), 0)])
def test_a_conversation_is_kept_for_the_days_of_retention_after_its_last_message(
    talk: Talk, database: Database, age: timedelta, turns: int
) -> None:
    talk.say()
    move(database, talk, NOW - age)
    sweep(database.engine, DAYS, NOW)
    assert left(talk) == turns
    assert talk.now.erased is (turns == 0)


def test_a_long_conversation_counts_from_its_last_message(talk: Talk, database: Database) -> None:
    talk.say()
    move(database, talk, NOW - timedelta(days=40))
    with database.engine.begin() as connection:
        connection.execute(tables.conversation.update().values(last_at=NOW - timedelta(days=1)))
    assert sweep(database.engine, DAYS, NOW)[0] == 0
    assert left(talk) == 2


def test_each_erased_conversation_gets_a_receipt(talk: Talk, database: Database) -> None:
    move(database, talk, NOW - timedelta(days=31))
    assert sweep(database.engine, DAYS, NOW) == (1, 0)
    (row,) = database.rows(tables.conversation)
    assert row.receipt
    assert row.erased_at is not None


def test_sweeping_again_erases_nothing_more(talk: Talk, database: Database) -> None:
    move(database, talk, NOW - timedelta(days=31))
    sweep(database.engine, DAYS, NOW)
    before = database.rows(tables.conversation)
    assert sweep(database.engine, DAYS, NOW) == (0, 0)
    assert database.rows(tables.conversation) == before


def test_the_state_is_emptied_after_a_day_of_silence_and_the_words_stay(
    talk: Talk, database: Database
) -> None:
    talk.say("mit spørgsmål", state={"topic": "price", "awaiting": "service"})
    move(database, talk, NOW - timedelta(hours=24, seconds=1))
    assert sweep(database.engine, DAYS, NOW) == (0, 1)
    assert "topic" not in talk.now.state
    assert [turn.said for turn in talk.store.turns(talk.id)] == [None, "mit spørgsmål"]


def test_the_state_stays_for_a_day(talk: Talk, database: Database) -> None:
    talk.say(state={"topic": "price"})
    move(database, talk, NOW - timedelta(hours=24))
    assert sweep(database.engine, DAYS, NOW) == (0, 0)
    assert talk.now.state["topic"] == "price"


def test_a_held_conversation_is_kept_to_the_last_day_of_the_hold(
    talk: Talk, database: Database, hold: Hold
) -> None:
    hold(NOW.date())
    move(database, talk, NOW - timedelta(days=400))
    assert sweep(database.engine, DAYS, NOW)[0] == 0
    assert left(talk) == 1


def test_a_hold_that_has_run_out_keeps_nothing(talk: Talk, database: Database, hold: Hold) -> None:
    hold(NOW.date() - timedelta(days=1))
    move(database, talk, NOW - timedelta(days=400))
    assert sweep(database.engine, DAYS, NOW)[0] == 1
    assert (left(talk), database.rows(tables.hold)) == (0, [])


def test_more_than_one_batch_is_erased_in_one_sweep(database: Database) -> None:
    old = NOW - timedelta(days=31)
    row = {"token_hash": "x", "asker": "unknown", "started_at": old, "last_at": old, "turns": 0}
    rows = [{"id": f"c{n}", **row} for n in range(1100)]
    with database.engine.begin() as connection:
        connection.execute(tables.conversation.insert(), rows)
    assert sweep(database.engine, DAYS, NOW) == (1100, 0)
    assert len({row.receipt for row in database.rows(tables.conversation)}) == 1100
