"""Fills in a new municipality as a caseworker does who follows "Tilføj en kommune på en time".

Takes the examples out of their comments, names a section, and writes "tavs" where the standard says nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

SECTION = "Standarden: Alt"
_BLOCK = re.compile(
    r"^  (?P<name>\w+):.*\n    (?P<edition>[\w-]+): UDFYLD\n(?P<example>(?:    #   .*\n)+)", re.MULTILINE
)


def fill(folder: Path, silent: frozenset[str] = frozenset()) -> None:
    """Fills every file below a municipality's folder; the names in `silent` are said to be so."""
    _replace(
        folder / "municipality.yml",
        {
            "who: UDFYLD": "who: Visitationen",
            "say: UDFYLD": 'say: "Ring til Visitationen på {phone}."',
            '  # phone: "12345678"': '  phone: "12345678"',
        },
    )
    _replace(
        folder / "editions.yml",
        {
            "title: UDFYLD": "title: Kvalitetsstandard for træning",
            "edition: UDFYLD": "edition: udgave fra 2026",
            "in_text: UDFYLD": "in_text: standarden fra 2026",
            "first_day: UDFYLD": "first_day: ukendt",
            "validity: UDFYLD": "validity: current",
            "review_by: UDFYLD": 'review_by: "2027-06-01"',
            "- UDFYLD": f'- "{SECTION}"',
        },
    )
    for path in (folder / "services").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(_BLOCK.sub(lambda block: _filled(block, silent), text), encoding="utf-8")


def _filled(block: re.Match[str], silent: frozenset[str]) -> str:
    if block["name"] in silent:
        return block.group().replace("UDFYLD", "tavs")
    example = re.sub(r"^    #   ", "      ", block["example"], flags=re.MULTILINE)
    example = re.sub(r"section: .*", f'section: "{SECTION}"', example)
    return f"  {block['name']}:\n    {block['edition']}:\n{example}"


def _replace(path: Path, words: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in words.items():
        assert old in text, f"{path.name}: {old}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
