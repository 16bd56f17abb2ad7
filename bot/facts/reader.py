"""Reads one YAML file with the line of every key, so that a fault can name its place."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.facts.problems import Problem, detail, problem

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A file as plain data, and where everything in it stands."""

    name: str
    data: dict[str, Any]
    marked: Any

    def line(self, *keys: str | int) -> int:
        """The 1-based line of the deepest of these keys that exists."""
        node, line = self.marked, 1
        for key in keys:
            try:
                if isinstance(node, CommentedMap):
                    line = node.lc.key(key)[0] + 1
                elif isinstance(node, CommentedSeq):
                    line = node.lc.item(key)[0] + 1
                node = node[key]
            except (KeyError, IndexError, TypeError):
                break
        return line

    def at(self, keys: Path_) -> Any:
        """What stands at a place that exists."""
        node: Any = self.data
        for key in keys:
            node = node[key]
        return node


def read(path: Path, root: Path, problems: list[Problem]) -> Document | None:
    """Reads a file; a fault goes to `problems` and gives None."""
    name = (Path("knowledge") / path.relative_to(root)).as_posix()
    if not path.exists():
        problems.append(problem("missing_file", name))
        return None
    try:
        marked = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except DuplicateKeyError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        key = str(error.problem).split('"')[1] if '"' in str(error.problem) else "?"
        problems.append(problem("duplicate_key", name, line, key=key))
        return None
    except (YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        reason = getattr(error, "problem", None) or str(error)
        problems.append(problem("syntax", name, mark.line + 1 if mark else 0, detail=reason))
        return None
    if not isinstance(marked, CommentedMap):
        problems.append(problem("syntax", name, 1, detail=detail("not_keys")))
        return None
    return Document(name, _plain(marked), marked)


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _plain(item) for key, item in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    return node


def build(
    model: type[Model], document: Document, at: Path_, problems: list[Problem], **extra: object
) -> Model | None:
    """The data at a place of the document as a model; faults go to `problems` and give None."""
    data = mapping(document, at, problems)
    if data is None:
        return None
    for key in data.keys() & extra.keys():
        known = ", ".join(name for name in model.__fields__ if name not in extra)
        problems.append(problem("unknown_key", document.name, document.line(*at, key), key=key, known=known))
    try:
        return model(**{**data, **extra})
    except ValidationError as error:
        for place, faults in groupby(_deepest(error), key=lambda fault: fault["loc"]):
            problems.append(_explain((*at, *place), list(faults), model, document, len(at)))
        return None


def mapping(document: Document, at: Path_, problems: list[Problem]) -> dict[Any, Any] | None:
    """The keys at a place of the document; where there are none, that is a fault."""
    line = document.line(*at)
    if len(at) == 1 and at[0] not in document.data:
        problems.append(problem("missing_key", document.name, line, key=at[-1]))
        return None
    data = document.at(at)
    if isinstance(data, dict):
        return data
    problems.append(problem("wrong_type", document.name, line, key=at[-1], detail=detail("not_keys")))
    return None


def _explain(at: Path_, faults: list[Any], model: type[BaseModel], document: Document, depth: int) -> Problem:
    """The faults of one place as one: a union of types complains once for each."""
    line, place = document.line(*at), at[depth:]
    first, key = faults[0], ".".join(str(part) for part in place)
    if first["type"] == "value_error.extra":
        known = ", ".join(_fields(model, place[:-1]))
        return problem("unknown_key", document.name, line, key=place[-1], known=known)
    if first["type"] == "value_error.missing":
        return problem("missing_key", document.name, line, key=key)
    details = [detail(fault["type"], fault["msg"], _permitted(fault)) for fault in faults]
    return problem("wrong_type", document.name, line, key=key, detail=" / ".join(dict.fromkeys(details)))


def _deepest(error: ValidationError) -> list[Any]:
    """Without the faults of a whole where a part of it has its own."""
    faults = error.errors()
    wholes = {fault["loc"][:n] for fault in faults for n in range(len(fault["loc"]))}
    return [fault for fault in faults if fault["loc"] not in wholes]


def _permitted(fault: Any) -> list[object]:
    choices: list[object] = fault.get("ctx", {}).get("permitted") or fault.get("ctx", {}).get(
        "enum_values", []
    )
    return [getattr(choice, "value", choice) for choice in choices]


def _fields(model: type[BaseModel], place: tuple[Any, ...]) -> list[str]:
    for part in place:
        field = model.__fields__.get(str(part))
        if field is None or not isinstance(field.type_, type) or not issubclass(field.type_, BaseModel):
            break
        model = field.type_
    return list(model.__fields__)
