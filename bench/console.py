"""The console's own process for measurements, and somebody who uses it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
import sqlalchemy as sa

from bot.settings import ROOT
from bot.store import sessions, staff
from bot.store.audit import Who
from bot.store.staff import Role
from review.guard import COOKIE
from tests.conftest import free_port

Ask = Callable[..., requests.Response]


def asker(database: sa.engine.Engine, address: str) -> Ask:
    """Somebody logged in who may do everything."""
    staff.add(database, Who(None, "proof"), "proof", "Proof", Role.ADMIN, ["*"])
    member = staff.everybody(database)[-1]
    secret, csrf = sessions.begin(database, member)
    client = requests.Session()

    def ask(path: str, form: dict[str, str] | None = None, stream: bool = False) -> requests.Response:
        headers = {"Cookie": f"{COOKIE}={secret}"}
        if form is None:
            return client.get(address + path, headers=headers, timeout=120)
        body = {"csrf": csrf, **form}
        return client.post(
            address + path, data=body, headers=headers, timeout=600, stream=stream, allow_redirects=False
        )

    return ask


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """What a process holds in memory."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """The processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def settle(process: subprocess.Popen[bytes]) -> float:
    """Waits until the process rests: its jobs at the start are no page's fault. The seconds waited."""
    begun, before = time.monotonic(), -1.0
    while (now := cpu_seconds(process)) - before > 0.05 and time.monotonic() - begun < 120:
        before = now
        time.sleep(1)
    return time.monotonic() - begun


@contextmanager
def served(url: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The console's own process; ended afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory() as var:
        env = {
            **os.environ, "DATABASE_URL": url, "REVIEW_PORT": str(port), "VAR_DIR": var,
            "SECRET_KEY": "proof",
            "KNOWLEDGE_DIR": str(ROOT / "tests" / "eksempelby"), "TODAY": "", "RATE_LIMITS": "off",
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "review.server"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, process)
            yield address, process
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, "the console ended"
        try:
            if requests.get(f"{address}/health/live", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise AssertionError("the console was not ready in time")
