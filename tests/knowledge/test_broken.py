"""Every kind of defect is found, alone, at its line, with words that name it.

Each file of `broken/` is one defect. Its first lines say what it does to a copy of eksempelby:
    # replaces: the file that it takes the place of     (or `removes:`)
    # in: the file where the fault is told, if it is another
    # also: a kind of fault that follows from it and may come along
    # fault: code, line N, words of the message or its cure
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.facts.check import check
from bot.facts.load import load
from bot.facts.problems import codes
from tests.builders import an_eksempelby

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yml"))


@dataclass(frozen=True)
class Defect:
    """What a file breaks, and what must be said about it."""

    file: Path
    target: str
    removes: bool
    place: str
    also: str
    code: str
    line: int
    words: str

    def breaks(self, root: Path) -> None:
        """Does it to a folder."""
        if self.removes:
            (root / self.target).unlink()
        else:
            shutil.copyfile(self.file, root / self.target)


def defect(file: Path) -> Defect:
    """Reads the head of a file."""
    text = file.read_text(encoding="utf-8")
    found = re.findall(r"^# (replaces|removes|in|also|fault): (.+)$", text, re.MULTILINE)
    head: dict[str, str] = dict(found)
    target = head["replaces"] if "replaces" in head else head["removes"]
    code, line, words = head["fault"].split(", ", 2)
    number = int(line.removeprefix("line "))
    place = head.get("in", target)
    return Defect(file, target, "removes" in head, place, head.get("also", ""), code, number, words)


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_defect_is_told_once_with_its_place_and_its_words(file: Path, tmp_path: Path) -> None:
    root, broken = an_eksempelby(tmp_path), defect(file)
    broken.breaks(root)
    problems = [fault for fault in check(load(root)) if fault.code != broken.also]
    told = [(fault.code, fault.file, fault.line) for fault in problems]
    assert told == [(broken.code, f"knowledge/{broken.place}", broken.line)], problems
    assert broken.words in f"{problems[0].what} {problems[0].cure}"
    assert problems[0].cure
    assert not re.search(r"\{(\w*key|found|line)\}|type_error|value_error|not a valid", str(problems[0]))


def test_every_kind_of_fault_is_provoked() -> None:
    assert {defect(file).code for file in BROKEN} == set(codes())


def test_a_defect_lies_in_a_file_that_exists(tmp_path: Path) -> None:
    root = an_eksempelby(tmp_path)
    for file in BROKEN:
        assert (root / defect(file).target).exists(), file.name


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    root = an_eksempelby(tmp_path)
    several = [
        defect(file)
        for file in BROKEN
        if file.stem in {"bare_du", "helpline_without_quotes", "review_day_in_words"}
    ]
    for broken in several:
        broken.breaks(root)
    assert {fault.code for fault in check(load(root))} == {"bare_person", "wrong_type", "bad_day"}


def test_the_order_of_faults_does_not_change_from_run_to_run(tmp_path: Path) -> None:
    root = an_eksempelby(tmp_path)
    for broken in map(defect, BROKEN):
        if not broken.removes:
            broken.breaks(root)
    assert [str(fault) for fault in check(load(root))] == [str(fault) for fault in check(load(root))]
