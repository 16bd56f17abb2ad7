"""A new edition: every fact of the one that answers gets a hole beside it; nothing old is changed."""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.facts.carried import hole_lines
from bot.facts.check import check
from bot.facts.load import Loaded, load
from bot.facts.reader import Document, read
from bot.facts.scaffold.municipality import edition_rows
from bot.facts.scaffold.words import Refused, marks, report, texts
from bot.facts.types import Fact
from bot.lang.voice import Voice
from bot.outcomes import Validity

Insertions = list[tuple[int, list[str]]]
"""Lines to put in, each before a 0-based line of the file."""


def new_edition(root: Path, town: str, id_: str, old: str, year: int) -> str:
    """Lays out an edition in the files of a municipality; says what was done and what comes next.

    Args:
        root: the folder `knowledge/`.
        town: the municipality's id.
        id_: the new edition's id.
        old: the edition that it replaces; empty for the one that answers.
        year: this year, for the examples.

    Raises:
        Refused: when something is unknown, taken or faulty; then nothing is changed.
    """
    loaded = load(root)
    _may(loaded, root, town, id_, year)
    folder = root / "municipalities" / town
    listed = _document(folder / "editions.yml", root)
    before = _old(listed, town, old)
    _in_order(loaded, town)
    facts = _facts(loaded, town, before)
    texts_of = {folder / "editions.yml": _list(listed, town, loaded, id_, before, year, folder)}
    for path in sorted((folder / "services").glob("*.yml")):
        document = _document(path, root)
        holes = _holes(document, facts[path.stem], id_, before)
        if holes:
            texts_of[path] = _inserted(path, holes)
    for path, text in texts_of.items():
        _same(path, text, id_, before)
    for path, text in texts_of.items():
        making = path.with_name(f".{path.name}")
        making.write_text(text, encoding="utf-8")
        making.replace(path)
    return report(
        "edition",
        [_document(path, root).name for path in texts_of],
        id=id_,
        old=before,
        holes=sum(len(hole_lines(_document(path, root))) for path in texts_of),
    )


def _may(loaded: Loaded, root: Path, town: str, id_: str, year: int) -> None:
    """The municipality is there, and the id is new and well formed."""
    towns = sorted(path.name for path in (root / "municipalities").glob("*") if path.is_dir())
    if not town or not id_:
        raise Refused("no_municipality")
    if town not in towns:
        raise Refused("unknown_town", id=town, known=", ".join(towns))
    if not re.fullmatch(rf"{re.escape(town)}-[a-z0-9]+(-[a-z0-9]+)*", id_):
        raise Refused("odd_edition", id=id_, town=town, year=year)
    for document in loaded.documents.values():
        rows = document.data.get("editions") or document.data.get("laws") or {}
        if id_ in rows:
            raise Refused("edition_taken", id=id_, file=document.name)


def _in_order(loaded: Loaded, town: str) -> None:
    """The municipality's files have no faults: what cannot be read cannot be laid beside a hole."""
    faults = [item for item in check(loaded) if item.file.startswith(f"knowledge/municipalities/{town}/")]
    if faults:
        raise Refused("faults_first", count=len(faults))


def _document(path: Path, root: Path) -> Document:
    problems: list[Any] = []
    document = read(path, root, problems)
    if document is None:
        raise Refused("faults_first", count=len(problems))
    return document


def _old(listed: Document, town: str, wanted: str) -> str:
    """The edition to be replaced: the one that answers."""
    rows = listed.data.get("editions")
    if not isinstance(rows, dict):
        raise Refused("faults_first", count=1)
    answering = [key for key, row in rows.items() if row.get("validity") != Validity.REPLACED.value]
    known = ", ".join(answering)
    if not answering:
        raise Refused("no_old", town=town, file=listed.name)
    if wanted and wanted not in answering:
        raise Refused("unknown_old", id=wanted, known=known)
    if not wanted and len(answering) > 1:
        raise Refused("which_old", town=town, known=known, first=answering[0])
    return wanted or answering[0]


def _facts(loaded: Loaded, town: str, edition: str) -> dict[str, dict[str, list[Fact]]]:
    """The facts of an edition by service and name."""
    found: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in loaded.facts:
        if fact.municipality == town and fact.edition == edition:
            found[fact.service][fact.name].append(fact)
    return found


def _holes(document: Document, facts: dict[str, list[Fact]], id_: str, old: str) -> Insertions:
    """A hole after each of the old edition's facts in a file."""
    named = document.marked.get("facts") or CommentedMap()
    starts = _starts(document.marked, named)
    found: Insertions = []
    for name, editions in named.items():
        if old not in editions:
            continue
        line, column = editions.lc.key(old)
        if editions.fa.flow_style() or named.fa.flow_style():
            raise Refused("one_line", file=document.name, line=line + 1)
        after = min((start for start in starts if start > line), default=-1)
        found.append((after, _hole(editions[old], facts[name], id_, " " * column)))
    if found and "silent_on" in document.marked:
        note = texts()["silent_note"].format(id=id_)
        found.insert(0, (document.marked.lc.key("silent_on")[0], [f"# {note}"]))
    return found


def _starts(marked: CommentedMap, named: CommentedMap) -> set[int]:
    """The lines on which something begins that is not part of a fact."""
    rows = [marked, named, *named.values()]
    return {row.lc.key(key)[0] for row in rows for key in row}


def _hole(node: Any, facts: Sequence[Fact], id_: str, indent: str) -> list[str]:
    """The lines of a hole: one for each fact, with what the old edition said."""
    hole = marks()["hole"]
    if isinstance(node, CommentedSeq) and facts:
        rows = [f"{indent}{id_}:"]
        for fact in facts:
            head = f"id: {fact.id}" if fact.id else f"say: {hole}"
            rows.append(f"{indent}  - {head}  # {_was(fact)}")
            rows += [f"{indent}    say: {hole}"] if fact.id else []
        return rows
    if facts and facts[0].id:
        return [f"{indent}{id_}: {{id: {facts[0].id}, say: {hole}}}  # {_was(facts[0])}"]
    return [f"{indent}{id_}: {hole}  # {_was(facts[0]) if facts else marks()['silent']}"]


def _was(fact: Fact) -> str:
    said = " ".join(Voice().say(fact.sentence).split())
    return str(texts()["was"].format(said=said, section=fact.section))


def _inserted(path: Path, insertions: Insertions) -> str:
    """The file with the lines put in from the end up, before blank lines and comments that stand there."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for at, new in sorted(insertions, key=lambda item: item[0] if item[0] >= 0 else len(lines), reverse=True):
        place = at if at >= 0 else len(lines)
        while not new[0].startswith("#") and (lines[place - 1].strip() or "#").startswith("#"):
            place -= 1
        lines[place:place] = new
    return "\n".join(lines) + "\n"


def _list(listed: Document, town: str, loaded: Loaded, id_: str, old: str, year: int, folder: Path) -> str:
    """The list of editions with the new one first, and the old one as replaced."""
    rows = listed.marked["editions"]
    if rows.fa.flow_style():
        raise Refused("one_line", file=listed.name, line=listed.line("editions"))
    possessive = next((item.possessive for item in loaded.municipalities if item.id == town), town)
    about = {**marks(), "edition": id_, "year": year, "possessive": possessive}
    lines = (folder / "editions.yml").read_text(encoding="utf-8").splitlines()
    at = rows[old].lc.key("validity")[0]
    lines[at] = re.sub(r"(validity:\s*)\w+", rf"\g<1>{Validity.REPLACED.value}", lines[at], count=1)
    first = listed.marked.lc.key("editions")[0] + 1
    new = edition_rows(about, old, listed.data["editions"][old].get("sections") or [])
    return "\n".join([*lines[:first], *new.rstrip("\n").split("\n"), *lines[first:]]) + "\n"


def _same(path: Path, text: str, id_: str, old: str) -> None:
    """The new text without the new edition says exactly what the file says now."""
    yaml = YAML(typ="safe", pure=True)
    now, then = yaml.load(path.read_text(encoding="utf-8")), yaml.load(text)
    if "editions" in now:
        then["editions"].pop(id_)
        now["editions"][old]["validity"] = Validity.REPLACED.value
    for editions in (then.get("facts") or {}).values():
        editions.pop(id_, None)
    if now != then:
        raise Refused("not_the_same", file=path.name)
