"""Reads pre-screening: the questions of `national/eligibility/`, the rules of each municipality.

Either may be left out: then there is no pre-screening.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.facts import reader
from bot.facts.problems import Problem
from bot.facts.reader import Document
from bot.facts.screening import Question, Screening

QUESTIONS, RULES = "national/eligibility/questions.yml", "eligibility.yml"
Documents = dict[str, Document]


@dataclass
class Screenings:
    """What was read."""

    questions: list[Question] = field(default_factory=list)
    municipalities: list[Screening] = field(default_factory=list)

    def read(self, root: Path, documents: Documents, problems: list[Problem]) -> None:
        """Reads everything below `knowledge/`."""
        if document := _opened(root / QUESTIONS, root, documents, problems):
            for key in reader.mapping(document, ("questions",), problems) or {}:
                question = reader.build(Question, document, ("questions", key), problems, id=key)
                self.questions += [question] if question else []
        for path in sorted((root / "municipalities").glob(f"*/{RULES}")):
            if document := _opened(path, root, documents, problems):
                rules = document.data.get("rules")
                if isinstance(rules, dict):
                    document.data["rules"] = [_rule(service, row) for service, row in rules.items()]
                town = reader.build(Screening, document, (), problems, id=path.parent.name)
                self.municipalities += [town] if town else []


def _opened(path: Path, root: Path, documents: Documents, problems: list[Problem]) -> Document | None:
    document = reader.read(path, root, problems) if path.exists() else None
    if document:
        documents[document.name] = document
    return document


def _rule(service: str, row: Any) -> Any:
    return {**row, "service": service} if isinstance(row, dict) else row
