"""One conversation as staff see it: what was said, and why each answer was given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.db.tables import answer, conversation, fact, feedback, turn
from bot.facts.types import Fact
from bot.store import listing
from bot.store.audit import Act, Who, write
from bot.store.times import local


@dataclass(frozen=True)
class Told:
    """One message of the bot, with why. `facts` are as they stood in the release that answered."""

    n: int
    text: str
    outcome: str
    reason: str | None
    topic: str | None
    service: str | None
    municipality: str | None
    release: str
    confidence: float | None
    prescreen: str | None
    sources: list[dict[str, Any]]
    ranking: list[tuple[str, float]]
    entities: list[tuple[str, str]]
    """kind and value"""
    facts: list[tuple[str, Fact | None]]
    """key and fact; no fact where the release is not in the database any more"""
    others: dict[str, Any]
    """whatever else the trace holds: outcomes of rules"""
    helpful: bool | None = None
    comment: str = ""


@dataclass(frozen=True)
class Exchange:
    """One message of the citizen with its reply; empty where it is about another's municipality."""

    tid: int
    seq: int
    at: datetime
    said: str
    button: bool
    ms: int
    told: list[Told] = field(default_factory=list)
    foreign: bool = False


@dataclass(frozen=True)
class Look:
    """A conversation, read."""

    id: str
    municipality: str | None
    """the first municipality of it that the reader may see; for the audit"""
    started: datetime
    asker: str
    sensitive: bool
    exchanges: list[Exchange]


def is_sensitive(engine: Engine, name: str, towns: tuple[str, ...] | None) -> bool | None:
    """Whether opening it asks for a reason; None when there is no such conversation for the reader."""
    with engine.connect().execution_options(reading=True) as connection:
        if not _towns_of(connection, name, towns):
            return None
        return bool(listing.sensitive(connection, [name]))


def look(engine: Engine, name: str, towns: tuple[str, ...] | None, who: Who, reason: str = "") -> Look | None:
    """Opens a conversation, and writes so in the audit.

    Args:
        engine: the database.
        name: its id.
        towns: the municipalities that the reader may see; None for all.
        who: the reader.
        reason: why, where a reason is asked for.

    Returns:
        None for an unknown or erased one, and for one that is about other municipalities alone.
    """
    with engine.begin() as connection:
        seen = _towns_of(connection, name, towns)
        if not seen:
            return None
        write(connection, who, Act.OPENED, name, reason, seen[0])
        row = connection.execute(sa.select(conversation).where(conversation.c.id == name)).one()
        turns = connection.execute(
            sa.select(turn).where(turn.c.conversation_id == name).order_by(turn.c.seq)
        ).all()
        about = _by_turn(connection, answer, [one.tid for one in turns])
        votes = _by_turn(connection, feedback, [one.tid for one in turns])
        facts = _facts(connection, turns, about)
        exchanges = _exchanges(turns, about, votes, facts, towns)
        hidden = bool(listing.sensitive(connection, [name]))
    return Look(name, seen[0], local(row.started_at), row.asker, hidden, exchanges)


def _towns_of(connection: Connection, name: str, towns: tuple[str, ...] | None) -> list[str | None]:
    """The municipalities that the conversation is about and the reader may see; none: not theirs."""
    query = (
        sa.select(answer.c.municipality)
        .select_from(answer.join(turn, turn.c.tid == answer.c.tid))
        .where(turn.c.conversation_id == name)
        .order_by(answer.c.tid)
    )
    if towns is not None:
        query = query.where(answer.c.municipality.in_(towns))
    return list(dict.fromkeys(connection.scalars(query)))


def _by_turn(connection: Connection, table: sa.Table, tids: list[int]) -> dict[int, dict[int, Any]]:
    found: dict[int, dict[int, Any]] = {}
    for row in connection.execute(sa.select(table).where(table.c.tid.in_(tids))):
        found.setdefault(row.tid, {})[row.n] = row
    return found


def _facts(
    connection: Connection, turns: list[Any], about: dict[int, dict[int, Any]]
) -> dict[tuple[str, str], Fact]:
    """The facts that the traces name, by release and key."""
    wanted: dict[str, set[str]] = {}
    for one in turns:
        for n, trace in enumerate(_traces(one), 1):
            release = getattr(about.get(one.tid, {}).get(n), "release_id", None)
            if release:
                wanted.setdefault(release, set()).update(trace.get("facts", ()))
    found = {}
    for release, keys in wanted.items():
        query = sa.select(fact.c.key, fact.c.body).where(fact.c.release_id == release, fact.c.key.in_(keys))
        for key, body in connection.execute(query):
            found[release, key] = Fact.parse_raw(body)
    return found


def _traces(row: Any) -> list[dict[str, Any]]:
    return list((json.loads(row.trace) if row.trace else {}).get("answers", ()))


def _exchanges(
    turns: list[Any],
    about: dict[int, dict[int, Any]],
    votes: dict[int, dict[int, Any]],
    facts: Mapping[tuple[str, str], Fact],
    towns: tuple[str, ...] | None,
) -> list[Exchange]:
    titles: dict[str, str] = {}
    shown = []
    for row in turns:
        answers, messages = about.get(row.tid, {}), json.loads(row.reply)["messages"]
        said = row.said or titles.get(row.button or "", "")
        titles |= {b["value"]: b["title"] for message in messages for b in message["buttons"]}
        if towns is not None and any(a.municipality not in (None, *towns) for a in answers.values()):
            shown.append(Exchange(row.tid, row.seq, local(row.at), "", False, row.ms, foreign=True))
            continue
        traces = _traces(row) + [{}] * len(messages)
        told = [
            _told(n, message, traces[n - 1], answers.get(n), votes.get(row.tid, {}).get(n), facts)
            for n, message in enumerate(messages, 1)
        ]
        shown.append(Exchange(row.tid, row.seq, local(row.at), said, row.button is not None, row.ms, told))
    return shown


def _told(
    n: int,
    message: dict[str, Any],
    trace: dict[str, Any],
    row: Any,
    vote: Any,
    facts: Mapping[tuple[str, str], Fact],
) -> Told:
    release = message.get("release") or ""
    return Told(
        n=n,
        text=message["text"],
        outcome=message["outcome"],
        reason=message["reason"],
        topic=message["topic"],
        service=message["service"],
        municipality=message["municipality"],
        release=release,
        confidence=row.confidence if row else None,
        prescreen=row.prescreen if row else None,
        sources=message["sources"],
        ranking=[(name, float(share)) for name, share in trace.get("ranking", ())],
        entities=_entities(trace.get("entities") or {}),
        facts=[(key, facts.get((release, key))) for key in trace.get("facts", ())],
        others={
            k: v for k, v in trace.items() if k not in ("facts", "confidence", "ranking", "entities") and v
        },
        helpful=vote.helpful if vote else None,
        comment=(vote.comment or "") if vote else "",
    )


def _entities(found: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = [(kind, value if isinstance(value, list) else [value]) for kind, value in found.items() if value]
    return [(kind, str(one)) for kind, values in pairs for one in values]
