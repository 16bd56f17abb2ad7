"""How plain our sentences are beside the standards' own texts, service by service, as a page of Markdown."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean

from bot.facts.figures.sections import Layout, split
from bot.facts.figures.sheet import HEADINGS
from bot.facts.load import Loaded
from bot.facts.plain import MAX_LIX, MAX_LONG_WORDS, MAX_WORDS, file_texts, names_in
from bot.facts.types import NATIONAL, Edition, Fact
from bot.lang import lix
from bot.lang.lix import Readability
from bot.lang.read import read_yaml
from bot.lang.voice import Voice

COMMAND = ".venv/bin/python -m bot.facts lix ../shared/standards"
_PAGE = Path(__file__).with_name("readability.md")
_BREAK = re.compile(r"[ \t]*\n(?:[ \t\f]*\n)+|\n[ \t\f]*(?:[•\uf0b7▪–-]|o\s|\d+[.)])[ \t]*")


@dataclass(frozen=True)
class Row:
    """A service of an edition: our sentences, and the sections of the text that they come from."""

    edition: str
    service: str
    ours: Readability
    longest: int
    theirs: Readability
    bare: tuple[int, int]
    """LIX of both where names and explained terms count as any other word"""


def rows(loaded: Loaded, folder: Path) -> Iterator[Row]:
    """One row for each service of each edition whose text lies in the folder (`<edition>.txt`)."""
    names, groups = names_in(loaded), _groups(loaded)
    for edition in loaded.editions:
        sections = _sections(edition, folder)
        for service, facts in sorted(groups[edition.id].items() if sections else ()):
            ours = "\n".join(Voice().say(fact.sentence) for fact in facts)
            cited = dict.fromkeys(fact.section for fact in facts)
            theirs = "\n".join(flowing(sections[name]) for name in cited if name in sections)
            yield Row(
                edition.id,
                service,
                lix.measure(ours, names),
                max(len(sentence.split()) for sentence in lix.sentences(ours)),
                lix.measure(theirs, names),
                (lix.measure(ours).lix, lix.measure(theirs).lix),
            )


def page(loaded: Loaded, folder: Path, day: date) -> str:
    """The report: what is demanded, what was measured, on which day, by which command."""
    names = names_in(loaded)
    files = [lix.measure(text, names).lix for text in file_texts(loaded).values()]
    return _PAGE.read_text(encoding="utf-8").format(
        day=day.isoformat(),
        command=COMMAND,
        max_words=MAX_WORDS,
        max_long=MAX_LONG_WORDS,
        max_lix=MAX_LIX,
        files=len(files),
        highest=max(files),
        mean=f"{mean(files):.1f}",
        table="\n".join(map(_line, rows(loaded, folder))),
    )


def flowing(text: str) -> str:
    """A text from a page with its lines joined: a blank line or a bullet ends a sentence, a new line none."""
    return "\n".join(" ".join(part.split()) for part in _BREAK.split(text) if part.strip())


def _line(row: Row) -> str:
    ours, theirs = row.ours, row.theirs
    counts = (ours.words, ours.lix, row.bare[0], row.longest, theirs.words, theirs.lix, row.bare[1])
    cells = (row.edition, row.service, *counts)
    return f"| {' | '.join(map(str, cells))} |"


def _groups(loaded: Loaded) -> dict[str, dict[str, list[Fact]]]:
    groups: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in loaded.facts:
        if fact.municipality != NATIONAL:
            groups[fact.edition][fact.service].append(fact)
    return groups


def _sections(edition: Edition, folder: Path) -> dict[str, str]:
    """The sections of an edition as its text has them; empty where the text is not there."""
    path = folder / f"{edition.id}.txt"
    if not path.exists():
        return {}
    row = read_yaml(HEADINGS).get(edition.id, {})
    layout = Layout(row.get("headings", {}), tuple(row.get("drop", ())))
    found, _ = split(path.read_text(encoding="utf-8"), edition.sections, layout)
    return {section.name: section.body for section in found}
