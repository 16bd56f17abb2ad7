"""Finds the figures and rows of the texts that no fact covers, and that nobody left out on purpose."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from bot.facts.figures.figure import Figure, read
from bot.facts.figures.sheet import Page, Row
from bot.facts.problems import Problem
from bot.facts.told import fault, said
from bot.lang.read import read_yaml
from bot.settings import ROOT

SHEET_NAME, LEFT_OUT_NAME = "tests/knowledge/figures.yml", "tests/knowledge/left_out.yml"
LEFT_OUT = ROOT / LEFT_OUT_NAME
MOST_LEFT_OUT = 5
"""So many percent of the sections of an edition may be left out."""

_WORDS_ALONE = {"law", "payer", "after", "deadline", "digital_post"}
"""Kinds that are traced, but need not be covered: they are words, not figures."""

_ANYWHERE_COVERS = {"paragraph", "year", "web"}
"""Kinds that a text repeats as mere references: a fact of the edition covers every mention, except the
paragraphs of a section from which a fact tells a paragraph."""


class LeftOut(NamedTuple):
    """What is left out on purpose: a figure of a section, or without one the whole section."""

    edition: str
    section: str
    figure: Figure | None


@dataclass
class Covered:
    """What the facts of one edition cover: the sections they cite, and the figures they tell from each."""

    sections: set[str] = field(default_factory=set)
    here: dict[str, set[Figure]] = field(default_factory=dict)
    anywhere: set[Figure] = field(default_factory=set)

    def add(self, section: str, figures: Collection[Figure]) -> None:
        """A fact cites this section and tells these of its figures."""
        self.sections.add(section)
        self.here.setdefault(section, set()).update(figures)
        self.anywhere.update(figures)


def uncovered(edition: str, page: Page, covered: Covered, left_out: Collection[LeftOut]) -> Iterator[Problem]:
    """A fault for each figure and row that is missing, and for what is left out wrongly."""
    out = {(item.section, item.figure) for item in left_out if item.edition == edition}
    missing = [
        (section, figure)
        for section, row in page.sections.items()
        for figure in _missing(section, row, covered)
    ]
    for section, figure in missing:
        if (section, figure) not in out and (section, None) not in out:
            details = {"section": section, "edition": edition, "figure": said(figure)}
            code = "figure_left" if figure else "row_left"
            yield fault(code, SHEET_NAME, 0, words=page.sections[section].words, **details)
    for section, figure in sorted(out.difference(missing), key=str):
        details = {"section": section, "edition": edition, "figure": said(figure)}
        yield fault("left_out_in_vain", LEFT_OUT_NAME, 0, **details)
    yield from _too_much(edition, page, out)


def _missing(section: str, row: Row, covered: Covered) -> list[Figure | None]:
    """What no fact covers of a section: None for the whole of it."""
    if section not in covered.sections:
        return [None] if row.words else []
    here = covered.here[section]
    elsewhere = _ANYWHERE_COVERS - {figure.kind for figure in here if figure.kind == "paragraph"}
    return [
        figure
        for figure in row.figures
        if figure.kind not in _WORDS_ALONE
        and not _mentioned(figure, here)
        and not (figure.kind in elsewhere and _mentioned(figure, covered.anywhere))
    ]


def _mentioned(figure: Figure, known: Collection[Figure]) -> bool:
    """A fact has it; a paragraph named as a whole is covered by its parts."""
    if figure in known or figure.kind != "paragraph":
        return figure in known
    part = f"{figure.value},"
    return any(other.unit == figure.unit and other.value.startswith(part) for other in known)


def _too_much(edition: str, page: Page, out: Collection[tuple[str, Figure | None]]) -> Iterator[Problem]:
    rows = [section for section, row in page.sections.items() if row.words]
    whole = [section for section, figure in out if figure is None]
    if len(whole) * 100 > MOST_LEFT_OUT * len(rows):
        counts = {"count": len(whole), "rows": len(rows), "limit": MOST_LEFT_OUT}
        yield fault("too_much_left_out", LEFT_OUT_NAME, edition=edition, **counts)


def read_left_out(path: Path = LEFT_OUT) -> list[LeftOut]:
    """The list of what is left out on purpose; each row has its reason in Danish."""
    rows: Sequence[Mapping[str, Any]] = read_yaml(path)["left_out"] or ()
    return [LeftOut(row["edition"], row["section"], figure) for row in rows for figure in _figures_of(row)]


def _figures_of(row: Mapping[str, Any]) -> Sequence[Figure | None]:
    return [read(text) for text in row["figures"]] if "figures" in row else [None]
