"""The staff members: added, set up by a one-time link, disabled, reset. Each change is audited."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot import clock
from bot.db.tables import staff, staff_session
from bot.errors import StoreError
from bot.store.audit import Act, Who, write

EVERYWHERE = "*"
"""In the list of municipalities: all of them, also those to come."""

_SETUP_HOURS = 24


class StaffError(StoreError):
    """A change of staff that is not allowed; `word` names why (review/words.yml has the sentence)."""

    def __init__(self, word: str) -> None:
        """Takes the word: `taken`, `unknown`, `last_administrator`."""
        super().__init__(word)
        self.word = word


class Role(str, Enum):
    """What somebody may do; each includes the one before."""

    READER = "laeser"
    EDITOR = "redaktoer"
    ADMIN = "administrator"

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what the needed one may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True)
class Staff:
    """A staff member, without secrets."""

    id: int
    login: str
    name: str
    role: Role
    municipalities: tuple[str, ...]
    disabled: bool
    ready: bool
    """whether password and code, or the municipality's own directory, let them in"""

    @property
    def who(self) -> Who:
        """Them as somebody who acts."""
        return Who(self.id, self.login)

    @property
    def towns(self) -> tuple[str, ...] | None:
        """The municipalities they may see; None for all."""
        return None if EVERYWHERE in self.municipalities else self.municipalities

    def may_see(self, town: str | None) -> bool:
        """Whether a municipality is theirs; what belongs to none is for those who have all."""
        return self.towns is None or town in self.towns

    def governs(self, municipalities: Iterable[str]) -> bool:
        """Whether all of these are theirs to administer."""
        return self.towns is None or set(municipalities) <= set(self.towns)


def hashed(secret: str) -> str:
    """How a one-time link or a session is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


def of_row(row: Any) -> Staff:
    """A staff member from a row of the table."""
    return Staff(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        municipalities=tuple(json.loads(row.municipalities)),
        disabled=row.disabled_at is not None,
        ready=row.password_hash is not None or row.subject is not None,
    )


def everybody(engine: Engine) -> list[Staff]:
    """All staff members by login."""
    with engine.connect().execution_options(reading=True) as connection:
        return [of_row(row) for row in connection.execute(sa.select(staff).order_by(staff.c.login))]


def add(engine: Engine, by: Who, login: str, name: str, role: Role, municipalities: Iterable[str]) -> str:
    """Adds a staff member; the secret of the one-time link that lets them in.

    Raises:
        StaffError: `taken`.
    """
    towns, token = sorted(set(municipalities)), secrets.token_urlsafe(32)
    values = {"login": login, "name": name, "role": role.value, "municipalities": json.dumps(towns)}
    try:
        with engine.begin() as connection:
            connection.execute(
                staff.insert().values(failed=0, created_at=clock.utc_now(), **values, **_link(token))
            )
            write(connection, by, Act.STAFF_ADDED, login, f"{role.value}: {', '.join(towns)}", town_of(towns))
    except IntegrityError as error:
        raise StaffError("taken") from error
    return token


def reset(engine: Engine, by: Who, login: str) -> str:
    """Takes password, code and sessions away; the secret of a new one-time link.

    Raises:
        StaffError: `unknown`.
    """
    token = secrets.token_urlsafe(32)
    with engine.begin() as connection:
        row = _locked(connection, login)
        emptied = {
            "password_hash": None, "totp_secret": None, "totp_step": None, "disabled_at": None,
            "subject": None, "failed": 0, "locked_until": None,
        }  # fmt: skip
        connection.execute(staff.update().where(staff.c.id == row.id).values(**emptied, **_link(token)))
        _leave(connection, row.id)
        write(connection, by, Act.STAFF_RESET, login, town=town_of(json.loads(row.municipalities)))
    return token


def disable(engine: Engine, by: Who, login: str) -> None:
    """Shuts somebody out at once, sessions included.

    Raises:
        StaffError: `unknown`, or `last_administrator`.
    """
    with engine.begin() as connection:
        row = _locked(connection, login)
        left = [other for other in _enabled(connection, but=row.id) if of_row(other).ready]
        if governs_all(row) and not any(governs_all(other) for other in left):
            raise StaffError("last_administrator")
        gone = {"disabled_at": clock.utc_now(), "setup_hash": None, "setup_until": None}
        connection.execute(staff.update().where(staff.c.id == row.id).values(**gone))
        _leave(connection, row.id)
        write(connection, by, Act.STAFF_DISABLED, login, town=town_of(json.loads(row.municipalities)))


def _link(token: str) -> dict[str, Any]:
    until: datetime = clock.utc_now() + timedelta(hours=_SETUP_HOURS)
    return {"setup_hash": hashed(token), "setup_until": until}


def town_of(towns: list[str]) -> str | None:
    """The municipality that an audit row about somebody belongs to: theirs, if it is but one."""
    return towns[0] if len(towns) == 1 and towns[0] != EVERYWHERE else None


def _locked(connection: Connection, login: str) -> Any:
    row = connection.execute(sa.select(staff).where(staff.c.login == login).with_for_update()).first()
    if row is None:
        raise StaffError("unknown")
    return row


def _enabled(connection: Connection, but: int) -> list[Any]:
    query = sa.select(staff).where(staff.c.disabled_at.is_(None)).order_by(staff.c.id).with_for_update()
    return [row for row in connection.execute(query) if row.id != but]


def governs_all(row: Any) -> bool:
    """Whether a row is an administrator of all municipalities."""
    return bool(row.role == Role.ADMIN.value and EVERYWHERE in json.loads(row.municipalities))


def _leave(connection: Connection, staff_id: int) -> None:
    connection.execute(staff_session.delete().where(staff_session.c.staff_id == staff_id))
