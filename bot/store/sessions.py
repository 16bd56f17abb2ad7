"""Logged-in sessions and log-in attempts: idle and absolute end, lock-out, a code used once."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.db.tables import staff, staff_session
from bot.store.audit import Act, Who, write
from bot.store.staff import Staff, hashed, of_row
from bot.store.times import utc

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
FAILURES, LOCKED = 5, timedelta(minutes=15)
_TOUCH = timedelta(seconds=20)
_SEARCHES = 5


@dataclass(frozen=True)
class Session:
    """Somebody who is logged in, from now on until when."""

    key: str
    staff: Staff
    csrf: str
    idle_end: datetime
    last_end: datetime
    searches: dict[str, str]


def begin(engine: Engine, member: Staff) -> tuple[str, str]:
    """Starts a session: its secret for the cookie, and the token of its forms."""
    secret, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), clock.utc_now()
    with engine.begin() as connection:
        connection.execute(
            staff_session.delete().where(
                sa.or_(staff_session.c.started_at < now - LONGEST, staff_session.c.last_at < now - IDLE)
            )
        )
        connection.execute(
            staff_session.insert().values(
                id_hash=hashed(secret), staff_id=member.id, csrf=csrf, started_at=now, last_at=now
            )
        )
        write(connection, member.who, Act.LOGIN, town=_town(member))
    return secret, csrf


def find(engine: Engine, secret: str) -> Session | None:
    """The session of a cookie, kept alive by this look; None when it is over."""
    now, key = clock.utc_now(), hashed(secret)
    with engine.connect().execution_options(reading=True) as connection:
        row = connection.execute(sa.select(staff_session).where(staff_session.c.id_hash == key)).first()
        member = row and connection.execute(sa.select(staff).where(staff.c.id == row.staff_id)).first()
    if row is None or member is None or member.disabled_at is not None:
        return None
    started, last = utc(row.started_at), utc(row.last_at)
    if now - started > LONGEST or now - last > IDLE:
        return None
    if now - last > _TOUCH:
        with engine.begin() as connection:
            connection.execute(
                staff_session.update().where(staff_session.c.id_hash == key).values(last_at=now)
            )
    searches = json.loads(row.searches or "{}")
    return Session(key, of_row(member), row.csrf, now + IDLE, started + LONGEST, searches)


def end(engine: Engine, session: Session) -> None:
    """Logs out; the words that were searched for go with it."""
    with engine.begin() as connection:
        connection.execute(staff_session.delete().where(staff_session.c.id_hash == session.key))
        write(connection, session.staff.who, Act.LOGOUT, town=_town(session.staff))


def keep_search(engine: Engine, session: Session, text: str) -> str:
    """Keeps the words of a search in the session, so that no address shows them; their key."""
    key = secrets.token_urlsafe(6)
    kept = dict(list({**session.searches, key: text}.items())[-_SEARCHES:])
    with engine.begin() as connection:
        connection.execute(
            staff_session.update()
            .where(staff_session.c.id_hash == session.key)
            .values(searches=json.dumps(kept, ensure_ascii=False))
        )
        write(connection, session.staff.who, Act.SEARCHED, town=_town(session.staff))
    return key


def login_row(engine: Engine, login: str) -> Any | None:
    """The row of somebody who tries to log in; None for the unknown and the disabled."""
    query = sa.select(staff).where(staff.c.login == login, staff.c.disabled_at.is_(None))
    with engine.connect().execution_options(reading=True) as connection:
        return connection.execute(query).first()


def is_locked(row: Any) -> bool:
    """Whether too many attempts have shut the door for a while."""
    return row.locked_until is not None and utc(row.locked_until) > clock.utc_now()


def failed(engine: Engine, row: Any | None, login: str) -> None:
    """Notes a refused attempt; so many in a row lock the door."""
    with engine.begin() as connection:
        if row is None:
            write(connection, Who(None, "?"), Act.LOGIN_REFUSED)
            return
        count = connection.scalar(sa.select(staff.c.failed).where(staff.c.id == row.id).with_for_update()) + 1
        locked = clock.utc_now() + LOCKED if count >= FAILURES else None
        values = {"failed": 0 if locked else count, **({"locked_until": locked} if locked else {})}
        connection.execute(staff.update().where(staff.c.id == row.id).values(**values))
        member = of_row(row)
        act = Act.LOGIN_LOCKED if locked else Act.LOGIN_REFUSED
        write(connection, Who(row.id, login), act, town=_town(member))


def passed(engine: Engine, row: Any, step: int) -> bool:
    """Notes a right password and code; False when this code was used before."""
    fresh = sa.or_(staff.c.totp_step.is_(None), staff.c.totp_step < step)
    with engine.begin() as connection:
        done = connection.execute(
            staff.update()
            .where(staff.c.id == row.id, fresh)
            .values(totp_step=step, failed=0, locked_until=None)
        )
    return bool(done.rowcount == 1)


def _town(member: Staff) -> str | None:
    towns = member.towns or ()
    return towns[0] if len(towns) == 1 else None
