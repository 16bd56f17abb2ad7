"""The figures of every text, section by section: made from the texts, committed without them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.facts.figures.figure import Figure, read
from bot.facts.figures.pack import words
from bot.lang.read import read_yaml
from bot.settings import ROOT

SHEET = ROOT / "tests" / "knowledge" / "figures.yml"
HEADINGS = ROOT / "tests" / "knowledge" / "headings.yml"


@dataclass(frozen=True)
class Row:
    """A section of a text: how many words it has, its figures, what its paragraphs are about."""

    words: int
    figures: tuple[Figure, ...]
    about: Mapping[Figure, tuple[str, ...]] = field(default_factory=dict)

    def plain(self) -> list[object]:
        """The row as JSON writes it."""
        about = {str(figure): stems for figure, stems in self.about.items()}
        return [self.words, [str(figure) for figure in self.figures], about]


@dataclass(frozen=True)
class Page:
    """An edition: the fingerprint of its text, and its sections by name."""

    text: str
    sections: Mapping[str, Row]

    @property
    def digest(self) -> str:
        """The fingerprint of the figures themselves."""
        plain = {name: row.plain() for name, row in self.sections.items()}
        return fingerprint(json.dumps(plain, ensure_ascii=False, sort_keys=True))


Sheet = Mapping[str, Page]
"""The pages by edition."""


def fingerprint(text: str) -> str:
    """Sixteen hexadecimal digits that change with the text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def written(sheet: Sheet) -> str:
    """The sheet as YAML."""
    lines = [words()["sheet"] + "editions:"]
    for edition, page in sorted(sheet.items()):
        lines += [
            f"  {edition}:",
            f'    text: "{page.text}"',
            f'    digest: "{page.digest}"',
            "    sections:",
        ]
        for name, row in page.sections.items():
            lines.append(f"      {_quoted(name)}:")
            lines.append(f"        words: {row.words}")
            if row.figures:
                lines.append("        figures:")
                lines += [f"          - {_quoted(str(figure))}" for figure in row.figures]
            if row.about:
                lines.append("        about:")
                lines += [
                    f"          {_quoted(str(figure))}: [{', '.join(stems)}]"
                    for figure, stems in row.about.items()
                ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def load_sheet(path: Path = SHEET) -> Sheet:
    """The committed sheet."""
    return {edition: _page(rows) for edition, rows in read_yaml(path)["editions"].items()}


def stated_digests(path: Path = SHEET) -> dict[str, str]:
    """The fingerprints that the sheet itself states, to tell whether a hand has changed it."""
    return {edition: str(rows["digest"]) for edition, rows in read_yaml(path)["editions"].items()}


def _page(rows: Mapping[str, Any]) -> Page:
    sections = {
        name: Row(
            words=row["words"],
            figures=tuple(read(text) for text in row.get("figures", ())),
            about={read(text): tuple(stems) for text, stems in row.get("about", {}).items()},
        )
        for name, row in rows["sections"].items()
    }
    return Page(rows["text"], sections)
