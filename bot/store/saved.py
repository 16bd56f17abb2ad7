"""Filters that a staff member keeps under a name. The words of a search are never among them."""

import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.db.tables import saved_filter

_MOST = 30


@dataclass(frozen=True)
class Saved:
    """A filter under its name."""

    id: int
    name: str
    chosen: dict[str, str]


def of(engine: Engine, staff_id: int) -> list[Saved]:
    """Somebody's own filters by name."""
    query = sa.select(saved_filter).where(saved_filter.c.staff_id == staff_id).order_by(saved_filter.c.name)
    with engine.connect().execution_options(reading=True) as connection:
        return [Saved(row.id, row.name, json.loads(row.query)) for row in connection.execute(query)]


def keep(engine: Engine, staff_id: int, name: str, chosen: dict[str, str]) -> None:
    """Keeps a filter; the same name again replaces it, and at most thirty are kept."""
    mine = saved_filter.c.staff_id == staff_id
    with engine.begin() as connection:
        connection.execute(saved_filter.delete().where(mine, saved_filter.c.name == name))
        count = connection.scalar(sa.select(sa.func.count()).select_from(saved_filter).where(mine))
        if count < _MOST:
            row = {"staff_id": staff_id, "name": name, "query": json.dumps(chosen)}
            connection.execute(saved_filter.insert().values(**row))


def drop(engine: Engine, staff_id: int, number: int) -> None:
    """Forgets a filter, if it is theirs."""
    with engine.begin() as connection:
        connection.execute(
            saved_filter.delete().where(saved_filter.c.staff_id == staff_id, saved_filter.c.id == number)
        )
