"""Finds each section of an edition in the edition's own text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TAIL = r"[ \t]*[:.]?[ \t]*$"


@dataclass(frozen=True)
class Section:
    """A section: the heading or row label as the text writes it, and what stands under it."""

    name: str
    heading: str
    body: str


@dataclass(frozen=True)
class Layout:
    """How a text differs from the names of its sections.

    `headings` gives the words in the text where the name is ours; `drop` are patterns of lines that
    belong to the page, not to a section.
    """

    headings: Mapping[str, str]
    drop: Sequence[str]


def split(text: str, names: Sequence[str], layout: Layout) -> tuple[list[Section], list[str]]:
    """The sections that were found, and the names of those that were not."""
    for pattern in layout.drop:
        text = re.sub(pattern, "", text, flags=re.MULTILINE)
    spans, missing = _places(text, names, layout)
    borders = sorted({start for start, _ in spans.values()})
    found = []
    for name in names:
        if name in spans:
            start, end = spans[name]
            until = next((border for border in borders if border > start), len(text))
            found.append(Section(name, " ".join(text[start:end].split()), text[end:until]))
    return found, missing


def _places(text: str, names: Sequence[str], layout: Layout) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Where each heading stands; groups that are no section of their own are borders too."""
    spans: dict[str, tuple[int, int]] = {}
    missing: list[str] = []
    at, before = 0, ""
    for name in names:
        group, colon, label = name.partition(": ")
        new_group, before = colon and group != before, group
        if new_group:
            place = _find(text, layout.headings.get(group, group), at, row=False)
            if place is None:
                missing.append(name)
                continue
            spans[f"{group}: "] = place
            at = place[1]
        place = _find(text, layout.headings.get(name, label or name), at, row=bool(colon))
        if place is None:
            missing.append(name)
            continue
        spans[name] = place
        at = at if name in layout.headings else place[1]
    return spans, missing


def _find(text: str, heading: str, at: int, *, row: bool) -> tuple[int, int] | None:
    """The heading alone on its line or lines; a row's label may have the row's text beside it."""
    words = r"\s+".join(re.escape(word) for word in heading.split())
    tails = [_TAIL, r"(?=\s)"] if row else [_TAIL]
    flags = re.IGNORECASE | re.MULTILINE
    places = [re.compile(rf"^[ \t\f]*({words}){tail}", flags).search(text, at) for tail in tails]
    spans = [place.span(1) for place in places if place]
    return min(spans) if spans else None
