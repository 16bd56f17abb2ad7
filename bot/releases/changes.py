"""Changes of facts that staff approved in the console: applied to a copy of the files, checked like them.

`publish` puts out the files and the open changes together. Where `knowledge/` may be written to, a
change is written there as well; it closes when the files say the same.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from ruamel.yaml import YAML
from sqlalchemy.engine import Engine

from bot.db.tables import proposal

_FACT, _APPROVED, _CLOSED = "fact", "approved", "closed"
_WORDS = ("municipality", "service", "name", "edition", "id", "say", "section")


@dataclass(frozen=True)
class Change:
    """One fact as it shall be: its address, sentence, section and value (plain, as in the files)."""

    municipality: str
    service: str
    name: str
    edition: str
    id: str
    say: str
    section: str
    value: dict[str, Any] | None = None

    @property
    def key(self) -> str:
        """The address as one string, as `Fact.key` has it."""
        tail = f"#{self.id}" if self.id else ""
        return f"{self.municipality}.{self.service}.{self.name}{tail}@{self.edition}"

    @classmethod
    def of(cls, body: dict[str, Any]) -> Change:
        """A change from a proposal's body; other keys in it are left alone."""
        words = {name: str(body.get(name) or "") for name in _WORDS}
        return cls(**words, value=body.get("value") or None)


def files_id(knowledge: Path) -> str:
    """A name for what the files say to the letter, faults and all."""
    found = hashlib.sha256()
    for path in sorted(knowledge.rglob("*.yml")):
        found.update(path.relative_to(knowledge).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return "f" + found.hexdigest()[:11]


def draft_id(knowledge: Path, engine: Engine) -> str:
    """A name for what would be published now: the files and the open changes."""
    waiting = json.dumps([asdict(change) for _, change in approved(engine)], sort_keys=True)
    return "d" + hashlib.sha256(f"{files_id(knowledge)} {waiting}".encode()).hexdigest()[:11]


def approved(engine: Engine) -> list[tuple[int, Change]]:
    """The open changes, in the order of their approval, with the numbers of their proposals."""
    query = (
        sa.select(proposal.c.id, proposal.c.body)
        .where(proposal.c.kind == _FACT, proposal.c.state == _APPROVED)
        .order_by(proposal.c.closed_at, proposal.c.id)
    )
    with engine.connect().execution_options(reading=True) as connection:
        return [(number, Change.of(json.loads(body))) for number, body in connection.execute(query)]


def settle(knowledge: Path, engine: Engine) -> list[Change]:
    """Closes the changes that the files say by now; those that are still open."""
    waiting = approved(engine)
    with drafted(knowledge, []) as copy:
        left = [(number, change) for number, change in waiting if apply(copy, change)]
    done = {number for number, _ in waiting} - {number for number, _ in left}
    if done:
        said = sa.and_(proposal.c.id.in_(done), proposal.c.state == _APPROVED)
        with engine.begin() as connection:
            connection.execute(proposal.update().where(said).values(state=_CLOSED))
    return [change for _, change in left]


@contextmanager
def drafted(knowledge: Path, changes: Iterable[Change]) -> Iterator[Path]:
    """A copy of the files with the changes in them; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="draft-") as folder:
        copy = Path(folder) / "knowledge"
        shutil.copytree(knowledge, copy)
        for change in changes:
            apply(copy, change)
        yield copy


def apply(knowledge: Path, change: Change) -> bool:
    """Writes a change into its file, comments and order kept; False where the file says the same.

    Raises:
        FileNotFoundError: the municipality has no file for the service.
    """
    path = knowledge / "municipalities" / change.municipality / "services" / f"{change.service}.yml"
    yaml = _round_trip()
    document = yaml.load(path.read_text(encoding="utf-8"))
    before = _plain(document)
    row = _row(document, change)
    row["say"], row["section"] = change.say, change.section
    if change.value is not None:
        if _plain(row.get("value")) != change.value:
            row["value"] = change.value
    elif "value" in row:
        del row["value"]
    silent = document.get("silent_on")
    if silent and change.name in silent:
        silent.remove(change.name)
    if _plain(document) == before:
        return False
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(document, file)
    return True


def _round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes, yaml.width = True, 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _row(document: Any, change: Change) -> Any:
    """The entry to be changed; a new one where there is none."""
    editions = document.setdefault("facts", {}).setdefault(change.name, {})
    known = editions.get(change.edition)
    if known is None:
        editions[change.edition] = [{"id": change.id}] if change.id else {}
        known = editions[change.edition]
    if not isinstance(known, list):
        if known.get("id", "") == change.id or not known:
            return known
        editions[change.edition] = known = [known]
    for row in known:
        if row.get("id", "") == change.id:
            return row
    known.append({"id": change.id})
    return known[-1]


def _plain(node: Any) -> Any:
    """Round-trip objects as plain ones, for comparing."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return str(node) if isinstance(node, str) else node
