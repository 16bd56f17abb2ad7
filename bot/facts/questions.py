"""Reads `questions/`: how citizens ask for a fact, kept beside the facts and found with them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.facts.problems import Problem, detail, nearest, problem
from bot.facts.reader import Document, Path_
from bot.facts.types import Fact

TOP = "questions"

Address = tuple[str, str, str, str]
"""municipality, service, name, id: the same fact in every edition"""


@dataclass
class Asks:
    """The questions of every fact, and where each list stands."""

    of: dict[Address, tuple[str, ...]] = field(default_factory=dict)
    places: dict[Address, tuple[str, int]] = field(default_factory=dict)

    def read(self, document: Document, municipality: str, service: str, problems: list[Problem]) -> None:
        """Takes the lists of one file; a list per fact, or per id where a name has several facts."""
        named = document.data.get(TOP)
        if not isinstance(named, dict):
            what = detail("not_keys")
            problems.append(problem("wrong_type", document.name, document.line(TOP), key=TOP, detail=what))
            return
        for at, name, id_, texts in _lists(named):
            line = document.line(TOP, *at)
            if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
                what = detail("not_texts")
                problems.append(
                    problem(
                        "wrong_type", document.name, line, key=".".join(str(key) for key in at), detail=what
                    )
                )
                continue
            address = (municipality, service, name, id_)
            self.of[address], self.places[address] = tuple(texts), (document.name, line)

    def beside(self, fact: Fact) -> Fact:
        """The fact with its questions."""
        texts = self.of.get(_address(fact))
        return fact.copy(update={"asks": texts}) if texts else fact

    def strays(self, facts: list[Fact]) -> list[Problem]:
        """A fault for every list that belongs to no fact."""
        known = {_address(fact) for fact in facts}
        found = []
        for address in sorted(self.of.keys() - known):
            file, line = self.places[address]
            near = nearest(_shown(address), [_shown(item) for item in known if item[:2] == address[:2]])
            found.append(problem("question_without_fact", file, line, name=_shown(address), near=near))
        return found


def _lists(named: dict[str, Any]) -> Iterator[tuple[Path_, str, str, Any]]:
    """Each list with its place, the name of its fact, and the id (empty where the fact has none)."""
    for name, under in named.items():
        if isinstance(under, dict):
            for id_, texts in under.items():
                yield (name, id_), str(name), str(id_), texts
        else:
            yield (name,), str(name), "", under


def _address(fact: Fact) -> Address:
    return fact.municipality, fact.service, fact.name, fact.id


def _shown(address: Address) -> str:
    return ".".join(part for part in address[2:] if part)
