"""Reads one YAML file with the line of every key, so that a fault can name its place."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.facts.problems import Problem, problem

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


def read(path: Path, root: Path, problems: list[Problem]) -> Document | None:
    """Reads a file; a fault goes to `problems` and gives None."""
    name = path.relative_to(root.parent).as_posix()
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
        detail = getattr(error, "problem", None) or str(error)
        problems.append(problem("syntax", name, mark.line + 1 if mark else 0, detail=detail))
        return None
    if not isinstance(marked, CommentedMap):
        problems.append(problem("syntax", name, 1, detail="top level must be keys"))
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
    data: Any = document.data
    for key in at:
        data = data[key]
    if not isinstance(data, dict):
        problems.append(
            problem(
                "wrong_type", document.name, document.line(*at), key=at[-1] if at else "", detail=str(data)
            )
        )
        return None
    try:
        return model(**{**data, **extra})
    except ValidationError as error:
        for fault in error.errors():
            problems.append(_explain(fault, model, document, at))
        return None


def _explain(fault: Any, model: type[BaseModel], document: Document, at: Path_) -> Problem:
    place = tuple(part for part in fault["loc"] if part != "__root__")
    line, key = document.line(*at, *place), ".".join(str(part) for part in place)
    if fault["type"] == "value_error.extra":
        known = ", ".join(_fields(model, place[:-1]))
        return problem("unknown_key", document.name, line, key=place[-1], known=known)
    if fault["type"] == "value_error.missing":
        return problem("missing_key", document.name, line, key=key)
    return problem("wrong_type", document.name, line, key=key, detail=fault["msg"])


def _fields(model: type[BaseModel], place: tuple[Any, ...]) -> list[str]:
    for part in place:
        field = model.__fields__.get(str(part))
        if field is None or not isinstance(field.type_, type) or not issubclass(field.type_, BaseModel):
            break
        model = field.type_
    return list(model.__fields__)
