"""The sheet of figures is whole, untouched by hand, without sentences, and made from the texts."""

from __future__ import annotations

import pytest

from bot.facts.figures.extract import extract
from bot.facts.figures.sheet import SHEET, load_sheet, stated_digests, written
from bot.facts.load import Loaded
from tests.knowledge.test_content import standards

SHEET_NOW = load_sheet()


@pytest.mark.parametrize("edition", sorted(SHEET_NOW))
def test_no_hand_has_changed_the_sheet(edition: str) -> None:
    assert SHEET_NOW[edition].digest == stated_digests()[edition]


def test_the_sheet_has_every_section_of_every_edition(content: Loaded) -> None:
    listed = {(edition.id, name) for edition in content.editions for name in edition.sections}
    there = {(edition, name) for edition, page in SHEET_NOW.items() for name in page.sections}
    assert listed - there == set()


def test_the_sheet_holds_figures_and_no_sentences() -> None:
    rows = [row for page in SHEET_NOW.values() for row in page.sections.values()]
    assert max(len(str(figure).split()) for row in rows for figure in row.figures) <= 8
    stems = [stem for row in rows for words in row.about.values() for stem in words]
    assert max(map(len, stems)) <= 7
    assert max(len(words) for row in rows for words in row.about.values()) <= 12


def test_the_sheet_is_what_the_texts_give(content: Loaded) -> None:
    folder = standards()
    if folder is None:
        assert SHEET_NOW, "without the texts the sheet stands alone"
        return
    sheet, lost = extract(folder, content.editions)
    assert lost == []
    assert written(sheet) == SHEET.read_text(encoding="utf-8")
