"""Our own unseen conversations, asked of the real bot: how many are right, none with a wrong statement."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from bench.eval import ask, cases_in
from bot.settings import ROOT
from tests.conftest import RunningBot, free_port, start_bot, stop

pytestmark = pytest.mark.slow

FLOORS = {"own-1.jsonl": 93.0, "own-2.jsonl": 85.0, "own-3.jsonl": 87.0, "own-4.jsonl": 82.0}
"""Percent right; raised with each improvement, never lowered."""


@pytest.mark.parametrize("name", FLOORS)
def test_the_share_of_right_conversations_does_not_fall(bot: RunningBot, name: str) -> None:
    cases = cases_in(ROOT / "tests/conversations" / name)
    results = [ask(bot.url, case)[0] for case in cases]
    wrong = [
        case["id"] for case, faults in zip(cases, results, strict=True) if any("WRONG" in f for f in faults)
    ]
    right = 100 * sum(not faults for faults in results) / len(cases)
    assert wrong == []
    assert right >= FLOORS[name]


def test_actions_in_a_process_of_their_own_answer_alike(bot: RunningBot, tmp_path: Path) -> None:
    port = free_port()
    environment = {**bot.environment, "SANIC_HOST": "127.0.0.1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "-p", str(port)], cwd=ROOT, env=environment
    )
    remote = start_bot(tmp_path, ACTION_SERVER_URL=f"http://127.0.0.1:{port}/webhook")
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if requests.get(f"http://127.0.0.1:{port}/health", timeout=2).ok:
                    break
            except requests.ConnectionError:
                time.sleep(0.2)
        for text in ("Hvad koster det at komme i Aktivitetscentret?", "Hvordan melder jeg afbud?", "tak"):
            assert remote.start_conversation().ask(text) == bot.start_conversation().ask(text)
    finally:
        stop(remote)
        server.terminate()
        server.wait(20)
