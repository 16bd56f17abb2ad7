"""`kill -9` between and during messages: what was acknowledged is in the record, once and in order."""

from __future__ import annotations

import random
import signal
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
import requests

from tests.conftest import Client, RunningBot, spawn, start_bot, stop, wait_until_ready

pytestmark = pytest.mark.slow

ROUNDS, LANES = 20, 2
LONGEST_DELAY = 0.25
QUESTIONS = ("Er genoptræning gratis?", "Hvor ofte er der genoptræning?", "Kan jeg få kørsel dertil?")


@dataclass
class Lane:
    """A bot that is killed again and again, and a citizen who goes on asking."""

    running: RunningBot
    talk: Client
    seed: int
    acknowledged: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """said text and the reply that came back, in order"""

    def ask(self, text: str, request_id: str) -> bool:
        """One message; whether its reply came back."""
        try:
            reply = self.talk.post(text=text, request_id=request_id)
        except requests.RequestException:
            return False
        assert reply.status_code == 200, reply.text
        self.acknowledged.append((text, reply.json()))
        return True

    def round(self, delay: float) -> None:
        """Asks until the bot is killed, starts it again, checks the record, and repeats the last message."""
        process = self.running.process
        killer = Timer(delay, process.send_signal, [signal.SIGKILL])
        killer.start()
        n = len(self.acknowledged)
        while True:
            text, request_id = f"{QUESTIONS[n % 3]} nr. {n}", str(uuid.uuid4())
            if not self.ask(text, request_id):
                break
            n += 1
        killer.join()
        assert process.wait(10) == -signal.SIGKILL
        self.running.process = spawn(self.running.environment)
        wait_until_ready(self.running)
        self.check(pending=text)
        assert self.ask(text, request_id)
        self.check()

    def check(self, pending: str | None = None) -> None:
        """Every acknowledged reply is in the record, once and in order; the pending message at most once."""
        shown = self.talk.reload()
        said = [m["text"] for m in shown if m["from"] == "citizen"]
        wanted = [text for text, _ in self.acknowledged]
        assert said in (wanted, [*wanted, pending])
        kept = ("id", "text", "outcome", "sources", "release")
        recorded = [{key: m[key] for key in kept} for m in shown[1:] if m["from"] == "bot"]
        replied = [{key: m[key] for key in kept} for _, reply in self.acknowledged for m in reply["messages"]]
        assert recorded[: len(replied)] == replied


def lead(lane: Lane, rounds: int) -> int:
    """All rounds of a lane; how many messages were acknowledged."""
    chance = random.Random(lane.seed)
    for _ in range(rounds):
        lane.round(chance.uniform(0, LONGEST_DELAY))
    return len(lane.acknowledged)


def test_no_acknowledged_reply_is_lost_doubled_or_moved(tmp_path: Path) -> None:
    lanes = []
    try:
        for seed in range(LANES):
            (tmp_path / str(seed)).mkdir()
            running = start_bot(tmp_path / str(seed))
            lanes.append(Lane(running, running.start_conversation(), seed))
        begun = time.monotonic()
        with ThreadPoolExecutor(LANES) as threads:
            numbers = list(threads.map(lead, lanes, [ROUNDS // LANES] * LANES, timeout=600))
        assert all(number >= ROUNDS // LANES for number in numbers)
        assert time.monotonic() - begun < 600
    finally:
        for lane in lanes:
            stop(lane.running)
