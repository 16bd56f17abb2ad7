"""The rows of the national list, by the law and paragraph that they are about."""

import re
from collections.abc import Iterator, Mapping

from bot.facts.figures.pack import laws
from bot.facts.figures.sections import Section

NATIONAL_LIST = "national_liste"
_DASHES = re.compile("[–—]")


def rows(text: str, headings: Mapping[str, str]) -> dict[str, list[Section]]:
    """The list as sections of each law, and of the list itself for all that is no law.

    Args:
        text: the list, Markdown with a table of laws (law, paragraph, what it says).
        headings: our names of sections, and the heading in the list where each is found.
    """
    parts = _parts(text)
    found: dict[str, list[Section]] = {NATIONAL_LIST: [Section("", "", parts[""])]}
    merged: dict[tuple[str, str], Section] = {}
    for law, section in _of_laws(parts.get("Laws", "")):
        earlier = merged.get((law, section.name))
        body = f"{earlier.body}\n{section.body}" if earlier else section.body
        merged[law, section.name] = Section(section.name, section.heading, body)
    for (law, _), section in merged.items():
        found.setdefault(law, []).append(section)
    for name, heading in headings.items():
        body = parts.get(heading, "")
        named = list(laws().finditer(body)) if name.startswith("§") else []
        law = str(named[0].lastgroup) if named else NATIONAL_LIST
        found.setdefault(law, []).append(Section(name, heading, body))
    return found


def _parts(text: str) -> dict[str, str]:
    """What stands under each second heading; under nothing, what stands above the first."""
    pieces = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {"": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


def _of_laws(table: str) -> Iterator[tuple[str, Section]]:
    law, named = "", ""
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 3 or "§" not in cells[1]:
            continue
        named = cells[0] or named
        match = laws().search(named)
        law = str(match.lastgroup) if match else law
        name = _DASHES.sub("-", cells[1].partition(", since")[0])
        yield law, Section(name, named, f"{cells[1]} | {cells[2]}")
