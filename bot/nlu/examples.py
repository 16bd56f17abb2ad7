"""The examples that understanding is learnt from: utterances by intent, and questions by fact."""

from collections.abc import Iterator
from pathlib import Path

from bot.facts.types import Fact
from bot.lang.read import read_yaml


def utterances(folder: Path) -> list[tuple[str, str]]:
    """Text and intent of every line of the files of `data/nlu`."""
    rows = []
    for path in sorted(folder.glob("*.yml")):
        for item in read_yaml(path)["nlu"]:
            rows += [
                (line[2:].strip(), item["intent"]) for line in item["examples"].splitlines() if line.strip()
            ]
    return rows


def asks(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Municipality, service, name, id of the fact, and a question that it answers.

    The files are `<municipality>/<service>.yml`: name, id (empty where there is none), questions.
    """
    for path in sorted(folder.glob("*/*.yml")):
        for name, by_id in read_yaml(path).items():
            for id_, questions in by_id.items():
                for question in questions:
                    yield path.parent.name, path.stem, name, id_, question


def address(fact: Fact) -> tuple[str, str, str, str]:
    """The address of a fact as `asks` has it."""
    return fact.municipality, fact.service, fact.name, fact.id
