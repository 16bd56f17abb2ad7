"""Conversations the training never saw: how many are right, how robust against slips, how fast."""

from __future__ import annotations

from typing import Any

from bench.measure import Case, Open, Score, conversations_of, score, sets, table
from bench.offline import Offline, trained
from bench.scope import foreign_turned_away, real_turned_away, told_in_talks
from bench.slips import SLIPS, slipped
from bot import settings
from bot.facts.load import load
from bot.facts.query import Facts


def run() -> str:
    """The tables as Markdown: each set, plain and with slips."""
    bot = Offline(trained(), Facts(load(settings.load().knowledge).knowledge(), "proof"))
    return f"{tables(conversations_of(bot), sets())}\n\n{_beyond(bot)}"


def _beyond(bot: Offline) -> str:
    """Other matters, and talks that go on."""
    first, later = told_in_talks(bot)
    rows = [
        ["other matters that get no training answer (`foreign.txt`)", str(foreign_turned_away(bot))],
        ["real questions in odd words that are turned away (`borderline.txt`)", str(real_turned_away(bot))],
        ["first turns of talks told the very fact they ask for (`talks.jsonl`)", str(first)],
        ["later turns", str(later)],
    ]
    return table(["what else", "share"], rows)


def tables(opened: Open, held: dict[str, list[Case]]) -> str:
    """Each set clean and with each kind of slip, and all sets together."""
    rows, every = [], [Score() for _ in range(1 + len(SLIPS))]
    for name, cases in held.items():
        scores = [score(opened, cases)]
        scores += [score(opened, slipped(cases, slip)) for slip in SLIPS.values()]
        rows.append(_row(name, scores))
        every = [one + other for one, other in zip(every, scores, strict=True)]
    rows.append(_row("all", every))
    head = [
        "set",
        "conversations",
        "right",
        *SLIPS,
        "wrong statements, so or with slips",
        "median ms a message",
    ]
    return f"{table(head, rows)}\n\n{NOTE}"


NOTE = (
    "Right: every turn says all that it must and nothing that it must not. Slips, in every message: a letter "
    "is the one beside it on the keyboard, a letter is missing, æøå are ae, oe, aa; then all three at once. "
    "Left out: cases on pre-screening and computed dates, which are measured by themselves. Without a server "
    "(`bench/offline.py`): the same model, skills and answers."
)


def _row(name: str, scores: list[Score]) -> list[str]:
    clean, *others = scores
    shares = [f"{other.percent:.1f} % ({other.percent - clean.percent:+.1f})" for other in others]
    wrong = f"{clean.wrong} / {sum(other.wrong for other in others)}"
    return [name, str(clean.total), f"{clean.percent:.1f} %", *shares, wrong, f"{clean.milliseconds:.1f}"]


def measure(bot: Offline, cases: list[dict[str, Any]]) -> tuple[float, int, float]:
    """Percent right, how many hold a wrong statement, median milliseconds a message."""
    found = score(conversations_of(bot), cases)
    return found.percent, found.wrong, found.milliseconds
