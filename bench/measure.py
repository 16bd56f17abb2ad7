"""Case files held against whatever answers: right, wrong, how long it took."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.eval import cases_in, faults
from bench.offline import Offline, reply_of
from bot.answers.types import Context
from bot.settings import ROOT

Case = dict[str, Any]
Say = Callable[[str], dict[str, Any]]
"""One message of a conversation; the reply as a client of the API sees it."""
Open = Callable[[str | None], Say]
"""Begins a conversation on the page of a municipality, or of none."""

SKIPPED = frozenset(("prescreen", "date_calc"))
"""Tags of cases that are measured with their own subjects: pre-screening and computed dates."""
GIVEN = ROOT.parent / "shared/eval/cases.jsonl"
"""The given cases; they stand beside the repository, so a clone measures its own sets alone."""


@dataclass
class Score:
    """Conversations, how many are right in every turn, how many hold a wrong statement; seconds a message."""

    total: int = 0
    right: int = 0
    wrong: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def percent(self) -> float:
        """Percent right."""
        return 100 * self.right / max(1, self.total)

    @property
    def milliseconds(self) -> float:
        """Median of a message, from text to answer."""
        return 1000 * statistics.median(self.seconds or [0.0])

    def __add__(self, other: Score) -> Score:
        """Both sets as one."""
        return Score(
            self.total + other.total,
            self.right + other.right,
            self.wrong + other.wrong,
            self.seconds + other.seconds,
        )


def sets() -> dict[str, list[Case]]:
    """The case files by name, without what is measured elsewhere."""
    own = sorted((ROOT / "tests/conversations").glob("own-*.jsonl"))
    paths = [*([GIVEN] if GIVEN.exists() else []), *own]
    return {_name(path): [case for case in cases_in(path) if _kept(case)] for path in paths}


def _name(path: Path) -> str:
    return "given" if path == GIVEN else path.stem.replace("-", " ")


def _kept(case: Case) -> bool:
    return not SKIPPED & set(case.get("tags", []))


def score(opened: Open, cases: Iterable[Case]) -> Score:
    """Holds every conversation."""
    found = Score()
    for case in cases:
        say, failed = opened(case.get("municipality")), []
        for turn in case["turns"]:
            begun = time.perf_counter()
            reply = say(turn["user"])
            found.seconds.append(time.perf_counter() - begun)
            failed += faults(turn.get("expect", {}), reply)
        found.total += 1
        found.right += not failed
        found.wrong += any(fault.startswith("WRONG") for fault in failed)
    return found


def conversations_of(bot: Offline) -> Open:
    """Conversations with our bot."""

    def opened(municipality: str | None) -> Say:
        context = Context(municipality=municipality)

        def say(text: str) -> dict[str, Any]:
            nonlocal context
            answer = bot.say(text, context)
            context = answer.context
            return reply_of(answer)

        return say

    return opened


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
