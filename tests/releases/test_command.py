"""`make knowledge`: what it publishes, what it says, and that faults publish nothing."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.db import tables
from bot.settings import ROOT
from tests.databases import Database

DANSE = Path("municipalities") / "eksempelby" / "services" / "dans.yml"


@dataclass
class Command:
    """`python -m bot.releases` on a copy of the knowledge."""

    folder: Path
    database: Database

    def run(self) -> subprocess.CompletedProcess[str]:
        env = {
            **os.environ,
            "KNOWLEDGE_DIR": str(self.folder),
            "DATABASE_URL": self.database.url,
            "VAR_DIR": str(self.folder.parent / "var"),
            "SECRET_KEY": "only for this test",
        }
        command = [sys.executable, "-m", "bot.releases"]
        return subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
        )

    def change(self, old: str, new: str) -> None:
        path = self.folder / DANSE
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def command(folder: Path, shelf: Database) -> Command:
    return Command(folder, shelf)


def test_it_publishes_and_says_so_and_the_second_time_says_that_nothing_changed(command: Command) -> None:
    first, second = command.run(), command.run()
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.startswith("Udgivet: r")
    assert second.stdout.startswith("Uændret: r")
    assert len(command.database.rows(tables.release)) == 1


def test_it_makes_the_tables_of_a_new_database(folder: Path, empty_database: Database) -> None:
    done = Command(folder, empty_database).run()
    assert done.returncode == 0, done.stderr
    assert len(empty_database.rows(tables.live)) == 1


def test_faults_are_listed_in_danish_and_nothing_is_published(command: Command) -> None:
    command.change("section: Pris", "section: Priis")
    command.change("amount: 15", "amount: femten")
    done = command.run()
    assert done.returncode == 1
    places = [line for line in done.stdout.splitlines() if line.startswith("knowledge/")]
    assert len(places) >= 2
    assert all("dans.yml, linje " in place for place in places)
    assert "Intet er udgivet" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert command.database.rows(tables.release) == command.database.rows(tables.live) == []


def test_faults_leave_the_release_that_was_live(command: Command) -> None:
    command.run()
    before = command.database.rows(tables.live)
    command.change("{Du} betaler", "Du betaler")
    assert command.run().returncode == 1
    assert command.database.rows(tables.live) == before
    assert len(command.database.rows(tables.release)) == 1
