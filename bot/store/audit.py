"""Who did what in the console: written with the deed, in one transaction, and never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.db.tables import audit
from bot.store.times import local

KEPT_DAYS = 90
"""Younger rows the database itself refuses to delete (migration 0002), whatever the setting says."""


class Act(str, Enum):
    """What can be done; the Danish words stand in review/words.yml."""

    LOGIN = "login"
    LOGIN_REFUSED = "login_refused"
    LOGIN_LOCKED = "login_locked"
    LOGOUT = "logout"
    STAFF_ADDED = "staff_added"
    STAFF_READY = "staff_ready"
    STAFF_DISABLED = "staff_disabled"
    STAFF_RESET = "staff_reset"
    OPENED = "opened"
    SEARCHED = "searched"
    EXPORTED = "exported"
    SWITCHED_OFF = "switched_off"
    SWITCHED_ON = "switched_on"
    REVIEWED = "reviewed"
    NOTED = "noted"
    JUDGED = "judged"
    HELD = "held"
    RELEASED = "released"
    SAMPLED = "sampled"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Who:
    """Somebody who acts: a staff member, or the operator at the machine (no id)."""

    id: int | None
    login: str


@dataclass(frozen=True)
class Entry:
    """One row for the page."""

    id: int
    at: datetime
    login: str
    act: str
    object: str
    reason: str


def write(
    connection: Connection, who: Who, act: Act, object_: str = "", reason: str = "", town: str | None = None
) -> None:
    """Adds a row, in the transaction of the deed itself."""
    connection.execute(
        audit.insert().values(
            at=clock.utc_now(),
            staff_id=who.id,
            login=who.login[:60],
            action=act.value,
            object=object_[:200],
            reason=reason,
            municipality=town,
        )
    )


def entries(engine: Engine, towns: tuple[str, ...] | None, below: int | None, **chosen: str) -> list[Entry]:
    """A page of 100 rows, newest first.

    Args:
        engine: the database.
        towns: only rows of these municipalities; None for all.
        below: only rows with a lower number, for the next page.
        chosen: `login` and `act` to narrow it down; empty for all.
    """
    query = sa.select(audit).order_by(audit.c.id.desc()).limit(100)
    if towns is not None:
        query = query.where(audit.c.municipality.in_(towns))
    if below is not None:
        query = query.where(audit.c.id < below)
    if chosen.get("login"):
        query = query.where(audit.c.login == chosen["login"])
    if chosen.get("act"):
        query = query.where(audit.c.action == chosen["act"])
    with engine.connect().execution_options(reading=True) as connection:
        return [_entry(row) for row in connection.execute(query)]


def reason_given(engine: Engine, who: Who, name: str, since: datetime) -> str:
    """The reason that somebody already gave for opening a conversation, since they logged in."""
    query = (
        sa.select(audit.c.reason)
        .where(audit.c.at >= since, audit.c.staff_id == who.id, audit.c.object == name)
        .where(audit.c.action == Act.OPENED.value, audit.c.reason != "")
        .limit(1)
    )
    with engine.connect().execution_options(reading=True) as connection:
        return str(connection.scalar(query) or "")


def forget(engine: Engine, days: int) -> int:
    """Deletes what is older than the retention of the audit; how many rows."""
    before = clock.utc_now() - timedelta(days=max(days, KEPT_DAYS + 1))
    with engine.begin() as connection:
        return int(connection.execute(audit.delete().where(audit.c.at < before)).rowcount)


def _entry(row: Any) -> Entry:
    return Entry(row.id, local(row.at), row.login or "", row.action, row.object or "", row.reason or "")
