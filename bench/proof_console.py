"""The console over many conversations: every page quick, exports of any length in the same memory.

`short` runs in the suite (5,000 conversations on SQLite); `make proof NAME=console` the full form.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from bench.console import Ask, asker, cpu_seconds, megabytes, served, settle
from bench.talks import RARE_WORD, generate
from bot import clock
from bot.db import tables
from bot.db.engine import engine, migrate
from bot.store.daily import roll_up
from tests.conftest import free_port

SHORT, FULL = 5_000, 100_000
MOST_MS = 300.0
MOST_GROWTH_MB = 60.0
_ROUNDS, _SAID = 20, 6
"""Looks at each page; messages that each citizen writes."""


@dataclass(frozen=True)
class Timing:
    """How long one page took, in milliseconds."""

    page: str
    median: float
    slowest: float
    at_95: float
    cpu: float
    """processor time of the console for one look, whatever else the machine does"""


def run() -> str:
    """The full form on both databases, as Markdown.

    Raises:
        AssertionError: when a page or an export is not as promised.
    """
    from tests.databases import postgres_server  # noqa: PLC0415 - only the full form needs a server

    parts = []
    with tempfile.TemporaryDirectory() as folder:
        parts.append(_one(f"sqlite:///{Path(folder) / 'console.db'}", FULL))
    with postgres_server(free_port()) as server, server.database() as url:
        parts.append(_one(url, FULL))
    return "\n\n".join(parts)


def _one(url: str, count: int) -> str:
    begun = time.monotonic()
    timings, export = measure(url, count)
    slow = [one for one in timings if one.at_95 > MOST_MS]
    assert not slow, f"too slow: {slow}"
    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    rows = "\n".join(
        f"| {one.page} | {one.median:.0f} | {one.at_95:.0f} | {one.slowest:.0f} |" for one in timings
    )
    size, seconds, growth = export
    return (
        f"## {kind}: {count:,} conversations, {2 * _SAID * count:,} messages\n\n"
        f"| page | median ms | 95th percentile ms | slowest ms |\n| --- | --- | --- | --- |\n{rows}\n\n"
        f"Export of {size:,} rows: {seconds:.0f} s; the process grew by {growth:.0f} MB meanwhile. "
        f"All of it took {(time.monotonic() - begun) / 60:.0f} minutes, most of them to fill the database."
    )


def measure(url: str, count: int) -> tuple[list[Timing], tuple[int, float, float]]:
    """Fills the database, asks every page, downloads everything.

    Returns:
        The timings, and of the export: rows, seconds, growth of the process in MB.
    """
    migrate(url)
    os.environ["SECRET_KEY"] = "proof"
    database = engine(url)
    generate(database, count, clock.utc_now() - timedelta(minutes=1), rounds=_SAID)
    roll_up(database, clock.today())
    with served(url) as (address, process):
        ask = asker(database, address)
        settle(process)
        timings = [_timed(page, ask, process) for page in _pages(database, ask)]
        export = _exported(database, ask, process)
    return timings, export


def _pages(database: sa.engine.Engine, ask: Ask) -> list[tuple[str, list[str]]]:
    """Every page with its addresses; searches are made first, as their words stand in no address."""
    with database.connect().execution_options(reading=True) as connection:
        ids = list(connection.scalars(sa.select(tables.conversation.c.id).limit(2_000)))[::100]
    searched = {
        text: _searched(ask, text) for text in ("hofte", "hofte blodprop cykel", RARE_WORD, "findesikke")
    }
    deep = _deep(ask, 10)
    day = (clock.today() - timedelta(days=20)).isoformat()
    return [
        ("conversations", ["/samtaler"]),
        ("conversations, page 10", [deep]),
        ("one topic", ["/samtaler?topic=price"]),
        (
            "one municipality, topic and outcome",
            ["/samtaler?municipality=eksempelby&topic=price&outcome=fallback"],
        ),
        ("outcome, rare", ["/samtaler?outcome=safety&topic=transport&asker=self&feedback=no"]),
        ("a day three weeks ago", [f"/samtaler?since={day}&until={day}"]),
        ("unsure answers", ["/samtaler?confidence=low"]),
        ("unhelpful answers", ["/samtaler?feedback=no"]),
        ("nothing found", ["/samtaler?topic=unknown", "/samtaler?state=done"]),
        *((f"search: {text}", [address]) for text, address in searched.items()),
        ("search with filters", [f"{searched['hofte']}&outcome=fallback&topic=price"]),
        ("one conversation", [f"/samtaler/{name}" for name in ids]),
        ("unanswered, grouped", ["/ubesvarede", "/ubesvarede?slags=silent"]),
        ("numbers", ["/tal"]),
        ("samples", ["/stikproever"]),
        ("audit", ["/spor"]),
        ("proposals", ["/forslag"]),
        ("releases", ["/udgivelser", "/udgivelser/proeve"]),
        ("the draft, before it is asked", ["/proev"]),
        ("switches", ["/sluk"]),
        ("staff", ["/medarbejdere"]),
    ]


def _searched(ask: Ask, text: str) -> str:
    return str(ask("/samtaler/soeg", {"ord": text}).headers["location"])


def _deep(ask: Ask, pages: int) -> str:
    """The address of a later page, by following the link."""
    path = "/samtaler"
    for _ in range(pages - 1):
        found = re.search(r'href="(/samtaler\?side=[^"]+)">N', ask(path).text)
        if found is None:
            return path
        path = found[1].replace("&amp;", "&")
    return path


def _timed(page: tuple[str, list[str]], ask: Ask, process: subprocess.Popen[bytes]) -> Timing:
    """One look first, as a process that just started has read nothing yet; then twenty that count."""
    name, addresses = page
    taken, spent = [], 0.0
    for n in range(_ROUNDS + 1):
        begun, before = time.perf_counter(), cpu_seconds(process)
        reply = ask(addresses[n % len(addresses)])
        taken.append(1000 * (time.perf_counter() - begun))
        spent += cpu_seconds(process) - before
        assert reply.status_code == 200, f"{name}: {reply.status_code}"
    counted = sorted(taken[1:])
    at_95 = counted[max(0, int(0.95 * len(counted)) - 1)]
    return Timing(name, statistics.median(counted), max(taken), at_95, 1000 * spent / len(taken))


def _exported(
    database: sa.engine.Engine, ask: Ask, process: subprocess.Popen[bytes]
) -> tuple[int, float, float]:
    before, most, done = megabytes(process), 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.2):
            most = max(most, megabytes(process))

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun, rows, since = time.perf_counter(), 0, (clock.today() - timedelta(days=9)).isoformat()
    for line in ask("/samtaler/hent", {"since": since}, stream=True).iter_lines():
        rows += bool(line)
    seconds = time.perf_counter() - begun
    done.set()
    watcher.join()
    assert rows - 1 == _expected(database, since), f"{rows} rows"
    growth = max(0.0, most - before)
    assert growth < MOST_GROWTH_MB, f"the export took {growth:.0f} MB"
    return rows - 1, seconds, growth


def _expected(database: sa.engine.Engine, since: str) -> int:
    from bot.store.filters import Filter  # noqa: PLC0415

    query = (
        sa.select(sa.func.count())
        .select_from(tables.answer.join(tables.turn, tables.turn.c.tid == tables.answer.c.tid))
        .where(*Filter.of({"since": since}, None).conditions())
    )
    with database.connect().execution_options(reading=True) as connection:
        return int(connection.scalar(query))


if __name__ == "__main__":
    print(run())
