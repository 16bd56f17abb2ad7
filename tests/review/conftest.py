"""The real console on a free port, with a knowledge of its own, and staff members who use it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import requests
from argon2 import PasswordHasher

from bot import settings
from bot.clock import utc_now
from bot.db import tables
from bot.store import codes, sessions, staff, words
from bot.store.audit import Who
from bot.store.conversations import Conversations
from bot.store.staff import Role, Staff
from review.guard import COOKIE
from tests.conftest import free_port
from tests.databases import Database, PostgresServer, migrated, sqlite_database

PASSWORD = "en lang god kode"
KEY = "test"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
KNOWLEDGE = settings.ROOT / "tests" / "eksempelby"
TESTER = Who(None, "test")


@dataclass
class Browser:
    """A staff member's browser without scripts: remembers the cookie, sends forms as a page would."""

    url: str
    cookie: str = ""
    csrf: str = ""

    def get(self, path: str, **headers: str) -> requests.Response:
        """Opens an address; sent on at most as the server says, never by itself."""
        return requests.get(
            self.url + path, headers=self._headers(headers), allow_redirects=False, timeout=30
        )

    def post(self, path: str, form: dict[str, object] | None = None, **headers: str) -> requests.Response:
        """Sends a form with the session's token; follows where it leads."""
        body = {"csrf": self.csrf, **(form or {})}
        done = requests.post(
            self.url + path, data=body, headers=self._headers(headers), allow_redirects=False, timeout=30
        )
        set_cookie = re.search(rf"{COOKIE}=\"?([^;\"]*)", done.headers.get("set-cookie", ""))
        if set_cookie:
            self.cookie = set_cookie[1]
        return done

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        cookie = {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        return {**cookie, **{name.replace("_", "-"): value for name, value in more.items()}}


@dataclass
class Console:
    """The console's process on a database."""

    url: str
    database: Database
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    log: Path
    _count: int = field(default=0)

    def member(self, role: Role = Role.READER, *towns: str, login: str = "") -> Staff:
        """A staff member who is ready: password `PASSWORD`."""
        self._count += 1
        login = login or f"{role.value}{self._count}-{int(time.time() * 1000) % 100_000}"
        staff.add(self.database.engine, TESTER, login, login.title(), role, towns or ("*",))
        ready = {
            "password_hash": QUICK.hash(PASSWORD),
            "totp_secret": codes.seal(pyotp.random_base32(), KEY),
            "setup_hash": None,
        }
        with self.database.engine.begin() as connection:
            connection.execute(tables.staff.update().where(tables.staff.c.login == login).values(**ready))
        return next(one for one in staff.everybody(self.database.engine) if one.login == login)

    def enter(self, member: Staff) -> Browser:
        """Their browser, logged in."""
        secret, csrf = sessions.begin(self.database.engine, member)
        return Browser(self.url, secret, csrf)

    def as_(self, role: Role, *towns: str) -> Browser:
        """The browser of a new staff member with a role."""
        return self.enter(self.member(role, *towns))

    @property
    def store(self) -> Conversations:
        """The record that the bot writes."""
        return Conversations(self.database.engine)

    def acts(self) -> list[str]:
        """What the audit holds, in order."""
        return [row.action for row in self.database.rows(tables.audit)]


@contextmanager
def running(database: Database, folder: Path, **more: str) -> Iterator[Console]:
    """The console's process on a migrated database, until the end."""
    port, log = free_port(), folder / "console.log"
    environment = {
        **os.environ,
        "DATABASE_URL": database.url,
        "SECRET_KEY": KEY,
        "REVIEW_PORT": str(port),
        "VAR_DIR": str(folder),
        "KNOWLEDGE_DIR": str(KNOWLEDGE),
        "RATE_LIMITS": "off",
        "TODAY": "",
        "CASES_DIR": str(folder / "no-cases"),
        **more,
    }
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "review.server"],
            cwd=settings.ROOT,
            env=environment,
            stdout=out,
            stderr=out,
        )
    console = Console(f"http://127.0.0.1:{port}", database, environment, process, log)
    try:
        wait(console)
        yield console
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def wait(console: Console) -> None:
    """Until it answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert console.process.poll() is None, console.log.read_text()[-2000:]
        try:
            if requests.get(f"{console.url}/health/live", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    pytest.fail("the console was not ready in time")


@pytest.fixture(autouse=True, scope="module")
def same_key() -> Iterator[None]:
    """Tests and process hash the words of the search index alike."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_KEY", KEY)
        words.forget_key()
        yield
    words.forget_key()


@pytest.fixture
def lone(database: Database, tmp_path: Path) -> Iterator[Console]:
    """A console of its own for one test, on SQLite and on PostgreSQL."""
    with running(database, tmp_path) as started:
        yield started


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def console(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """One console for the tests of a file, on SQLite and on PostgreSQL."""
    folder = tmp_path_factory.mktemp("console")
    if request.param == "sqlite":
        made = sqlite_database(folder)
    else:
        made = server_database(request.getfixturevalue("postgres"))
    with made as database, running(migrated(database), folder) as started:
        yield started


@contextmanager
def server_database(server: PostgresServer) -> Iterator[Database]:
    """An empty database on PostgreSQL."""
    with server.database() as url:
        yield Database(url)


def code_of(console: Console, member: Staff, ahead: int = 0) -> str:
    """The one-time code of a member, now or some half minutes ahead."""
    rows = {row.id: row for row in console.database.rows(tables.staff)}
    secret = codes.unseal(rows[member.id].totp_secret, console.environment["SECRET_KEY"])
    return pyotp.TOTP(secret).at(utc_now() + timedelta(seconds=30 * ahead))
