"""How the audit speaks: figures and faults in the Danish of `audit.yml`."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.facts.figures.figure import Figure
from bot.facts.problems import Problem
from bot.lang.read import read_yaml


@cache
def texts() -> dict[str, Any]:
    """The whole of `audit.yml`."""
    return read_yaml(Path(__file__).with_name("audit.yml"))


def said(figure: Figure | None) -> str:
    """A figure in Danish, "tiden 10 hverdage"; without one, the whole section is meant."""
    if figure is None:
        return str(texts()["whole_section"])
    kind = texts()["kinds"].get(figure.kind, figure.kind)
    unit = texts()["units"].get(figure.unit, figure.unit)
    return " ".join(part for part in (kind, figure.value, unit) if part)


def fault(code: str, file: str, line: int = 0, **details: object) -> Problem:
    """A fault of a kind that `audit.yml` knows."""
    text = texts()["faults"][code]
    return Problem(file, line, code, text["what"].format(**details), text["cure"].format(**details))
