"""Shared fixtures: real knowledge, a fresh database, the real bot on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from bot import settings
from bot.facts.load import Loaded, load
from bot.facts.query import Facts
from tests.databases import Database, PostgresServer, migrated, postgres_server, sqlite_database

_START_SECONDS = 120


@dataclass
class RunningBot:
    """The bot as citizens meet it: its address, its process, and where it keeps its things."""

    url: str
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    var: Path

    def start_conversation(self, municipality: str | None = "herlev") -> Client:
        """A new conversation over the API."""
        body = {"municipality": municipality} if municipality else {}
        reply = requests.post(f"{self.url}/api/conversations", json=body, timeout=30)
        reply.raise_for_status()
        return Client(self.url, reply.json()["id"], reply.json()["token"], reply.json()["messages"])


@dataclass
class Client:
    """One conversation, seen from outside."""

    url: str
    id: str
    token: str
    greeting: list[dict[str, Any]]

    @property
    def headers(self) -> dict[str, str]:
        """The key to the conversation."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def address(self) -> str:
        """Where the conversation lives."""
        return f"{self.url}/api/conversations/{self.id}"

    def post(self, **body: object) -> requests.Response:
        """Sends a message; the raw response."""
        return requests.post(f"{self.address}/messages", json=body, headers=self.headers, timeout=30)

    def say(self, text: str, **more: object) -> dict[str, Any]:
        """Sends a message; the reply."""
        response = self.post(text=text, **more)
        assert response.status_code == 200, response.text
        reply: dict[str, Any] = response.json()
        return reply

    def ask(self, text: str) -> str:
        """Sends a message; the text of its reply."""
        return "\n".join(message["text"] for message in self.say(text)["messages"])

    def reload(self) -> list[dict[str, Any]]:
        """All messages as a reloaded page gets them."""
        reply = requests.get(self.address, headers=self.headers, timeout=30).json()
        messages: list[dict[str, Any]] = reply["messages"]
        return messages


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_bot(var: Path, **environment: str) -> RunningBot:
    """Publishes the knowledge, starts the bot and waits until it is ready."""
    port = free_port()
    env = {
        **os.environ,
        "PORT": str(port),
        "METRICS_PORT": "0",
        "VAR_DIR": str(var),
        "RATE_LIMITS": "off",
        "TODAY": "",
        **environment,
    }
    subprocess.run([sys.executable, "-m", "bot.releases"], cwd=settings.ROOT, env=env, check=True)
    process = spawn(env)
    running = RunningBot(f"http://127.0.0.1:{port}", process, env, var)
    wait_until_ready(running)
    return running


def spawn(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """The bot's process, its log in its own folder."""
    log = Path(environment["VAR_DIR"]) / "bot.log"
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "bot.server"], cwd=settings.ROOT, env=environment, stdout=out, stderr=out
        )


def wait_until_ready(running: RunningBot) -> None:
    """Waits for `/health/ready`."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if running.process.poll() is not None:
            pytest.fail(f"the bot ended: {(running.var / 'bot.log').read_text()[-2000:]}")
        try:
            if requests.get(f"{running.url}/health/ready", timeout=5).ok:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    running.process.kill()
    pytest.fail("the bot was not ready in time")


def stop(running: RunningBot) -> None:
    """Ends the process as an operator would."""
    running.process.send_signal(signal.SIGTERM)
    try:
        running.process.wait(20)
    except subprocess.TimeoutExpired:
        running.process.kill()


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """The real bot with the real knowledge, on SQLite; one for the whole run."""
    running = start_bot(tmp_path_factory.mktemp("var"))
    yield running
    stop(running)


@pytest.fixture(scope="session")
def content() -> Loaded:
    """The real content, as it is read."""
    return load(settings.ROOT / "knowledge")


@pytest.fixture(scope="session")
def facts(content: Loaded) -> Facts:
    """The real content, ready for questions."""
    return Facts(content.knowledge(), "test")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A private PostgreSQL server; one for the whole run."""
    with postgres_server(free_port()) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables: the test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        with sqlite_database(tmp_path) as made:
            yield made
    else:
        with request.getfixturevalue("postgres").database() as url:
            yield Database(url)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with its tables, to be copied: quicker than migrating for each test."""
    with sqlite_database(tmp_path_factory.mktemp("migrated")) as made:
        return migrated(made).path


@pytest.fixture
def database(empty_database: Database, migrated_file: Path) -> Database:
    """A fresh database with its tables: the test runs on SQLite and on PostgreSQL."""
    if empty_database.folder is None:
        return migrated(empty_database)
    shutil.copy(migrated_file, empty_database.path)
    return empty_database
