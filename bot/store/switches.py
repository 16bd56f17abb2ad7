"""The off switch: a topic, a municipality or the whole bot, with a reason; honoured within a second."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot import clock
from bot.db.tables import staff, switch
from bot.store.audit import Act, Who, write
from bot.store.times import local

log = logging.getLogger(__name__)

Scope = Literal["bot", "municipality", "topic"]
SCOPES: tuple[Scope, ...] = ("bot", "municipality", "topic")
_LOOK_SECONDS = 1.0


@dataclass(frozen=True)
class Off:
    """Something that is off."""

    scope: Scope
    value: str = ""

    def covers(self, topic: str | None, municipality: str | None) -> bool:
        """Whether a message on this topic for this municipality is off."""
        return {
            "bot": True,
            "municipality": municipality == self.value,
            "topic": topic == self.value,
        }[self.scope]


@dataclass(frozen=True)
class Switched:
    """A row of the page: what was off, why, by whom, from when to when (None: still)."""

    id: int
    off: Off
    reason: str
    by: str
    since: datetime
    until: datetime | None


class Switches:
    """What is off now, looked up at most once a second; a database that is away changes nothing."""

    def __init__(self, engine: Engine) -> None:
        """Uses this database."""
        self._engine, self._lock = engine, threading.Lock()
        self._off: tuple[Off, ...] = ()
        self._looked = float("-inf")

    def off(self) -> tuple[Off, ...]:
        """Everything that is off."""
        with self._lock:
            if time.monotonic() - self._looked > _LOOK_SECONDS:
                self._looked = time.monotonic()
                try:
                    self._off = tuple(one.off for one in now(self._engine))
                except SQLAlchemyError:
                    log.warning("the switches could not be read; those known stay as they are")
            return self._off


def now(engine: Engine) -> list[Switched]:
    """What is off, newest first."""
    return [one for one in history(engine) if one.until is None]


def history(engine: Engine, most: int = 200) -> list[Switched]:
    """What is and was off: first what is off now, then the newest."""
    query = (
        sa.select(switch, staff.c.login)
        .select_from(switch.outerjoin(staff, staff.c.id == switch.c.staff_id))
        .order_by(switch.c.on_since.isnot(None), switch.c.id.desc())
        .limit(most)
    )
    with engine.connect().execution_options(reading=True) as connection:
        return [
            Switched(
                row.id,
                Off(cast(Scope, row.scope), row.value),
                row.reason,
                row.login or "",
                local(row.off_since),
                local(row.on_since) if row.on_since else None,
            )
            for row in connection.execute(query)
        ]


def turn_off(engine: Engine, who: Who, off: Off, reason: str) -> None:
    """Switches something off, audited; what is off already stays as it was."""
    if any(one.off == off for one in now(engine)):
        return
    with engine.begin() as connection:
        row = {"scope": off.scope, "value": off.value, "reason": reason, "staff_id": who.id}
        connection.execute(switch.insert().values(off_since=clock.utc_now(), **row))
        write(connection, who, Act.SWITCHED_OFF, _named(off), reason, _town(off))


def turn_on(engine: Engine, who: Who, off: Off) -> None:
    """Switches something on again, audited."""
    same = sa.and_(switch.c.scope == off.scope, switch.c.value == off.value, switch.c.on_since.is_(None))
    with engine.begin() as connection:
        if connection.execute(switch.update().where(same).values(on_since=clock.utc_now())).rowcount:
            write(connection, who, Act.SWITCHED_ON, _named(off), town=_town(off))


def _named(off: Off) -> str:
    return f"{off.scope} {off.value}".strip()


def _town(off: Off) -> str | None:
    return off.value if off.scope == "municipality" else None
