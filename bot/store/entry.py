"""How staff members get in the first time: by a one-time link, or by the municipality's own directory."""

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.db.tables import staff
from bot.store.audit import Act, Who, write
from bot.store.staff import EVERYWHERE, Role, Staff, add, governs_all, hashed, of_row, reset, town_of
from bot.store.times import utc


def first_link(engine: Engine, login: str, name: str) -> str | None:
    """A one-time link for the first administrator; None once there is one who can log in."""
    who = Who(None, "make serve")
    with engine.connect().execution_options(reading=True) as connection:
        rows = list(connection.execute(sa.select(staff).where(staff.c.disabled_at.is_(None))))
    if any(governs_all(row) and of_row(row).ready for row in rows):
        return None
    if any(row.login == login for row in rows):
        return reset(engine, who, login)
    return add(engine, who, login, name, Role.ADMIN, [EVERYWHERE])


def invited(engine: Engine, token: str) -> Any | None:
    """The row that a one-time link opens, while it holds."""
    query = sa.select(staff).where(staff.c.setup_hash == hashed(token), staff.c.disabled_at.is_(None))
    with engine.connect().execution_options(reading=True) as connection:
        row = connection.execute(query).first()
    return row if row and utc(row.setup_until) > clock.utc_now() else None


def of_directory(engine: Engine, subject: str, name: str) -> Staff | None:
    """Somebody whom the municipality's own directory vouches for.

    Args:
        engine: the database.
        subject: the directory's lasting name for them.
        name: what the directory calls them; at their first log-in it must be the login that an
            administrator gave to somebody who has no other way in yet.
    """
    with engine.begin() as connection:
        known = staff.c.disabled_at.is_(None)
        row = connection.execute(sa.select(staff).where(known, staff.c.subject == subject)).first()
        if row is None and name:
            new = sa.and_(
                known, staff.c.login == name, staff.c.subject.is_(None), staff.c.password_hash.is_(None)
            )
            linked = {"subject": subject, "setup_hash": None, "setup_until": None}
            if connection.execute(staff.update().where(new).values(**linked)).rowcount == 1:
                row = connection.execute(sa.select(staff).where(staff.c.subject == subject)).one()
                write(connection, Who(row.id, row.login), Act.STAFF_READY, row.login)
        return of_row(row) if row else None


def keep_totp(engine: Engine, staff_id: int, sealed: str) -> None:
    """Keeps the secret of the codes, sealed, from the moment it is first shown."""
    with engine.begin() as connection:
        connection.execute(staff.update().where(staff.c.id == staff_id).values(totp_secret=sealed))


def finish(engine: Engine, token: str, password_hash: str, step: int) -> bool:
    """Ends the set-up; False when the link was used meanwhile."""
    with engine.begin() as connection:
        row = connection.execute(sa.select(staff).where(staff.c.setup_hash == hashed(token))).first()
        if row is None:
            return False
        ready = {"password_hash": password_hash, "totp_step": step, "setup_hash": None, "setup_until": None}
        connection.execute(staff.update().where(staff.c.id == row.id).values(**ready))
        towns = json.loads(row.municipalities)
        write(connection, Who(row.id, row.login), Act.STAFF_READY, row.login, town=town_of(towns))
    return True
