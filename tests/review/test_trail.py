"""The audit: nobody changes it, nobody shortens it before its time, and each sees what is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot import settings
from bot.clock import utc_now
from bot.db.tables import audit
from bot.store.audit import Act, Who, entries, forget, write
from bot.store.staff import Role
from review.jobs import hourly
from tests.databases import Database
from tests.review.conftest import Console

BO = Who(1, "bo")


def note(database: Database, act: Act = Act.OPENED, days_ago: int = 0, town: str | None = None) -> None:
    with database.engine.begin() as connection:
        if days_ago:
            at = utc_now() - timedelta(days=days_ago)
            connection.execute(audit.insert().values(at=at, login="bo", action=act.value))
        else:
            write(connection, BO, act, "c1", town=town)


@pytest.mark.parametrize(
    "statement", [audit.update().values(login="x"), audit.delete()], ids=["update", "delete"]
)
def test_the_database_itself_refuses_to_change_or_delete_a_row(
    statement: sa.sql.Executable, database: Database
) -> None:
    note(database)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), database.engine.begin() as connection:
        connection.execute(statement)
    assert len(database.rows(audit)) == 1


@pytest.mark.slow
def test_nor_may_the_whole_table_be_emptied(database: Database) -> None:
    if database.folder:
        return  # SQLite has no TRUNCATE
    note(database)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), database.engine.begin() as connection:
        connection.execute(sa.text("TRUNCATE audit"))


def test_retention_takes_what_is_too_old_and_nothing_else(database: Database) -> None:
    for days in (0, 89, 200, 800):
        note(database, days_ago=days)
    assert forget(database.engine, 730) == 1
    assert forget(database.engine, 1) == 1  # never what is younger than ninety days
    assert len(database.rows(audit)) == 2


def test_pages_go_on_where_the_one_before_ended_and_can_be_narrowed(database: Database) -> None:
    for n in range(130):
        note(database, Act.OPENED if n % 2 else Act.NOTED, town="eksempelby" if n < 3 else None)
    first = entries(database.engine, None, None)
    second = entries(database.engine, None, first[-1].id)
    assert [row.id for row in first + second] == list(range(130, 0, -1))
    assert {row.act for row in entries(database.engine, None, None, act="noted")} == {"noted"}
    assert entries(database.engine, None, None, login="nobody") == []
    assert len(entries(database.engine, ("eksempelby",), None)) == 3


@pytest.mark.slow
def test_the_page_is_for_administrators_and_shows_their_municipality_alone(console: Console) -> None:
    note(console.database, town="nabokoebing")
    assert console.as_(Role.EDITOR).get("/spor").status_code == 403
    assert "c1" in console.as_(Role.ADMIN).get("/spor?hvad=opened").text
    assert "c1" not in console.as_(Role.ADMIN, "eksempelby").get("/spor?hvad=opened").text


def test_each_hour_the_console_forgets_what_is_too_old(database: Database) -> None:
    note(database, days_ago=800)
    note(database, days_ago=200)
    hourly(database.engine, replace(settings.load(), audit_days=730))
    assert len(database.rows(audit)) == 1
