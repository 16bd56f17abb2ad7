"""Opens the database, on SQLite (embedded) or PostgreSQL, with what each needs to be safe."""

import logging
import time
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

from bot.errors import SettingsError

log = logging.getLogger(__name__)

_MIGRATIONS = Path(__file__).with_name("migrations")
UNREACHABLE = (OperationalError, sa.exc.TimeoutError)
"""What is raised while a database cannot be reached, or is too busy to answer."""

_WAIT_SECONDS = 20
_MIGRATING = 7_401_120
"""The number of the lock that PostgreSQL gives to one migrating process at a time."""


@cache
def engine(url: str) -> Engine:
    """The engine of a database address; one a process and address."""
    if url.startswith("sqlite"):
        return _sqlite(url)
    return sa.create_engine(
        url, pool_pre_ping=True, pool_recycle=300, pool_size=4, max_overflow=8, future=True
    )


def _sqlite(url: str) -> Engine:
    path = url.split("///", 1)[-1]
    if path and path != url:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    made = sa.create_engine(url, future=True, connect_args={"timeout": 10, "check_same_thread": False})
    sa.event.listen(made, "connect", _prepare_sqlite)
    sa.event.listen(made, "begin", _begin_immediate)
    return made


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Write-ahead log, foreign keys, and deleted bytes overwritten."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "busy_timeout=10000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    """Takes the write lock at once: SQLite has no SELECT … FOR UPDATE."""
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def migrate(url: str) -> None:
    """Brings the tables to the newest version; waits a little for a database that starts.

    Raises:
        SettingsError: when the database cannot be reached.
    """
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            with engine(url).begin() as connection:
                _wait_for_others(connection)
                command.upgrade(_alembic(connection), "head")
            return
        except OperationalError as error:
            if time.monotonic() > deadline:
                raise SettingsError(
                    f"DATABASE_URL cannot be reached after {_WAIT_SECONDS} s: {error.orig}. "
                    "Start the database or correct the address."
                ) from error
            log.info("waiting for the database")
            time.sleep(1)


def _wait_for_others(connection: Connection) -> None:
    """Lets processes that start together migrate one after another (SQLite does so by itself)."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATING)))


def _alembic(connection: Any) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config
