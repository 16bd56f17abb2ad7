"""Makes the sheet of figures from the standards' own texts."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.facts.figures.about import about
from bot.facts.figures.national import rows
from bot.facts.figures.paragraphs import Homes, tidy
from bot.facts.figures.parse import deadlines, parse
from bot.facts.figures.sections import Layout, Section, split
from bot.facts.figures.sheet import HEADINGS, Page, Row, Sheet, fingerprint
from bot.facts.types import Edition
from bot.lang.read import read_yaml

NATIONAL_TEXT = "national.md"
_PARAGRAPHS = re.compile(r"\d+(?: [a-z]\b)?")


def extract(folder: Path, editions: Sequence[Edition]) -> tuple[Sheet, list[tuple[str, str]]]:
    """The sheet, and the sections (edition, name) that stand in no text.

    Args:
        folder: the texts, `<edition>.txt` each, and the national list.
        editions: standards and laws with the names of their sections.
    """
    layouts = {key: _layout(row) for key, row in read_yaml(HEADINGS).items()}
    national = (folder / NATIONAL_TEXT).read_text(encoding="utf-8")
    of_laws = rows(national, layouts["national"].headings)
    homes = _homes(of_laws)
    sheet = {law: _page(national, sections, "en", homes) for law, sections in of_laws.items()}
    missing: list[tuple[str, str]] = []
    for edition in editions:
        path = folder / f"{edition.id}.txt"
        if path.exists():
            text = path.read_text(encoding="utf-8")
            sections, lost = split(text, edition.sections, layouts.get(edition.id, Layout({}, ())))
            sheet[edition.id] = _page(text, sections, "da", homes)
        else:
            there = sheet[edition.id].sections if edition.id in sheet else {}
            lost = [name for name in edition.sections if name not in there]
        missing += [(edition.id, name) for name in lost]
    return sheet, missing


def _layout(row: Mapping[str, Mapping[str, str]]) -> Layout:
    return Layout(row.get("headings", {}), tuple(row.get("drop", ())))


def _homes(of_laws: Mapping[str, Sequence[Section]]) -> Homes:
    """The laws of the national list that have a paragraph of each number."""
    homes: dict[str, set[str]] = {}
    for law, sections in of_laws.items():
        for section in sections:
            if section.name.startswith("§"):
                number = _PARAGRAPHS.search(section.name)
                homes.setdefault(tidy(number.group()) if number else "", set()).add(law)
    return homes


def _page(text: str, sections: Sequence[Section], language: str, homes: Homes) -> Page:
    found = {
        section.name: Row(
            words=len(re.findall(r"\w+", section.body)),
            figures=(
                *parse(section.body, language, homes, section.heading),
                *deadlines(_lines(section), language),
            ),
            about=about(_lines(section), homes),
        )
        for section in sections
    }
    return Page(fingerprint(text), found)


def _lines(section: Section) -> str:
    """Heading and body, each line without the spaces around it."""
    return "\n".join(" ".join(line.split()) for line in f"{section.heading}\n{section.body}".split("\n"))
