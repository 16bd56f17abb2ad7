"""A clean clone, `make serve`, the questions of first light over the API, a changed fact, a second start."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from bot.settings import ROOT

QUESTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Hvad koster det at komme i Aktivitetscentret?",
        "answer",
        (r"\b25 kr", "kaffe", "hvert år|en gang om året|én gang", "tidligere", "bekræft"),
    ),
    ("Koster genoptræningen noget?", "answer", ("gratis",)),
    ("Hvem kan få genoptræning?", "answer", (r"\b18\b", "folkepensionsalder", "helhedspleje")),
    (
        "Hvordan klager jeg over en afgørelse?",
        "handoff",
        ("siger ikke", r"\b4 uger", "[Ll]oven", "kommunen", "Ankestyrelsen"),
    ),
    ("Hvordan melder jeg afbud?", "handoff", ("siger ikke", r"www\.herlev\.dk")),
    ("Kan jeg få kørsel til genoptræning?", "answer", ("kørsel",)),
    ("Hvor tit er der genoptræning?", "answer", ("1-3 gange",)),
    ("Hvor længe varer et genoptræningsforløb?", "answer", ("10 uger",)),
    ("Hvornår starter genoptræningen?", "answer", ("14 dage", "besøg")),
    ("Hvilken lov bygger genoptræning på?", "answer", ("serviceloven", "§ 86, stk. 1")),
)
"""Question, outcome, and what the answer must say (regular expressions)."""

_READY_SECONDS = 900


def run() -> str:
    """The figures as Markdown.

    Raises:
        AssertionError: when an answer or a time is not as promised.
    """
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        with _served(clone) as (url, first):
            rows = [_asked(url, *question) for question in QUESTIONS]
            taken_up = _changed_fact(clone, url)
        with _served(clone) as (_, second):
            pass
    assert second < 40, f"second start took {second:.0f} s"
    lines = [
        f"- First start, from nothing to ready: **{first:.0f} s** (packages, knowledge, training, model).",
        f"- Second start, nothing changed: **{second:.0f} s** (promised: under 40 s).",
        f"- A fact changed, `make knowledge`: answered from the new release after **{taken_up:.1f} s** "
        "(promised: 5 s), without training.",
        "- After Ctrl-C no process was left.",
        "",
        "| question (herlev) | outcome | answer | sources |",
        "| --- | --- | --- | --- |",
        *rows,
    ]
    return "\n".join(lines)


@contextmanager
def _served(clone: Path) -> Iterator[tuple[str, float]]:
    """`make serve` in the clone, until ready; its address and how many seconds it took."""
    port, review = _free_port(), _free_port()
    environment = {
        **os.environ,
        "PORT": str(port),
        "REVIEW_PORT": str(review),
        "METRICS_PORT": "0",
        "RATE_LIMITS": "off",
    }
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "MODELS_DIR", "VAR_DIR", "KNOWLEDGE_DIR", "DATABASE_URL"):
        environment.pop(name, None)
    begun = time.monotonic()
    process = subprocess.Popen(
        ["make", "serve"],
        cwd=clone,
        env=environment,
        start_new_session=True,
        stdout=sys.stderr,
        stderr=sys.stderr,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url, time.monotonic() - begun
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)
    left = subprocess.run(
        ["pgrep", "-f", f"{clone}/.venv"], capture_output=True, text=True, check=False
    ).stdout
    assert not left, f"processes left: {left}"


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "make serve ended"
        try:
            if requests.get(f"{url}/health/ready", timeout=5).ok:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.3)
    raise AssertionError("not ready in time")


def _asked(url: str, text: str, outcome: str, patterns: tuple[str, ...]) -> str:
    """One question in a conversation of its own, checked, as a row of the table."""
    reply = _say(url, text)
    said = " ".join(message["text"] for message in reply["messages"]).replace("\n", " ")
    assert reply["outcome"] == outcome, (text, reply)
    for pattern in patterns:
        assert re.search(pattern, said, re.IGNORECASE), (text, pattern, said)
    sources = {
        f"{s['standard']}: {s['section']}" for message in reply["messages"] for s in message["sources"]
    }
    assert sources or outcome == "handoff", (text, reply)
    return f"| {text} | {outcome} | {said} | {'; '.join(sorted(sources)) or '–'} |"


def _say(url: str, text: str) -> dict[str, Any]:
    opened = requests.post(f"{url}/api/conversations", json={"municipality": "herlev"}, timeout=30).json()
    answered = requests.post(
        f"{url}/api/conversations/{opened['id']}/messages",
        json={"text": text},
        headers={"Authorization": f"Bearer {opened['token']}"},
        timeout=30,
    )
    answered.raise_for_status()
    reply: dict[str, Any] = answered.json()
    return reply


def _changed_fact(clone: Path, url: str) -> float:
    """Changes the old price in the clone, publishes, and waits for the answer; seconds after publishing."""
    path = clone / "knowledge/municipalities/herlev/services/aktivitets_og_samvaerstilbud.yml"
    before = path.read_text(encoding="utf-8")
    assert before.count("amount: 25") == 1
    path.write_text(before.replace("amount: 25", "amount: 26"), encoding="utf-8")
    subprocess.run(["make", "knowledge"], cwd=clone, check=True, stdout=sys.stderr)
    begun = time.monotonic()
    while "26 kr" not in _say(url, QUESTIONS[0][0])["messages"][0]["text"]:
        assert time.monotonic() - begun < 5, "the new release was not taken up in 5 s"
        time.sleep(0.1)
    return time.monotonic() - begun


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
