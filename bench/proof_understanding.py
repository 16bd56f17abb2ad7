"""Our own unseen conversations: how many are right, how robust against slips, how fast."""

from __future__ import annotations

import random
import statistics
import time
from typing import Any

from bench.eval import cases_in, faults
from bench.offline import Offline, reply_of, trained
from bot import settings
from bot.answers.types import Context
from bot.facts.load import load
from bot.facts.query import Facts
from bot.settings import ROOT

_KEYS = "abcdefghijklmnopqrstuvwxyz"
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def run() -> str:
    """The table as Markdown: each set, plain and with slips."""
    bot = Offline(trained(), Facts(load(settings.load().knowledge).knowledge(), "proof"))
    rows = []
    for path in sorted((ROOT / "tests/conversations").glob("own-*.jsonl")):
        cases = cases_in(path)
        right, wrong, milliseconds = measure(bot, cases)
        slipped, _, _ = measure(bot, [slips(case, seed) for seed, case in enumerate(cases)])
        rows.append(
            f"| {path.name} | {len(cases)} | {right:.1f} % | {wrong} | {slipped:.1f} % | {milliseconds:.1f} |"
        )
    head = "| set | conversations | right | with a wrong statement | right with slips | median ms a message |"
    note = (
        "Right: every turn says all that it must and nothing that it must not. Slips: per message one wrong "
        "key, one letter missing, and æøå replaced. Measured without a server (`bench/offline.py`): the same "
        "model, skills and answers."
    )
    return "\n".join([head, "| --- | --- | --- | --- | --- | --- |", *rows, "", note])


def measure(bot: Offline, cases: list[dict[str, Any]]) -> tuple[float, int, float]:
    """Percent right, how many hold a wrong statement, median milliseconds a message."""
    right, wrong, seconds = 0, 0, []
    for case in cases:
        context, found = Context(municipality=case.get("municipality")), []
        for turn in case["turns"]:
            begun = time.perf_counter()
            answer = bot.say(turn["user"], context)
            seconds.append(time.perf_counter() - begun)
            context = answer.context
            found += faults(turn.get("expect", {}), reply_of(answer))
        right += not found
        wrong += any(fault.startswith("WRONG") for fault in found)
    return 100 * right / len(cases), wrong, 1000 * statistics.median(seconds)


def slips(case: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same conversation as a hurried person types it."""
    chance = random.Random(seed)
    turns = [{**turn, "user": _slip(turn["user"], chance)} for turn in case["turns"]]
    return {**case, "turns": turns}


def _slip(text: str, chance: random.Random) -> str:
    letters = [i for i, letter in enumerate(text) if letter.isalpha()]
    if len(letters) > 3:
        wrong, missing = chance.sample(letters, 2)
        text = text[:wrong] + chance.choice(_KEYS) + text[wrong + 1 :]
        text = text[:missing] + text[missing + 1 :]
    return text.translate(_PLAIN)
