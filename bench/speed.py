"""`make bench`: times the real bot over its API, alone and under load; writes docs/performance.md.

The bot is started on a free port with a fresh database (or `--url` names one that runs, with
`RATE_LIMITS=off`), and asked the messages of our own unseen conversations.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import requests

from bench.eval import cases_in
from bench.measure import table
from bench.proof import circumstances
from bot.settings import ROOT

ALONE, TOGETHER, LONG = 300, 300, 200
"""Messages asked one after the other, by several at once, and in one conversation."""
CITIZENS = (1, 2, 4, 8, 16)
_TURNS = 4
"""Messages of each conversation."""

Talk = Callable[[str], float]
"""Sends one message; the seconds until its reply."""


def talk(url: str, municipality: str | None) -> Talk:
    """A new conversation.

    Raises:
        requests.HTTPError: when the bot does not answer as it should.
    """
    client = requests.Session()
    body = {"municipality": municipality} if municipality else {}
    opened = client.post(f"{url}/api/conversations", json=body, timeout=60)
    opened.raise_for_status()
    address = f"{url}/api/conversations/{opened.json()['id']}/messages"
    key = {"Authorization": f"Bearer {opened.json()['token']}"}

    def say(text: str) -> float:
        begun = time.perf_counter()
        answered = client.post(address, json={"text": text}, headers=key, timeout=60)
        seconds = time.perf_counter() - begun
        answered.raise_for_status()
        return seconds

    return say


def messages() -> list[tuple[str | None, str]]:
    """Municipality and text of every message of our own conversations."""
    paths = sorted((ROOT / "tests/conversations").glob("own-*.jsonl"))
    cases = itertools.chain.from_iterable(cases_in(path) for path in paths)
    return [(case.get("municipality"), turn["user"]) for case in cases for turn in case["turns"]]


def ask(url: str, rows: Sequence[tuple[str | None, str]]) -> list[float]:
    """Seconds of each message, in conversations of a few each."""
    found: list[float] = []
    for begun in range(0, len(rows), _TURNS):
        say = talk(url, rows[begun][0])
        found += [say(text) for _, text in rows[begun : begun + _TURNS]]
    return found


def load(url: str, citizens: int, rows: Sequence[tuple[str | None, str]]) -> list[str]:
    """So many citizens at once: messages a second, and how long each waited."""
    shares = [rows[n::citizens] for n in range(citizens)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(citizens) as pool:
        found = [second for seconds in pool.map(lambda share: ask(url, share), shares) for second in seconds]
    passed = time.perf_counter() - begun
    return [str(citizens), f"{len(found) / passed:.0f}", *_spread(found)]


def _spread(seconds: list[float]) -> list[str]:
    """Median, 95th percentile and slowest, in milliseconds."""
    at_95 = statistics.quantiles(seconds, n=20)[-1]
    return [f"{1000 * second:.0f}" for second in (statistics.median(seconds), at_95, max(seconds))]


def long_talk(url: str, rows: Sequence[tuple[str | None, str]]) -> str:
    """Whether a long conversation grows slow: its first messages and its last."""
    say = talk(url, rows[0][0])
    found = [say(text) for _, text in rows]
    first, last = statistics.median(found[:20]), statistics.median(found[-20:])
    return (
        f"One conversation of {len(found)} messages: median {1000 * first:.0f} ms over the first 20, "
        f"{1000 * last:.0f} ms over the last 20."
    )


def report(url: str) -> str:
    """All figures as Markdown."""
    rows = list(itertools.islice(itertools.cycle(messages()), ALONE + TOGETHER))
    ask(url, rows[:20])  # the first messages fill caches that stay filled
    lines = [load(url, citizens, rows[: ALONE if citizens == 1 else TOGETHER]) for citizens in CITIZENS]
    head = ["citizens at once", "messages a second", "median ms", "95th percentile ms", "slowest ms"]
    return f"{table(head, lines)}\n\n{long_talk(url, rows[:LONG])}"


@contextmanager
def running(url: str | None) -> Iterator[tuple[str, str]]:
    """A bot to ask: its address, and what is known of its process."""
    if url:
        yield url, f"Asked: {url}"
        return
    from tests.conftest import start_bot, stop  # noqa: PLC0415 - only an own bot needs it

    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        bot = start_bot(Path(folder))
        ready = time.monotonic() - begun
        try:
            yield (
                bot.url,
                f"Knowledge published and bot ready after {ready:.0f} s, {_memory(bot.process.pid)}.",
            )
        finally:
            stop(bot)


def _memory(process: int) -> str:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    resident = next(line for line in lines if line.startswith("VmRSS"))
    return f"{int(resident.split()[1]) / 1024:.0f} MB in memory"


def main(arguments: Sequence[str]) -> int:
    """0 when the bot was timed and the page written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", help="a bot that runs, with RATE_LIMITS=off")
    with running(parser.parse_args(arguments).url) as (url, known):
        figures = report(url)
    page = f"# How fast the bot answers\n\n{circumstances('make bench')}\n\n{known}\n\n{figures}\n\n{NOTE}\n"
    (ROOT / "docs/performance.md").write_text(page, encoding="utf-8")
    print(figures)
    return 0


NOTE = (
    "One process of the bot with SQLite; the asker runs on the same machine. The messages are those of "
    "`tests/conversations`, four to a conversation; time runs from the request to the whole, recorded reply."
)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
