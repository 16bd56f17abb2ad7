"""The short form of `make proof NAME=console`: five thousand conversations, every page quick enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import proof_console
from bench.proof_console import MOST_MS, SHORT, measure
from tests.databases import sqlite_database


@pytest.mark.slow
def test_every_page_is_quick_and_an_export_takes_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof_console, "_ROUNDS", 5)
    with sqlite_database(tmp_path) as database:
        timings, (rows, _, growth) = measure(database.url, SHORT)
    assert len(timings) >= 20
    slow = [one for one in timings if one.cpu > MOST_MS]  # by processor time: other work is no fault of ours
    assert slow == []
    assert rows > SHORT
    assert growth < proof_console.MOST_GROWTH_MB
