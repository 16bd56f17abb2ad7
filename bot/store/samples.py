"""Random samples of conversations: a stated share, drawn with a stated seed, the same each time."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.db.tables import answer, sample, sample_item, staff, turn, verdict
from bot.store.audit import Act, Who, write
from bot.store.filters import Filter
from bot.store.times import local

MOST = 500


@dataclass(frozen=True)
class Sample:
    """A sample as it was drawn."""

    id: int
    by: str
    at: datetime
    share: float
    seed: int
    chosen: dict[str, str]
    towns: tuple[str, ...] | None
    size: int


@dataclass(frozen=True)
class Item:
    """A conversation of a sample that is still there, and how many of its answers each has judged."""

    conversation: str
    answers: int
    judged: dict[str, int]


def draw(engine: Engine, who: Who, chosen: Filter, share: float, seed: int) -> int:
    """Draws a sample of the conversations with a matching answer; its number.

    Args:
        engine: the database.
        who: the one who draws.
        chosen: what to draw from.
        share: the part of it, above 0 and up to 1; at most 500 conversations are taken.
        seed: the same seed on the same conversations draws the same.
    """
    towns = list(chosen.towns) if chosen.towns is not None else None
    query = json.dumps({"chosen": dict(chosen.chosen), "towns": towns})
    with engine.begin() as connection:
        names = sorted(_matching(connection, chosen))
        wanted = min(MOST, max(1, round(share * len(names)))) if names else 0
        drawn = random.Random(seed).sample(names, wanted)
        row = {"staff_id": who.id, "query": query, "share": share, "seed": seed, "at": clock.utc_now()}
        number = int(connection.execute(sample.insert().values(**row)).inserted_primary_key[0])
        if drawn:
            items = [{"sample_id": number, "conversation_id": name} for name in drawn]
            connection.execute(sample_item.insert(), items)
        write(connection, who, Act.SAMPLED, f"{number}: {wanted} of {len(names)}")
    return number


def samples(engine: Engine, towns: tuple[str, ...] | None) -> list[Sample]:
    """Those drawn from municipalities that one may see, newest first."""
    size = sa.select(sa.func.count()).where(sample_item.c.sample_id == sample.c.id).scalar_subquery()
    query = (
        sa.select(sample, staff.c.login, size.label("size"))
        .select_from(sample.join(staff, staff.c.id == sample.c.staff_id))
        .order_by(sample.c.id.desc())
        .limit(200)
    )
    with engine.connect().execution_options(reading=True) as connection:
        found = [_sample(row) for row in connection.execute(query)]
    return [one for one in found if _sees(towns, one.towns)]


def items(engine: Engine, number: int) -> list[Item]:
    """The conversations of a sample; the erased ones are gone from it."""
    joined = (
        sample_item.join(turn, turn.c.conversation_id == sample_item.c.conversation_id)
        .join(answer, answer.c.tid == turn.c.tid)
        .outerjoin(verdict, sa.and_(verdict.c.tid == answer.c.tid, verdict.c.n == answer.c.n))
        .outerjoin(staff, staff.c.id == verdict.c.staff_id)
    )
    query = (
        sa.select(sample_item.c.conversation_id, answer.c.tid, answer.c.n, staff.c.login)
        .select_from(joined)
        .where(sample_item.c.sample_id == number)
        .order_by(sample_item.c.conversation_id)
    )
    with engine.connect().execution_options(reading=True) as connection:
        rows = connection.execute(query).all()
    answers: dict[str, set[tuple[int, int]]] = {}
    judged: dict[str, dict[str, int]] = {}
    for name, tid, n, login in rows:
        answers.setdefault(name, set()).add((tid, n))
        if login:
            mine = judged.setdefault(name, {})
            mine[login] = mine.get(login, 0) + 1
    return [Item(name, len(found), judged.get(name, {})) for name, found in answers.items()]


def verdicts(engine: Engine, number: int) -> dict[str, dict[tuple[int, int], bool]]:
    """What each reviewer said of the sample's answers: login → answer → right."""
    joined = (
        sample_item.join(turn, turn.c.conversation_id == sample_item.c.conversation_id)
        .join(verdict, verdict.c.tid == turn.c.tid)
        .join(staff, staff.c.id == verdict.c.staff_id)
    )
    query = (
        sa.select(staff.c.login, verdict.c.tid, verdict.c.n, verdict.c.right)
        .select_from(joined)
        .where(sample_item.c.sample_id == number)
    )
    found: dict[str, dict[tuple[int, int], bool]] = {}
    with engine.connect().execution_options(reading=True) as connection:
        for login, tid, n, right in connection.execute(query):
            found.setdefault(login, {})[tid, n] = right
    return found


def _matching(connection: Connection, chosen: Filter) -> set[str]:
    query = (
        sa.select(turn.c.conversation_id)
        .select_from(answer.join(turn, turn.c.tid == answer.c.tid))
        .where(*chosen.conditions())
        .distinct()
    )
    return set(connection.scalars(query))


def _sample(row: Any) -> Sample:
    query = json.loads(row.query)
    towns = tuple(query["towns"]) if query["towns"] is not None else None
    return Sample(row.id, row.login, local(row.at), row.share, row.seed, query["chosen"], towns, row.size)


def _sees(mine: tuple[str, ...] | None, theirs: tuple[str, ...] | None) -> bool:
    return mine is None or (theirs is not None and set(theirs) <= set(mine))
