"""Proposals: what one editor would put right, and a second one approves.

An open proposal belongs to its conversation and is erased with it. At the decision the link is cut:
what is left is what the editor wrote, confirmed to name nobody.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot import clock
from bot.db.tables import conversation, proposal, staff
from bot.errors import ConversationGone
from bot.store.audit import Act, Who, write
from bot.store.times import local

Kind = Literal["understanding", "fact"]
OPEN, APPROVED, REJECTED, CLOSED = "open", "approved", "rejected", "closed"


@dataclass(frozen=True)
class Proposal:
    """A proposal as it stands."""

    id: int
    kind: str
    municipality: str | None
    conversation: str | None
    by: str
    by_id: int
    approved_by: str
    state: str
    body: dict[str, Any]
    at: datetime


def propose(
    engine: Engine, who: Who, kind: Kind, town: str | None, body: dict[str, Any], name: str | None
) -> int:
    """Adds a proposal; its number.

    Args:
        engine: the database.
        who: the editor.
        kind: what it would put right.
        town: the municipality it is about; None for all.
        body: the editor's own words and choices.
        name: the conversation that it came from, if any.

    Raises:
        ConversationGone: the conversation was erased meanwhile.
    """
    row = {
        "kind": kind, "municipality": town, "conversation_id": name, "staff_id": who.id, "state": OPEN,
        "body": json.dumps(body, ensure_ascii=False), "at": clock.utc_now(),
    }  # fmt: skip
    try:
        with engine.begin() as connection:
            if name is not None:
                _still_there(connection, name)
            number = int(connection.execute(proposal.insert().values(**row)).inserted_primary_key[0])
            write(connection, who, Act.PROPOSED, f"{number} {kind}", town=town)
    except IntegrityError as error:
        raise ConversationGone(str(name)) from error
    return number


def proposals(engine: Engine, towns: tuple[str, ...] | None, number: int | None = None) -> list[Proposal]:
    """Those about municipalities that one may see: the open first, then the newest."""
    first, second = staff.alias("first"), staff.alias("second")
    joined = proposal.join(first, first.c.id == proposal.c.staff_id).outerjoin(
        second, second.c.id == proposal.c.approved_by
    )
    query = (
        sa.select(proposal, first.c.login.label("by"), second.c.login.label("decided_by"))
        .select_from(joined)
        .order_by(proposal.c.state != OPEN, proposal.c.id.desc())
        .limit(300)
    )
    if towns is not None:
        query = query.where(proposal.c.municipality.in_(towns))
    if number is not None:
        query = query.where(proposal.c.id == number)
    with engine.connect().execution_options(reading=True) as connection:
        return [_proposal(row) for row in connection.execute(query)]


def decide(engine: Engine, who: Who, number: int, approve: bool, reason: str = "") -> bool:
    """Approves or rejects an open proposal of somebody else, and cuts its link to the conversation.

    Returns:
        False where it is not open any more, or one's own.
    """
    state = APPROVED if approve else REJECTED
    values = {
        "state": state, "approved_by": who.id, "closed_at": clock.utc_now(),
        "conversation_id": None, "tid": None,
    }  # fmt: skip
    decidable = sa.and_(proposal.c.id == number, proposal.c.state == OPEN, proposal.c.staff_id != who.id)
    with engine.begin() as connection:
        if connection.execute(proposal.update().where(decidable).values(**values)).rowcount != 1:
            return False
        row = connection.execute(sa.select(proposal).where(proposal.c.id == number)).one()
        act = Act.APPROVED if approve else Act.REJECTED
        write(connection, who, act, f"{number} {row.kind}", reason, row.municipality)
    return True


def close(engine: Engine, numbers: list[int]) -> None:
    """Marks approved proposals as done: the files say the same."""
    if numbers:
        done = sa.and_(proposal.c.id.in_(numbers), proposal.c.state == APPROVED)
        with engine.begin() as connection:
            connection.execute(proposal.update().where(done).values(state=CLOSED))


def _still_there(connection: Connection, name: str) -> None:
    query = sa.select(conversation.c.erased_at).where(conversation.c.id == name).with_for_update()
    row = connection.execute(query).first()
    if row is None or row.erased_at is not None:
        raise ConversationGone(name)


def _proposal(row: Any) -> Proposal:
    return Proposal(
        id=row.id,
        kind=row.kind,
        municipality=row.municipality,
        conversation=row.conversation_id,
        by=row.by,
        by_id=row.staff_id,
        approved_by=row.decided_by or "",
        state=row.state,
        body=json.loads(row.body),
        at=local(row.at),
    )
