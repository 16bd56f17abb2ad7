"""A bot without a model lives, says why it is not ready, and never pretends to understand."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from bot import settings
from tests.conftest import RunningBot, free_port, spawn, stop

pytestmark = pytest.mark.slow


def test_without_a_model_the_bot_is_alive_and_not_ready(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{(port := free_port())}"
    chosen = {
        "PORT": str(port),
        "METRICS_PORT": "0",
        "VAR_DIR": str(tmp_path),
        "MODELS_DIR": str(tmp_path / "none"),
    }
    env = {**os.environ, **chosen}
    subprocess.run([sys.executable, "-m", "bot.releases"], cwd=settings.ROOT, env=env, check=True)
    running = RunningBot(url, spawn(env), env, tmp_path)
    try:
        wait_until_alive(running)
        ready = requests.get(f"{url}/health/ready", timeout=30)
        assert (ready.status_code, ready.json()) == (503, {"status": "not_ready", "reason": "model"})
        reply = running.start_conversation().say("Er genoptræning gratis?")
        assert (reply["outcome"], reply["reason"]) == ("error", "technical")
        assert "www.herlev.dk" in reply["messages"][0]["text"]
    finally:
        stop(running)


def wait_until_alive(running: RunningBot) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and running.process.poll() is None:
        try:
            if requests.get(f"{running.url}/health/live", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    pytest.fail((running.var / "bot.log").read_text()[-2000:])
