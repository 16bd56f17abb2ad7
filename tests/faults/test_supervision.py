"""`make serve`: one part that dies brings all down with its reason; Ctrl-C leaves nothing running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from bot.settings import ROOT
from tests.conftest import free_port

pytestmark = pytest.mark.slow

_START_SECONDS, _STOP_SECONDS = 120, 40


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """The supervisor with both its parts ready: its process, the chat's port, the console's port."""
    port, review = free_port(), free_port()
    env = {
        **os.environ,
        "PORT": str(port),
        "REVIEW_PORT": str(review),
        "METRICS_PORT": "0",
        "VAR_DIR": str(tmp_path),
        "PYTHONPATH": ".",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.serve"], cwd=ROOT, env=env, text=True, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + _START_SECONDS
    while not (answers(port, "/health/ready") and answers(review, "/login")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.3)
    yield process, port, review
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(_STOP_SECONDS)


def answers(port: int, path: str) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}{path}", timeout=5).ok
    except requests.ConnectionError:
        return False


def child_of(process: subprocess.Popen[str], module: str) -> int:
    found = subprocess.run(
        ["pgrep", "-P", str(process.pid), "-f", module], capture_output=True, text=True, check=True
    )
    return int(found.stdout.split()[0])


@pytest.mark.parametrize(("module", "name"), [("review.server", "console"), ("bot.server", "bot")])
def test_a_part_that_dies_brings_all_down_with_its_reason(
    served: tuple[subprocess.Popen[str], int, int], module: str, name: str
) -> None:
    process, port, review = served
    os.kill(child_of(process, module), signal.SIGKILL)
    _, said = process.communicate(timeout=_STOP_SECONDS)
    assert process.returncode == 1
    assert f"the {name} ended with code -9" in said
    assert not answers(port, "/health/live")
    assert not answers(review, "/login")


def test_ctrl_c_ends_all_of_it_cleanly(served: tuple[subprocess.Popen[str], int, int]) -> None:
    process, port, review = served
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=_STOP_SECONDS)
    assert process.returncode == 0
    assert not answers(port, "/health/live")
    assert not answers(review, "/login")
