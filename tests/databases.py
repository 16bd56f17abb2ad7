"""Databases for tests: SQLite in a folder of its own, and a private PostgreSQL server."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.db.engine import engine, migrate

_OWNER = "postgres"
_QUICK = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=50"
_INITDB = ("--auth=trust", f"--username={_OWNER}", "--encoding=UTF8", "--locale=C", "--no-sync")


@dataclass(frozen=True)
class Database:
    """A database of one test; `folder` holds SQLite's files."""

    url: str
    folder: Path | None = None

    @property
    def path(self) -> Path:
        """SQLite's file."""
        return Path(self.url.removeprefix("sqlite:///"))

    @property
    def engine(self) -> Engine:
        """The engine that the product itself would use."""
        return engine(self.url)

    def rows(self, table: sa.Table) -> list[sa.engine.Row]:
        """All rows of a table."""
        with self.engine.connect().execution_options(reading=True) as connection:
            return list(connection.execute(sa.select(table)))


@dataclass
class PostgresServer:
    """A PostgreSQL server that only this run knows: unix socket, no password, never synced."""

    binaries: Path
    home: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql+psycopg2://{_OWNER}@/{name}?host={self.home}&port={self.port}"

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = f"-k {self.home} -p {self.port} {_QUICK}"
        self._run("pg_ctl", "-w", "-t", "60", "-l", str(self.home / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Ends it at once, as a power cut would."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def initialise(self) -> None:
        """Makes an empty cluster in its folder."""
        self._run("initdb", *_INITDB)

    @contextmanager
    def database(self) -> Iterator[str]:
        """A new, empty database; it is dropped afterwards."""
        name = f"test_{next(self._numbers)}"
        self._tell(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            engine(self.url(name)).dispose()
            self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    def _tell(self, statement: str) -> None:
        admin = sa.create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT", future=True)
        with admin.connect() as connection:
            connection.execute(sa.text(statement))
        admin.dispose()

    def _run(self, program: str, *options: str) -> None:
        as_owner = ["runuser", "-u", _OWNER, "--"] if os.geteuid() == 0 else []
        command = [*as_owner, str(self.binaries / program), "-D", str(self.home / "data"), *options]
        done = subprocess.run(
            command, cwd=self.home, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        assert done.returncode == 0, f"{program}: {done.stderr.decode()}"


def binaries() -> Path:
    """Where PostgreSQL's programs are, the newest first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version)
    if not found:
        pytest.fail("PostgreSQL is not installed: run 'apt-get install postgresql' and try again.")
    return found[-1].parent


def _version(program: Path) -> int:
    name = program.parent.parent.name
    return int(name) if name.isdigit() else 0


@contextmanager
def postgres_server(port: int) -> Iterator[PostgresServer]:
    """A server in a temporary folder of its owner; nothing is left of it."""
    server = PostgresServer(binaries(), Path(tempfile.mkdtemp(prefix="tg-postgres-")), port)
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_OWNER)
        os.chown(server.home, owner.pw_uid, owner.pw_gid)
    try:
        server.initialise()
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(server.home, ignore_errors=True)


@contextmanager
def sqlite_database(folder: Path) -> Iterator[Database]:
    """A new, empty SQLite database."""
    made = Database(f"sqlite:///{folder / 'test.db'}", folder)
    try:
        yield made
    finally:
        made.engine.dispose()


def migrated(database: Database) -> Database:
    """The same database with its tables."""
    migrate(database.url)
    return database
