"""Publishes knowledge as a release: one transaction, append-only, the same content once."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.db import tables
from bot.facts.types import Knowledge

_PAGES = (
    "services",
    "editions",
    "municipalities",
    "silences",
    "hard_words",
    "helplines",
    "screen_questions",
    "screenings",
    "deadlines",
)
_BATCH = 200


def release_id(knowledge: Knowledge) -> str:
    """The name of a release: a hash of its content, so the same content has the same name."""
    text = json.dumps(json.loads(knowledge.json()), sort_keys=True, ensure_ascii=False)
    return "r" + hashlib.sha256(text.encode()).hexdigest()[:11]


def publish(knowledge: Knowledge, engine: Engine, by: str, why: str = "") -> tuple[str, bool]:
    """Stores the knowledge and makes it live.

    Returns:
        The release's id, and whether anything changed for citizens.
    """
    name = release_id(knowledge)
    with engine.begin() as connection:
        known = connection.scalar(sa.select(tables.release.c.id).where(tables.release.c.id == name))
        if known is None:
            _insert(connection, name, knowledge, by, why)
        changed = make_live(connection, name)
    return name, changed


def make_live(connection: Connection, name: str, instead_of: str | None = None) -> bool:
    """Points `live` at a stored release; whether that changed anything for citizens.

    Args:
        connection: in the transaction that publishes.
        name: the release.
        instead_of: for one chosen by hand, what the files said then (`changes.files_id`; see `stays`).
    """
    before = connection.execute(sa.select(tables.live)).first()
    row = {"release_id": name, "since": clock.utc_now(), "instead_of": instead_of}
    if before is None:
        connection.execute(tables.live.insert().values(id=1, **row))
    elif (before.release_id, before.instead_of) != (name, instead_of):
        connection.execute(tables.live.update().values(**row))
    return before is None or before.release_id != name


def stays(engine: Engine, files: str) -> str | None:
    """The earlier release that was chosen by hand, while the files are what they were then; else None."""
    with engine.connect().execution_options(reading=True) as connection:
        row = connection.execute(sa.select(tables.live)).first()
    return str(row.release_id) if row and row.instead_of == files else None


def _insert(connection: Connection, name: str, knowledge: Knowledge, by: str, why: str) -> None:
    connection.execute(tables.release.insert().values(id=name, at=clock.utc_now(), by=by, why=why))
    facts = [
        {
            "release_id": name,
            "n": n,
            "key": fact.key,
            "municipality": fact.municipality,
            "service": fact.service,
            "name": fact.name,
            "body": fact.json(exclude_none=True, ensure_ascii=False),
        }
        for n, fact in enumerate(knowledge.facts)
    ]
    pages = [
        {"release_id": name, "kind": kind, "n": n, "body": item.json(exclude_none=True, ensure_ascii=False)}
        for kind in _PAGES
        for n, item in enumerate(getattr(knowledge, kind))
    ]
    events = json.dumps(knowledge.events, ensure_ascii=False)
    pages.append({"release_id": name, "kind": "events", "n": 0, "body": events})
    for table, rows in ((tables.fact, facts), (tables.page, pages)):
        for part in _parts(rows):
            connection.execute(table.insert(), part)


def _parts(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    return (rows[i : i + _BATCH] for i in range(0, len(rows), _BATCH))
