"""PostgreSQL is away for a while: the bot says so, loses nothing, and goes on when it is back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import requests

from tests.conftest import free_port, start_bot, stop
from tests.databases import postgres_server

pytestmark = pytest.mark.slow


def test_a_power_cut_of_the_database_costs_no_message(tmp_path: Path) -> None:
    with postgres_server(free_port()) as server, server.database() as url:
        running = start_bot(tmp_path, DATABASE_URL=url, SECRET_KEY="only for this test")
        try:
            talk = running.start_conversation()
            first = talk.say("Er genoptræning gratis?", request_id="a")
            server.stop()
            ready = requests.get(f"{running.url}/health/ready", timeout=30)
            assert (ready.status_code, ready.json()["reason"]) == (503, "database")
            assert requests.get(f"{running.url}/health/live", timeout=30).status_code == 200
            lost = talk.post(text="Kan jeg få kørsel til genoptræning?", request_id="b")
            assert lost.status_code == 503
            assert lost.headers["Content-Type"].startswith("application/problem+json")
            assert "Traceback" not in lost.text
            server.start()
            deadline = time.monotonic() + 20
            while not requests.get(f"{running.url}/health/ready", timeout=30).ok:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            assert talk.say("Er genoptræning gratis?", request_id="a") == first
            second = talk.say("Kan jeg få kørsel til genoptræning?", request_id="b")
            assert second["messages"][0]["id"] == "2.1"
            assert [m["id"] for m in talk.reload()] == ["0.1", "1.0", "1.1", "2.0", "2.1"]
        finally:
            stop(running)
