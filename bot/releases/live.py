"""The release that answers: loaded once, replaced whole, looked for each second."""

import json
import logging
import threading
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import settings
from bot.db import tables
from bot.errors import StoreError
from bot.facts.load import load as load_files
from bot.facts.query import Facts
from bot.facts.types import Knowledge

log = logging.getLogger(__name__)

_lock = threading.Lock()
_current: Facts | None = None


def current() -> Facts:
    """The facts that answer now; read from `knowledge/` where no release was taken up.

    The latter serves Rasa's own commands (`rasa train`, `rasa shell nlu`), which know no database.
    """
    global _current  # noqa: PLW0603 - one holder a process is the point
    if _current is None:
        with _lock:
            if _current is None:
                _current = Facts(load_files(settings.load().knowledge).knowledge(), "files")
    return _current


def take(facts: Facts) -> None:
    """Makes these facts the ones that answer; replies under way keep the ones they began with."""
    global _current  # noqa: PLW0603
    _current = facts


def live_id(engine: Engine) -> str | None:
    """The id of the live release."""
    with engine.connect().execution_options(reading=True) as connection:
        name: str | None = connection.scalar(sa.select(tables.live.c.release_id))
    return name


def load(engine: Engine, name: str) -> Facts:
    """Reads one stored release.

    Raises:
        StoreError: when there is no such release.
    """
    with engine.connect().execution_options(reading=True) as connection:
        facts = connection.scalars(
            sa.select(tables.fact.c.body).where(tables.fact.c.release_id == name).order_by(tables.fact.c.n)
        ).all()
        pages = connection.execute(
            sa.select(tables.page.c.kind, tables.page.c.body)
            .where(tables.page.c.release_id == name)
            .order_by(tables.page.c.kind, tables.page.c.n)
        ).all()
    if not pages:
        raise StoreError(f"release {name} is not in the database; run 'make knowledge'")
    kinds: dict[str, list[Any]] = defaultdict(list)
    for kind, body in pages:
        kinds[kind].append(json.loads(body))
    events = kinds.pop("events")[0]
    stored = {**kinds, "facts": [json.loads(body) for body in facts], "events": events}
    return Facts(Knowledge.parse_obj(stored), name)


def refresh(engine: Engine) -> bool:
    """Takes up the live release if it is another than the one in memory; whether it did."""
    name = live_id(engine)
    if name is None or (_current is not None and _current.release == name):
        return False
    take(load(engine, name))
    log.info("release %s taken up", name)
    return True
