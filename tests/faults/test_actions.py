"""The action server is away: the citizen gets a human's contact, and all is well when it is back."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import requests

from bot import settings
from bot.db import tables
from tests.conftest import Client, RunningBot, free_port, start_bot, stop
from tests.databases import Database

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def port() -> int:
    """Where the action server should be."""
    return free_port()


@pytest.fixture(scope="module")
def alone(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """A bot whose action server is not there."""
    running = start_bot(
        tmp_path_factory.mktemp("alone"), ACTION_SERVER_URL=f"http://127.0.0.1:{port}/webhook"
    )
    yield running
    stop(running)


def state_of(running: RunningBot, talk: Client) -> str:
    database = Database(f"sqlite:///{running.var / 'traeningsguiden.db'}")
    return next(row.state for row in database.rows(tables.conversation) if row.id == talk.id)


def test_without_the_action_server_the_reply_is_an_apology_with_a_contact_and_it_recovers(
    alone: RunningBot, port: int
) -> None:
    talk = alone.start_conversation()
    before = state_of(alone, talk)
    reply = talk.say("Er genoptræning gratis?", request_id="first")
    assert (reply["outcome"], reply["reason"], reply["municipality"]) == ("error", "technical", "herlev")
    assert "Visitationen i Herlev Kommune" in reply["messages"][0]["text"]
    assert "www.herlev.dk" in reply["messages"][0]["text"]
    assert state_of(alone, talk) == before
    server = start_actions(alone, port)
    try:
        answered = talk.say("Er genoptræning gratis?", request_id="second")
        assert (answered["outcome"], answered["topic"]) == ("answer", "price")
        assert answered["release"] == reply["release"]
        assert talk.say("Er genoptræning gratis?", request_id="first") == reply
    finally:
        server.terminate()
        server.wait(20)
    assert talk.say("Hvor ofte er der genoptræning?")["outcome"] == "error"
    assert [m["id"] for m in talk.reload()] == ["0.1", "1.0", "1.1", "2.0", "2.1", "3.0", "3.1"]


def start_actions(running: RunningBot, port: int) -> subprocess.Popen[bytes]:
    """Rasa's own action server with our actions, ready."""
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    env = {**os.environ, **running.environment}
    with (running.var / "actions.log").open("ab") as out:
        server = subprocess.Popen(command, cwd=settings.ROOT, env=env, stdout=out, stderr=out)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if requests.get(f"http://127.0.0.1:{port}/health", timeout=5).ok:
                return server
        except requests.ConnectionError:
            time.sleep(0.1)
    server.kill()
    pytest.fail((running.var / "actions.log").read_text()[-2000:])
