"""Loads `knowledge/` into `Knowledge`; every fault is collected, none stops the reading."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import KnowledgeError
from bot.facts import carried, load_deadlines, reader
from bot.facts.catalogue import topics
from bot.facts.deadlines import Deadline
from bot.facts.load_screening import Screenings
from bot.facts.problems import Problem, nearest, problem
from bot.facts.reader import Document
from bot.facts.rows import ROW_FILES, row_as_fact
from bot.facts.types import (
    COMMON,
    NATIONAL,
    Edition,
    Event,
    Fact,
    HardWord,
    Helpline,
    Knowledge,
    Municipality,
    Service,
    ServiceFile,
    Silence,
)
from bot.outcomes import Validity


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
    screenings: Screenings = field(default_factory=Screenings)
    deadlines: list[Deadline] = field(default_factory=list)
    events: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    """file and line of each fact, in the order of `facts`"""
    documents: dict[str, Document] = field(default_factory=dict)
    faulty: set[tuple[str, str, str]] = field(default_factory=set)
    """municipality, service and name of facts that stand there, but with faults"""

    def placed(self) -> Iterator[tuple[Fact, str, int]]:
        """Every fact with its file and line."""
        for fact, (file, line) in zip(self.facts, self.places, strict=True):
            yield fact, file, line

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
            screen_questions=tuple(self.screenings.questions),
            screenings=tuple(self.screenings.municipalities),
            deadlines=tuple(self.deadlines),
            events=self.events,
        )


def load(root: Path) -> Loaded:
    """Reads everything below `knowledge/`."""
    loaded = Loaded()
    _national(root, loaded)
    for folder in sorted(path for path in (root / "municipalities").glob("*") if path.is_dir()):
        _municipality(folder, root, loaded)
    loaded.screenings.read(root, loaded.documents, loaded.problems)
    loaded.deadlines = load_deadlines.read(root, loaded.documents, loaded.problems)
    return loaded


def _open(path: Path, root: Path, loaded: Loaded) -> Document | None:
    document = reader.read(path, root, loaded.problems)
    if document is not None:
        loaded.documents[document.name] = document
        loaded.problems += carried.holes(document)
    return document


def _national(root: Path, loaded: Loaded) -> None:
    folder = root / "national"
    loaded.services += _rows(folder / "services.yml", "services", Service, root, loaded)
    events = _rows(folder / "events.yml", "events", Event, root, loaded)
    loaded.events = {event.id: event.say for event in events}
    loaded.editions += _rows(folder / "laws.yml", "laws", Edition, root, loaded, validity=Validity.CURRENT)
    loaded.hard_words += _rows(folder / "hard_words.yml", "words", HardWord, root, loaded)
    loaded.helplines += _rows(folder / "helplines.yml", "helplines", Helpline, root, loaded)
    if document := _open(folder / "facts.yml", root, loaded):
        _only(document, "facts", loaded)
        for at, name in _entries(document, ("facts",), loaded):
            for place in _listed(document, at):
                _fact(document, place, name, loaded, municipality=NATIONAL, service=COMMON)
    for name in ROW_FILES:
        _rows_as_facts(folder / f"{name}.yml", root, loaded)


def _rows_as_facts(path: Path, root: Path, loaded: Loaded) -> None:
    """The rows of a national file that become facts; the file may be left out."""
    document = _open(path, root, loaded) if path.exists() else None
    if document:
        _only(document, path.stem, loaded)
        for at in _listed(document, (path.stem,)):
            if fact := row_as_fact(document, at, path.stem, loaded.problems):
                _known_name(fact.name, document, at, loaded)
                loaded.places.append((document.name, document.line(*at)))
                loaded.facts.append(fact)


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
    loaded.editions += _rows(folder / "editions.yml", "editions", Edition, root, loaded)
    for path in sorted((folder / "services").glob("*.yml")):
        document = _open(path, root, loaded)
        _service_file(document, path.stem, folder.name, loaded)


def _service_file(document: Document | None, stem: str, municipality: str, loaded: Loaded) -> None:
    """Reads one file of facts; one that cannot be read still counts as there."""
    head = reader.build(ServiceFile, document, (), loaded.problems) if document else None
    settled = carried.settle(document, loaded.documents, loaded.problems)
    loaded.faulty |= {(municipality, stem, name) for name in settled.unsettled}
    if document:
        if head and head.service != stem:
            line = document.line("service")
            loaded.problems.append(
                problem("wrong_service", document.name, line, file_name=stem, service=head.service)
            )
        if document.data.get("facts") is not None:
            _service_facts(document, stem, municipality, loaded)
    loaded.silences.append(
        Silence(
            municipality=municipality,
            service=stem,
            names=(*((head and head.silent_on) or ()), *sorted(settled.silent)),
            partial=head.partial if head else True,
        )
    )


def _service_facts(document: Document, service: str, municipality: str, loaded: Loaded) -> None:
    for of_name, name in _entries(document, ("facts",), loaded):
        for at, edition in _entries(document, of_name, loaded):
            for place in _listed(document, at):
                _fact(
                    document, place, name, loaded, municipality=municipality, service=service, edition=edition
                )


def _rows(
    path: Path, top: str, model: type[reader.Model], root: Path, loaded: Loaded, **extra: object
) -> list[reader.Model]:
    """The rows of a file that maps ids to models under one top key."""
    document = _open(path, root, loaded)
    if document is None:
        return []
    _only(document, top, loaded)
    rows = (
        reader.build(model, document, at, loaded.problems, id=key, **extra)
        for at, key in _entries(document, (top,), loaded)
    )
    return [row for row in rows if row is not None]


def _only(document: Document, top: str, loaded: Loaded) -> None:
    for key in document.data.keys() - {top}:
        line = document.line(key)
        loaded.problems.append(problem("unknown_key", document.name, line, key=key, known=top))


def _entries(document: Document, at: reader.Path_, loaded: Loaded) -> Iterator[tuple[reader.Path_, str]]:
    """The keys at a place, each with its own place."""
    for key in reader.mapping(document, at, loaded.problems) or {}:
        yield (*at, key), key


def _listed(document: Document, at: reader.Path_) -> list[reader.Path_]:
    """The places of the entries to build at a place: of each in a list, or of the only one."""
    node = document.at(at)
    if isinstance(node, list):
        return [(*at, index) for index, entry in enumerate(node) if entry is not carried.SETTLED]
    return [] if node is carried.SETTLED else [at]


def _fact(document: Document, at: reader.Path_, name: str, loaded: Loaded, **address: str) -> None:
    _known_name(name, document, at, loaded)
    fact = reader.build(Fact, document, at, loaded.problems, name=name, **address)
    if fact is None:
        loaded.faulty.add((address["municipality"], address["service"], name))
    else:
        loaded.places.append((document.name, document.line(*at)))
        loaded.facts.append(fact)


def _known_name(name: str, document: Document, at: reader.Path_, loaded: Loaded) -> None:
    if name not in topics():
        near = nearest(name, topics())
        line = document.line(*at)
        loaded.problems.append(problem("unknown_name", document.name, line, name=name, near=near))
