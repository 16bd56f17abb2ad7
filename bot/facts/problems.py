"""Faults in the content: place, what is wrong, cure, in Danish, all at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from bot.lang.read import read_yaml


@dataclass(frozen=True, order=True)
class Problem:
    """One fault. `line` is 1-based, 0 when the whole file is meant."""

    file: str
    line: int
    code: str
    what: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.file}, linje {self.line}" if self.line else self.file
        return f"{place}\n  {self.what}\n  {self.cure}"


@cache
def _texts() -> dict[str, dict[str, str]]:
    return read_yaml(Path(__file__).with_name("problems.yml"))


@cache
def _details() -> dict[str, str]:
    return read_yaml(Path(__file__).with_name("details.yml"))


def detail(kind: str, otherwise: str = "", permitted: Iterable[object] = ()) -> str:
    """What is wrong with a value, in Danish; `otherwise` where the kind has no words."""
    return _details().get(kind, otherwise).format(permitted=", ".join(str(item) for item in permitted))


def problem(code: str, file: str, line: int = 0, **details: object) -> Problem:
    """A fault of a known kind, with its words from `problems.yml`."""
    text = _texts()[code]
    return Problem(file, line, code, text["what"].format(**details), text["cure"].format(**details))


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word that looks most like this one."""
    return (get_close_matches(str(word), list(known), 1, 0.0) or ["?"])[0]


def codes() -> list[str]:
    """Every kind of fault that can be reported."""
    return list(_texts())
