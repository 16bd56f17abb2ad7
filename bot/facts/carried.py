"""What an editor writes in the place of a fact: a hole, "unchanged", "silent" (words in `carried.yml`).

Settled before facts are built: a fact that is unchanged becomes that of the edition before, what is silent
becomes a silence, and a hole is a fault, so that nothing half-filled is published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from bot.facts.problems import Problem, nearest, problem
from bot.facts.reader import Document, Path_
from bot.lang.read import read_yaml

SETTLED = object()
"""Stands in the data where no fact is to be built."""

_SHOWN = 12
"""So many holes of a file are listed; the rest are counted."""


@cache
def words() -> dict[str, Any]:
    """The words by what they mean."""
    return read_yaml(Path(__file__).with_suffix(".yml"))


def meaning(text: object) -> str | None:
    """`hole`, `unchanged` or `silent` for one of the words; None for anything else."""
    if not isinstance(text, str):
        return None
    bare = text.strip().rstrip(".").lower()
    for kind in ("unchanged", "silent"):
        if bare in words()[kind]:
            return kind
    return "hole" if words()["hole"] in text else None


def hole_lines(document: Document) -> dict[int, str]:
    """The lines where something is still to be filled in, with the name of what it is."""
    return {document.line(*at): _name(at) for at in _holes(document.marked, ())}


def _holes(node: Any, at: Path_) -> Iterator[Path_]:
    if isinstance(node, dict):
        for key, item in node.items():
            yield from _holes(item, (*at, key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _holes(item, (*at, index))
    elif meaning(node) == "hole":
        yield at


def _name(at: Path_) -> str:
    """A fact's own name; elsewhere the key."""
    keys = [str(key) for key in at if isinstance(key, str)]
    return keys[1] if keys[0] == "facts" and len(keys) > 1 else keys[-1]


def holes(document: Document) -> list[Problem]:
    """One fault for a file with holes, at the first of them."""
    found = hole_lines(document)
    if not found:
        return []
    listed = ", ".join(f"{line} ({name})" for line, name in list(found.items())[:_SHOWN])
    more = "" if len(found) <= _SHOWN else ", …"
    hole, first = words()["hole"], min(found)
    return [problem("hole", document.name, first, hole=hole, count=len(found), listed=listed + more)]


def successions(editions: Document | None) -> dict[str, str]:
    """Which edition each edition replaces, as it stands in a municipality's list."""
    named = {key: row.get("replaces") for key, row in _rows(editions).items()}
    return {key: old for key, old in named.items() if isinstance(old, str)}


def _rows(editions: Document | None) -> dict[str, dict[str, Any]]:
    rows = editions.data.get("editions") if editions else None
    return {key: row for key, row in rows.items() if isinstance(row, dict)} if isinstance(rows, dict) else {}


@dataclass
class Settled:
    """What the words of one file came to."""

    silent: set[str] = field(default_factory=set)
    """names on which the edition that answers says nothing"""
    unsettled: set[str] = field(default_factory=set)
    """names with a hole or a fault"""


def settle(document: Document | None, documents: Mapping[str, Document], problems: list[Problem]) -> Settled:
    """Puts the facts that the words stand for into the document's data.

    Args:
        document: a file of facts, if it could be read; its data are changed, its lines are not.
        documents: all files by name; the municipality's list of editions is among them.
        problems: where faults go.
    """
    if document is None:
        return Settled()
    editions = documents.get(f"{PurePosixPath(document.name).parent.parent}/editions.yml")
    settled, before = Settled(), successions(editions)
    sections = {key: row.get("sections") for key, row in _rows(editions).items()}
    facts = document.data.get("facts")
    for name, by_edition in facts.items() if isinstance(facts, dict) else ():
        if isinstance(by_edition, dict):
            _Name(document, name, by_edition, before, sections, problems, settled).settle()
    return settled


@dataclass
class _Name:
    """The facts of one name, by edition."""

    document: Document
    name: str
    editions: dict[str, Any]
    before: Mapping[str, str]
    sections: Mapping[str, Any]
    problems: list[Problem]
    settled: Settled
    done: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    """editions that are silent on the name"""

    def settle(self) -> None:
        for edition in self.editions:
            self._edition(edition)

    def _edition(self, edition: str) -> None:
        """Settles an edition once, and before it the one that it replaces."""
        if edition in self.done:
            return
        self.done.add(edition)
        old = self.before.get(edition, "")
        if old in self.editions:
            self._edition(old)
        node = self.editions[edition]
        if isinstance(node, list):
            was = [self._means(entry, old) for entry in node]
            self.editions[edition] = [self._entry(edition, old, n, entry) for n, entry in enumerate(node)]
        else:
            was = [self._means(node, old)]
            self.editions[edition] = self._entry(edition, old, None, node)
        if was and all(word == "silent" for word in was):
            self.gone.add(edition)
            if edition not in self.before.values():
                self.settled.silent.add(self.name)

    def _means(self, entry: Any, old: str) -> str | None:
        """The word that stands for a fact; what was silent and is unchanged is silent."""
        word = _word(entry)
        return "silent" if word == "unchanged" and old in self.gone else word

    def _entry(self, edition: str, old: str, index: int | None, entry: Any) -> Any:
        word = self._means(entry, old)
        if word == "unchanged":
            return self._unchanged(edition, old, index, entry)
        if word == "hole":
            self.settled.unsettled.add(self.name)
        elif isinstance(entry, str) and word is None:
            known = ", ".join([words()["unchanged"][0], words()["silent"][0]])
            self._fault("unknown_word", edition, index, word=entry, known=known)
        elif word is None:
            return entry
        return SETTLED

    def _unchanged(self, edition: str, old: str, index: int | None, entry: Any) -> Any:
        """The fact of the edition before, with what was written beside the word in its place."""
        given = {} if isinstance(entry, str) else {key: entry[key] for key in entry if key != "say"}
        node = self.editions.get(old)
        there = [item for item in (node if isinstance(node, list) else [node]) if isinstance(item, dict)]
        same = [item for item in there if item.get("id", "") == given.get("id", "")]
        if len(same) == 1:
            return self._kept(edition, index, {**same[0], **given})
        if self.name not in self.settled.unsettled:
            ids = ", ".join(str(item.get("id", "")) for item in there if item.get("id"))
            code = "unchanged_one_of_several" if ids else "unchanged_without_old"
            self._fault(code, edition, index, name=self.name, old=old or "?", ids=ids)
        return SETTLED

    def _kept(self, edition: str, index: int | None, fact: dict[str, Any]) -> Any:
        """The fact as the new edition's, if the section is there too."""
        section, known = fact.get("section"), self.sections.get(edition)
        if isinstance(known, list) and section not in known:
            near = nearest(section, [str(item) for item in known])
            self._fault("section_gone", edition, index, section=section, edition=edition, near=near)
            return SETTLED
        return {key: item for key, item in fact.items() if key != "show_with_current"}

    def _fault(self, code: str, at_edition: str, index: int | None, **details: object) -> None:
        at: Path_ = ("facts", self.name, at_edition, *(() if index is None else (index,)))
        self.problems.append(problem(code, self.document.name, self.document.line(*at), **details))
        self.settled.unsettled.add(self.name)


def _word(entry: Any) -> str | None:
    """The word that stands for a fact, alone or as its sentence."""
    return meaning(entry.get("say") if isinstance(entry, dict) else entry)
