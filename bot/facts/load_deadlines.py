"""Reads `deadlines.yml` of the country and of each municipality, and finds what nobody knows of it."""

from pathlib import Path

from bot.facts import reader
from bot.facts.deadlines import Deadline
from bot.facts.problems import Problem, nearest, problem
from bot.facts.reader import Document
from bot.facts.types import Fact

FILE, TOP = "deadlines.yml", "deadlines"


def read(root: Path, documents: dict[str, Document], problems: list[Problem]) -> list[Deadline]:
    """The deadlines of the country and of each municipality; any of the files may be left out."""
    found: list[Deadline] = []
    for path in (root / "national" / FILE, *sorted(root.glob(f"municipalities/*/{FILE}"))):
        if not path.exists() or not (document := reader.read(path, root, problems)):
            continue
        documents[document.name] = document
        for key in reader.mapping(document, (TOP,), problems) or {}:
            row = reader.build(Deadline, document, (TOP, key), problems, id=key)
            found += [row] if row else []
    return found


def strays(documents: dict[str, Document], facts: list[Fact], events: list[str] | None) -> list[Problem]:
    """A fault for every fact or event that a deadline names and nobody knows."""
    known, found = sorted({fact.address for fact in facts}), []
    for document in documents.values():
        rows = document.data.get(TOP) if document.name.endswith(f"/{FILE}") else None
        for key, row in rows.items() if isinstance(rows, dict) else ():
            for field, named in _named(row):
                line = document.line(TOP, key, field)
                if field == "counts_from" and named not in (events or [named]):
                    listed = ", ".join(events or [])
                    found.append(problem("unknown_event", document.name, line, event=named, known=listed))
                elif field != "counts_from" and named not in known:
                    near = nearest(named, known)
                    found.append(problem("unknown_fact", document.name, line, fact=named, near=near))
    return found


def _named(row: object) -> list[tuple[str, str]]:
    if not isinstance(row, dict):
        return []
    facts = row.get("facts")
    named = [("facts", item) for item in facts] if isinstance(facts, list) else []
    named += [(field, row[field]) for field in ("passed", "counts_from") if row.get(field)]
    return [(field, item) for field, item in named if isinstance(item, str)]
