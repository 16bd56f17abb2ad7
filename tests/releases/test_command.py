"""`make knowledge`: what it publishes, what it says, and that faults publish nothing."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.db import tables
from bot.releases import changes
from bot.releases.publish import make_live
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


def test_a_release_chosen_by_hand_stays_until_the_files_change(command: Command) -> None:
    command.run()
    (first,) = command.database.rows(tables.live)
    command.change("amount: 15", "amount: 16")
    command.run()
    with command.database.engine.begin() as connection:
        make_live(connection, first.release_id, changes.files_id(command.folder))
    for _ in range(2):
        done = command.run()
        assert done.returncode == 0
        assert f"Uændret: {first.release_id} er valgt i konsollen" in done.stdout
        assert command.database.rows(tables.live)[0].release_id == first.release_id
    command.change("amount: 16", "amount: 17")
    assert command.run().stdout.startswith("Udgivet: r")
    (now,) = command.database.rows(tables.live)
    assert now.release_id != first.release_id
    assert now.instead_of is None


def test_what_the_files_say_has_a_name_with_faults_and_without(folder: Path, tmp_path: Path) -> None:
    before = changes.files_id(folder)
    again = shutil.copytree(folder, tmp_path / "again")
    assert changes.files_id(again) == before
    (folder / DANSE).write_text("a: [", "utf-8")
    assert changes.files_id(folder) != before


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
