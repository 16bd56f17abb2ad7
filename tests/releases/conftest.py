"""Knowledge to publish: Eksempelby, which does not exist, and nothing taken up before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.facts.load import load
from bot.facts.types import Knowledge
from bot.releases import live
from tests.builders import an_eksempelby
from tests.databases import Database

FRESH = {"_current": None, "_watched": False, "_looked": float("-inf")}
"""What `bot.releases.live` holds when a process begins."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A `knowledge/` that a test may change."""
    return an_eksempelby(tmp_path)


@pytest.fixture
def knowledge(folder: Path) -> Knowledge:
    """What is known before anything is changed."""
    return load(folder).knowledge()


@pytest.fixture
def changed(folder: Path) -> Knowledge:
    """The same with another price of the earlier edition."""
    path = folder / "municipalities" / "eksempelby" / "services" / "dans.yml"
    path.write_text(path.read_text("utf-8").replace("amount: 15", "amount: 17"), "utf-8")
    return load(folder).knowledge()


@pytest.fixture
def shelf(database: Database) -> Iterator[Database]:
    """A database without releases, for a process that has taken none up."""
    before = {name: getattr(live, name) for name in FRESH}
    vars(live).update(FRESH)
    yield database
    vars(live).update(before)
