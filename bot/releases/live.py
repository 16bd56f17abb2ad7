"""The release that answers: loaded once, replaced whole, looked for each second."""

import json
import logging
import threading
import time
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.db import tables
from bot.db.engine import engine
from bot.errors import StoreError
from bot.facts.load import load as load_files
from bot.facts.query import Facts
from bot.facts.types import Knowledge

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0

_lock = threading.Lock()
_current: Facts | None = None
_watched = False
_looked = float("-inf")


def current() -> Facts:
    """The facts that answer now.

    In the bot a job looks for new releases (`refresh`). Elsewhere (an action server, Rasa's own
    commands) this looks itself, at most once a second; where no database was published to, the
    files of `knowledge/` are read.
    """
    global _looked  # noqa: PLW0603 - one holder a process is the point
    with _lock:
        if not _watched and time.monotonic() - _looked > _LOOK_SECONDS:
            _looked = time.monotonic()
            _look()
        if _current is None:
            _hold(Facts(load_files(settings.load().knowledge).knowledge(), "files"))
        assert _current is not None
        return _current


def take(facts: Facts) -> None:
    """Makes these facts the ones that answer; replies under way keep the ones they began with."""
    global _watched  # noqa: PLW0603
    with _lock:
        _watched = True
        _hold(facts)


def _hold(facts: Facts) -> None:
    global _current  # noqa: PLW0603
    _current = facts


def _look() -> None:
    """Takes up the live release of the database, if there is one."""
    try:
        database = engine(settings.load().database_url)
        name = live_id(database)
        if name is not None and (_current is None or _current.release != name):
            _hold(load(database, name))
    except SQLAlchemyError:
        log.info("no release in the database yet; answering from the files")


def live_id(database: Engine) -> str | None:
    """The id of the live release."""
    with database.connect().execution_options(reading=True) as connection:
        name: str | None = connection.scalar(sa.select(tables.live.c.release_id))
    return name


def load(database: Engine, name: str) -> Facts:
    """Reads one stored release.

    Raises:
        StoreError: when there is no such release.
    """
    with database.connect().execution_options(reading=True) as connection:
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


def refresh(database: Engine) -> bool:
    """Takes up the live release if it is another than the one in memory; whether it did."""
    name = live_id(database)
    if name is None or (_current is not None and _current.release == name):
        return False
    take(load(database, name))
    log.info("release %s taken up", name)
    return True
