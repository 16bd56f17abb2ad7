"""Plain Danish: each bound is held, on facts, doubts and explanations; and the report tells the truth."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from statistics import mean

import pytest

from bot.facts.load import Loaded, load
from bot.facts.plain import MAX_LIX, MAX_LONG_WORDS, MAX_WORDS, file_texts, names_in, readability, sentences
from bot.facts.readability import COMMAND, Row, flowing, page, rows
from bot.facts.types import NATIONAL
from bot.lang import lix
from bot.settings import ROOT
from tests.builders import an_eksempelby
from tests.knowledge.test_content import standards

MEAN = 34
ENOUGH = 100
"""Words from which LIX says something."""
EASY = "Det er en god vej at gå. "
LONG_WORD = "opmærksomhedsområde"


@pytest.fixture
def small(tmp_path: Path) -> Loaded:
    return load(an_eksempelby(tmp_path))


def saying(small: Loaded, text: str, **more: str) -> Loaded:
    """The small content with a first fact that says this."""
    small.facts[0] = small.facts[0].copy(update={"say": text, **more})
    return small


def codes(small: Loaded) -> list[str]:
    return [fault.code for fault in sentences(small)]


def mean_lix(content: Loaded) -> float:
    names = names_in(content)
    return mean(lix.measure(text, names).lix for text in file_texts(content).values())


@pytest.mark.parametrize(("words", "faults"), [(MAX_WORDS, []), (MAX_WORDS + 1, ["long_sentence"])])
def test_a_sentence_may_have_so_many_words_and_not_one_more(
    words: int, faults: list[str], small: Loaded
) -> None:
    assert codes(saying(small, " ".join(["Ja", *["er"] * (words - 1)]) + ".")) == faults


@pytest.mark.parametrize(
    ("long", "faults"), [(MAX_LONG_WORDS, []), (MAX_LONG_WORDS + 1, ["many_long_words"])]
)
def test_a_sentence_may_have_so_many_long_words_and_not_one_more(
    long: int, faults: list[str], small: Loaded
) -> None:
    assert codes(saying(small, f"Her er {' og '.join([LONG_WORD] * long)}.")) == faults


def test_a_doubt_is_held_to_the_same(small: Loaded) -> None:
    doubt = " ".join(["Ja", *["er"] * MAX_WORDS]) + "."
    assert codes(saying(small, "Det er godt.", doubt=doubt)) == ["long_sentence"]


def test_a_name_is_no_long_word(small: Loaded) -> None:
    name = small.municipalities[0].name.split()[0]
    assert len(name) >= lix.LONG
    assert codes(saying(small, f"I {' og '.join([name] * 5)}.")) == []


def test_a_file_may_not_be_hard_to_read(small: Loaded) -> None:
    hard = f"Her er {' og '.join([LONG_WORD] * 3)}. " * 30
    assert readability(saying(small, EASY * 30)) == []
    assert [fault.code for fault in readability(saying(small, hard))] == ["lix_high"]


def test_the_files_are_easy_on_the_whole_and_the_mean_would_tell(content: Loaded, small: Loaded) -> None:
    assert mean_lix(content) <= MEAN
    hard = [fact.copy(update={"say": f"Her er {LONG_WORD}."}) for fact in small.facts]
    small.facts = hard
    assert mean_lix(small) > MEAN


# --- the report ------------------------------------------------------------------------------------


def test_a_page_that_breaks_a_sentence_over_lines_is_read_as_one_sentence() -> None:
    text = "Træningen foregår\nhjemme hos dig.\n\nDet er:\n• gang\n• balance\n"
    assert lix.sentences(flowing(text)) == ["Træningen foregår hjemme hos dig", "Det er", "gang", "balance"]


@pytest.fixture(scope="module")
def measured(content: Loaded) -> list[Row]:
    folder = standards()
    if folder is None:
        pytest.skip("the standards are not on this machine")
    return list(rows(content, folder))


def test_every_service_of_every_standard_is_measured(measured: list[Row], content: Loaded) -> None:
    known = {(fact.edition, fact.service) for fact in content.facts if fact.municipality != NATIONAL}
    assert {(row.edition, row.service) for row in measured} == known
    assert all(row.theirs.words > 0 for row in measured)


def test_our_sentences_are_within_their_bounds_and_easier_than_the_text(measured: list[Row]) -> None:
    for row in measured:
        assert row.ours.lix <= MAX_LIX, row
        assert row.bare[0] < row.bare[1], row
        assert row.longest <= MAX_WORDS, row
        if row.ours.words >= ENOUGH:
            assert row.ours.lix < row.theirs.lix, row


def test_the_report_that_is_kept_names_its_day_and_its_command(content: Loaded) -> None:
    kept = (ROOT / "docs" / "plain-danish.md").read_text(encoding="utf-8")
    assert COMMAND in kept
    assert date.fromisoformat(kept.partition("Measured ")[2][:10])
    folder = standards()
    if folder is not None:
        made = page(content, folder, date(2026, 11, 22))
        assert made.splitlines()[0] == kept.splitlines()[0]
        assert {line.rsplit("|", 8)[0] for line in made.splitlines() if line.startswith("| ")} == {
            line.rsplit("|", 8)[0] for line in kept.splitlines() if line.startswith("| ")
        }
