"""Loads `knowledge/` into `Knowledge`; every fault is collected, none stops the reading."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot.errors import KnowledgeError
from bot.facts import reader
from bot.facts.catalogue import topics
from bot.facts.problems import Problem, problem
from bot.facts.reader import Document
from bot.facts.types import (
    COMMON,
    NATIONAL,
    UNKNOWN_DAY,
    Edition,
    Fact,
    HardWord,
    Helpline,
    Knowledge,
    Municipality,
    Service,
    Silence,
)
from bot.outcomes import Validity


Place = tuple[str | int, ...]
"""The keys that lead to something in a document."""


@dataclass
class Loaded:
    """What was read, where each fact stands, and what is wrong."""

    services: list[Service] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    municipalities: list[Municipality] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    hard_words: list[HardWord] = field(default_factory=list)
    helplines: list[Helpline] = field(default_factory=list)
    events: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    """fact key → file and line"""
    documents: dict[str, Document] = field(default_factory=dict)

    def knowledge(self) -> Knowledge:
        """The whole as frozen knowledge.

        Raises:
            KnowledgeError: with every fault, when there is any.
        """
        if self.problems:
            raise KnowledgeError("\n\n".join(str(item) for item in sorted(self.problems)))
        return Knowledge(
            services=tuple(self.services),
            editions=tuple(self.editions),
            municipalities=tuple(self.municipalities),
            facts=tuple(self.facts),
            silences=tuple(self.silences),
            hard_words=tuple(self.hard_words),
            helplines=tuple(self.helplines),
            events=self.events,
        )


def load(root: Path) -> Loaded:
    """Reads everything below `knowledge/`."""
    loaded = Loaded()
    _national(root, loaded)
    for folder in sorted((root / "municipalities").iterdir()):
        if folder.is_dir():
            _municipality(folder, root, loaded)
    return loaded


def _open(path: Path, root: Path, loaded: Loaded) -> Document | None:
    document = reader.read(path, root, loaded.problems)
    if document is not None:
        loaded.documents[document.name] = document
    return document


def _national(root: Path, loaded: Loaded) -> None:
    folder = root / "national"
    for _, service in _rows(folder / "services.yml", "services", Service, root, loaded):
        loaded.services.append(service)
    if document := _open(folder / "events.yml", root, loaded):
        loaded.events = {key: row["say"] for key, row in document.data.get("events", {}).items()}
    for _, law in _rows(folder / "laws.yml", "laws", Edition, root, loaded, validity=Validity.CURRENT):
        loaded.editions.append(law)
    loaded.hard_words += [row for _, row in _rows(folder / "hard_words.yml", "words", HardWord, root, loaded)]
    loaded.helplines += [
        row for _, row in _rows(folder / "helplines.yml", "helplines", Helpline, root, loaded)
    ]
    if document := _open(folder / "facts.yml", root, loaded):
        for at, name, extra in _entries(document, by_edition=False):
            _fact(document, at, name, loaded, municipality=NATIONAL, service=COMMON, **extra)


def _municipality(folder: Path, root: Path, loaded: Loaded) -> None:
    if document := _open(folder / "municipality.yml", root, loaded):
        found = document.data.pop("municipality", None)
        if found != folder.name:
            line = document.line("municipality")
            loaded.problems.append(
                problem("wrong_municipality", document.name, line, folder=folder.name, municipality=found)
            )
        town = reader.build(Municipality, document, (), loaded.problems, id=folder.name)
        if town:
            loaded.municipalities.append(town)
    for _, edition in _rows(folder / "editions.yml", "editions", Edition, root, loaded):
        loaded.editions.append(edition)
    for path in sorted((folder / "services").glob("*.yml")):
        if document := _open(path, root, loaded):
            _service_file(document, path.stem, folder.name, loaded)


def _service_file(document: Document, stem: str, municipality: str, loaded: Loaded) -> None:
    service = document.data.get("service")
    if service != stem:
        loaded.problems.append(
            problem("wrong_service", document.name, document.line("service"), file_name=stem, service=service)
        )
    allowed = ("service", "partial", "facts", "silent_on")
    for key in document.data:
        if key not in allowed:
            line = document.line(key)
            loaded.problems.append(
                problem("unknown_key", document.name, line, key=key, known=", ".join(allowed))
            )
    for at, name, extra in _entries(document, by_edition=True):
        _fact(document, at, name, loaded, municipality=municipality, service=stem, **extra)
    loaded.silences.append(
        Silence(
            municipality=municipality,
            service=stem,
            names=tuple(document.data.get("silent_on") or ()),
            partial=bool(document.data.get("partial", False)),
        )
    )


def _rows(
    path: Path, top: str, model: type[Any], root: Path, loaded: Loaded, **extra: object
) -> Iterator[tuple[str, Any]]:
    """The rows of a file that maps ids to models under one top key."""
    document = _open(path, root, loaded)
    if document is None:
        return
    for key in document.data.get(top) or {}:
        if row := reader.build(model, document, (top, key), loaded.problems, id=key, **extra):
            yield key, row


def _entries(document: Document, by_edition: bool) -> Iterator[tuple[Place, str, dict[str, str]]]:
    """Every entry under `facts`: its place, its name, and its edition."""
    for name, node in (document.data.get("facts") or {}).items():
        if not by_edition:
            yield from ((at, name, {}) for at in _listed(("facts", name), node))
            continue
        for edition, item in (node if isinstance(node, dict) else {}).items():
            yield from ((at, name, {"edition": edition}) for at in _listed(("facts", name, edition), item))


def _listed(at: Place, item: Any) -> list[Place]:
    """The places of one entry, or of each in a list of them."""
    return [(*at, n) for n in range(len(item))] if isinstance(item, list) else [at]


def _fact(document: Document, at: Place, name: str, loaded: Loaded, **address: str) -> None:
    if name not in topics():
        near = _nearest(name, list(topics()))
        loaded.problems.append(
            problem("unknown_name", document.name, document.line(*at), name=name, near=near)
        )
    fact = reader.build(Fact, document, at, loaded.problems, name=name, **address)
    if fact is None:
        return
    if fact.key in loaded.places and fact.first_day == UNKNOWN_DAY:
        loaded.problems.append(
            problem("duplicate_id", document.name, document.line(*at, "id"), id=fact.id, name=name)
        )
    loaded.places[fact.key] = (document.name, document.line(*at))
    loaded.facts.append(fact)


def _nearest(word: str, known: list[str]) -> str:
    return (get_close_matches(word, known, 1, 0.0) or ["?"])[0]
