"""Every sentence in both voices, as people have read it; made by `python -m bot.facts golden`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.facts.golden import texts, write
from bot.facts.load import Loaded, load
from tests.builders import an_eksempelby

GOLDEN = Path(__file__).parent / "golden"
MADE_AGAIN = "read the difference aloud, then: .venv/bin/python -m bot.facts golden"


def on_disk() -> dict[str, str]:
    return {
        path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(GOLDEN.rglob("*.txt"))
    }


def test_every_sentence_is_the_one_that_was_read(content: Loaded) -> None:
    made, known = texts(content), on_disk()
    assert set(made) == set(known), MADE_AGAIN
    changed = [name for name in made if made[name] != known[name]]
    assert changed == [], MADE_AGAIN


def test_every_fact_and_hard_word_is_there(content: Loaded) -> None:
    blocks = {
        block.strip().split("\n")[0].split(" (")[0]
        for text in on_disk().values()
        for block in text.split("\n\n")
    }
    assert {fact.key for fact in content.facts} - blocks == set()
    assert {word.word for word in content.hard_words} - blocks == set()


@pytest.fixture
def small(tmp_path: Path) -> Loaded:
    return load(an_eksempelby(tmp_path))


def test_a_sentence_on_a_person_stands_to_oneself_named_and_as_a_pronoun(small: Loaded) -> None:
    text = texts(small)["national/faelles.txt"]
    assert "  Klag senest 4 uger efter, at du fik svaret." in text
    assert "  Klag senest 4 uger efter, at din mor fik svaret." in text
    assert "  Klag senest 4 uger efter, at hun fik svaret." in text


def test_a_sentence_without_a_person_stands_once(small: Loaded) -> None:
    assert texts(small)["national/faelles.txt"].count("Loven har regler om kørsel.") == 1


def test_a_changed_sentence_changes_its_file_alone(small: Loaded) -> None:
    before = texts(small)
    changed = small.facts[0].copy(update={"say": "{Du} kan synge."})
    small.facts[0] = changed
    after = texts(small)
    differing = [name for name in before if before[name] != after[name]]
    assert differing == [f"{changed.municipality}/{changed.service}.txt"]


def test_what_is_no_longer_known_is_no_longer_written(small: Loaded, tmp_path: Path) -> None:
    folder = tmp_path / "golden"
    stale = folder / "naboby" / "dans.txt"
    stale.parent.mkdir(parents=True)
    stale.write_text("x", encoding="utf-8")
    written = write(folder, small)
    assert not stale.exists()
    assert {path.relative_to(folder).as_posix() for path in written} == set(texts(small))


def test_the_files_hold_no_mark_that_was_not_filled() -> None:
    marks = re.compile(r"[{}]")
    assert [name for name, text in on_disk().items() if marks.search(text)] == []
