"""The staff's work on conversations: state, labels, who has it, comments, verdicts, legal holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot import clock
from bot.db.tables import conversation, hold, note, review, staff, turn, verdict
from bot.errors import ConversationGone
from bot.store.audit import Act, Who, write
from bot.store.times import local


@dataclass(frozen=True)
class Note:
    """A comment."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Verdict:
    """What somebody found of an answer; where wrong, the right topic or fact."""

    by: str
    right: bool
    topic: str
    fact_key: str


@dataclass(frozen=True)
class Hold:
    """Kept from deletion until the end of a day."""

    by: str
    reason: str
    until: date


@dataclass(frozen=True)
class Work:
    """All the work on one conversation."""

    state: str = "new"
    labels: tuple[str, ...] = ()
    assigned: str = ""
    notes: list[Note] = field(default_factory=list)
    verdicts: dict[tuple[int, int], list[Verdict]] = field(default_factory=dict)
    hold: Hold | None = None


def work_on(engine: Engine, name: str) -> Work:
    """The work on a conversation so far."""
    with engine.connect().execution_options(reading=True) as connection:
        logins = dict(connection.execute(sa.select(staff.c.id, staff.c.login)).all())
        row = connection.execute(sa.select(review).where(review.c.conversation_id == name)).first()
        notes = connection.execute(sa.select(note).where(note.c.conversation_id == name).order_by(note.c.id))
        judged = connection.execute(
            sa.select(verdict)
            .select_from(verdict.join(turn, turn.c.tid == verdict.c.tid))
            .where(turn.c.conversation_id == name)
            .order_by(verdict.c.at)
        ).all()
        held = connection.execute(sa.select(hold).where(hold.c.conversation_id == name)).first()
        verdicts: dict[tuple[int, int], list[Verdict]] = {}
        for one in judged:
            found = Verdict(logins[one.staff_id], one.right, one.topic or "", one.fact_key or "")
            verdicts.setdefault((one.tid, one.n), []).append(found)
        return Work(
            state=row.state if row else "new",
            labels=tuple(json.loads(row.labels)) if row else (),
            assigned=logins.get(row.assigned_to, "") if row else "",
            notes=[Note(logins[one.staff_id], local(one.at), one.text) for one in notes],
            verdicts=verdicts,
            hold=Hold(logins[held.staff_id], held.reason, held.until) if held else None,
        )


def set_state(
    engine: Engine, who: Who, name: str, state: str, labels: Iterable[str], assigned: int | None
) -> None:
    """Sets state, labels and who has it.

    Raises:
        ConversationGone: it was erased meanwhile.
    """
    kept = json.dumps(sorted({label for label in labels if label}), ensure_ascii=False)
    values = {"state": state, "labels": kept, "assigned_to": assigned, "at": clock.utc_now()}
    with engine.begin() as connection:
        town = _still_there(connection, name)
        known = review.c.conversation_id == name
        if not connection.execute(review.update().where(known).values(**values)).rowcount:
            connection.execute(review.insert().values(conversation_id=name, **values))
        write(connection, who, Act.REVIEWED, name, state, town)


def comment(engine: Engine, who: Who, name: str, text: str) -> None:
    """Adds a comment.

    Raises:
        ConversationGone: it was erased meanwhile.
    """
    with engine.begin() as connection:
        town = _still_there(connection, name)
        connection.execute(
            note.insert().values(conversation_id=name, staff_id=who.id, text=text, at=clock.utc_now())
        )
        write(connection, who, Act.NOTED, name, town=town)


def judge(engine: Engine, who: Who, name: str, at: tuple[int, int], found: dict[str, Any]) -> None:
    """Says whether an answer was right; again, it replaces what the same person said before.

    Args:
        engine: the database.
        who: the reviewer.
        name: the conversation, which the answer must belong to.
        at: number of the turn, and of the answer in it.
        found: `right`, `topic`, `fact_key`.

    Raises:
        ConversationGone: it was erased meanwhile, or the turn is not of this conversation.
    """
    tid, n = at
    try:
        with engine.begin() as connection:
            town = _still_there(connection, name)
            here = sa.select(turn.c.tid).where(turn.c.tid == tid, turn.c.conversation_id == name)
            if connection.scalar(here) is None:
                raise ConversationGone(name)
            mine = sa.and_(verdict.c.tid == tid, verdict.c.n == n, verdict.c.staff_id == who.id)
            connection.execute(verdict.delete().where(mine))
            row = {"tid": tid, "n": n, "staff_id": who.id, "at": clock.utc_now(), **found}
            connection.execute(verdict.insert().values(**row))
            write(connection, who, Act.JUDGED, f"{name} {tid}.{n}", town=town)
    except IntegrityError as error:  # the turn went between our look and our word
        raise ConversationGone(name) from error


def keep_until(engine: Engine, who: Who, name: str, reason: str, until: date) -> None:
    """Holds a conversation back from the retention (never from the citizen's own erasure).

    Raises:
        ConversationGone: it was erased meanwhile.
    """
    with engine.begin() as connection:
        town = _still_there(connection, name)
        connection.execute(hold.delete().where(hold.c.conversation_id == name))
        row = {"conversation_id": name, "staff_id": who.id, "reason": reason, "until": until}
        connection.execute(hold.insert().values(**row))
        write(connection, who, Act.HELD, name, f"{until.isoformat()}: {reason}", town)


def let_go(engine: Engine, who: Who, name: str) -> None:
    """Ends a hold.

    Raises:
        ConversationGone: it was erased meanwhile.
    """
    with engine.begin() as connection:
        town = _still_there(connection, name)
        connection.execute(hold.delete().where(hold.c.conversation_id == name))
        write(connection, who, Act.RELEASED, name, town=town)


def _still_there(connection: Connection, name: str) -> str | None:
    """Locks the conversation's row, so that an erasure waits and then takes our words with it.

    Returns:
        Its municipality, for the audit.
    """
    columns = (conversation.c.erased_at, conversation.c.municipality)
    query = sa.select(*columns).where(conversation.c.id == name).with_for_update()
    row = connection.execute(query).first()
    if row is None or row.erased_at is not None:
        raise ConversationGone(name)
    town: str | None = row.municipality
    return town
