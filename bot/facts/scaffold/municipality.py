"""A new municipality: its folder, with a hole for everything that its standard may say."""

import json
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.facts.carried import hole_lines
from bot.facts.catalogue import Topic, expected_for, topics
from bot.facts.load import load
from bot.facts.reader import read
from bot.facts.scaffold.naming import Named, named
from bot.facts.scaffold.words import Refused, marks, report, texts
from bot.facts.types import COMMON, Service
from bot.lang.read import read_yaml

_HERE = Path(__file__).parent


@cache
def templates() -> Environment:
    """The files to lay out."""
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )


@cache
def examples() -> dict[str, dict[str, Any]]:
    """An invented fact for every name of the catalogue."""
    return read_yaml(_HERE / "examples.yml")


def new_municipality(root: Path, name: str, services: list[str], edition: str, year: int) -> str:
    """Lays out `municipalities/<id>/`; says what was done and what comes next.

    Args:
        root: the folder `knowledge/`.
        name: the municipality's name as people write it.
        services: ids of the services that its standard has; none means the usual two.
        edition: the end of the edition's id, such as 2026; empty for one without a year.
        year: this year, for the examples.

    Raises:
        Refused: when the name cannot be used or is taken, or a service is unknown.
    """
    town, known = named(name), {service.id: service for service in load(root).services}
    folder = root / "municipalities" / town.id
    if folder.exists():
        raise Refused("town_taken", id=town.id, folder=_shown(folder, root), year=year)
    wanted = services or texts()["service_words"]
    if odd := [service for service in wanted if service not in known]:
        raise Refused("unknown_services", odd=", ".join(odd), known=", ".join(known))
    edition_id = f"{town.id}-{(edition or texts()['edition_suffix']).removeprefix(f'{town.id}-')}"
    files = _files(town, [known[service] for service in wanted], edition_id, year)
    _write(folder, files, root)
    return report(
        "municipality",
        [f"{_shown(folder, root)}/{file}" for file in files],
        name=town.name,
        folder=_shown(folder, root),
        holes=sum(_holes(folder / file, root) for file in files),
    )


def _shown(path: Path, root: Path) -> str:
    return (Path("knowledge") / path.relative_to(root)).as_posix()


def _holes(path: Path, root: Path) -> int:
    document = read(path, root, [])
    return len(hole_lines(document)) if document else 0


@dataclass(frozen=True)
class Example:
    """A name to fill in, with an invented fact under it."""

    name: str
    label: str
    about: str
    example: list[str]


def _example(topic: Topic) -> Example:
    row = examples()[topic.name]
    lines = [f"value: {row['value']}"] if "value" in row else []
    lines += [f"say: {_quoted(row['say'])}", f"section: {_quoted(texts()['section_example'])}"]
    lines += [f"reply: {row['reply']}"] if "reply" in row else []
    return Example(topic.name, topic.label, topic.about, lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _files(town: Named, services: list[Service], edition: str, year: int) -> dict[str, str]:
    """Every file by its path below the municipality's folder."""
    words = f"[{', '.join(town.words)}]"
    same = {"id": town.id, "name": town.name, "short": town.short, "possessive": town.possessive}
    about: dict[str, Any] = {**marks(), **same, "words": words, "edition": edition, "year": year}
    ids = [service.id for service in services]
    about |= {"services": ids, "defaults": [service.id for service in services if _usual(service)] or ids[:1]}
    files = {
        "municipality.yml": _render("municipality.yml.j2", about),
        "editions.yml": editions_file(about),
        f"services/{COMMON}.yml": _service_file(COMMON, texts()["common_file"], services, about),
    }
    for service in services:
        files[f"services/{service.id}.yml"] = _service_file(service.id, service.label, [service], about)
    return files


def _usual(service: Service) -> bool:
    return service.id in texts()["service_words"]


def editions_file(about: dict[str, Any]) -> str:
    """The list of editions with its first."""
    return _render("editions.yml.j2", {**about, "old": "", "sections": []})


def edition_rows(about: dict[str, Any], old: str, sections: list[str]) -> str:
    """One more edition for the list, with the sections of the one that it replaces."""
    return _render("edition.j2", {**about, "old": old, "sections": [_quoted(name) for name in sections]})


def _service_file(id_: str, label: str, services: list[Service], about: dict[str, Any]) -> str:
    """The names expected for these kinds of service: those shared in the common file, else the others."""
    common, expected = id_ == COMMON, {name for service in services for name in expected_for(service.kind)}
    mine = [topic for topic in topics().values() if _belongs(topic.name, common)]
    return _render(
        "service.yml.j2",
        {
            **about,
            "service": id_,
            "label": label,
            "common": common,
            "facts": [_example(topic) for topic in mine if topic.name in expected],
            "more": [_example(topic) for topic in mine if not topic.expected],
        },
    )


def _belongs(name: str, common: bool) -> bool:
    row = examples()[name]
    return bool(row.get("common")) is common and not row.get("national")


def _render(template: str, about: dict[str, Any]) -> str:
    return templates().get_template(template).render(**about)


def _write(folder: Path, files: dict[str, str], root: Path) -> None:
    """All files or none: they come into being under another name."""
    making = Path(tempfile.mkdtemp(prefix=".", dir=root))
    try:
        for file, text in files.items():
            path = making / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        making.chmod(0o755)
        folder.parent.mkdir(exist_ok=True)
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
