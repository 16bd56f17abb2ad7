"""A sentence to say, with the facts that it states; and answers said again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.eligibility.ages import AGE, YEAR
from bot.eligibility.rules import MORE, Rules
from bot.facts.screening import DONT_KNOW
from bot.facts.types import Fact


@dataclass(frozen=True)
class Line:
    """A sentence to say, with the facts that it states; the person stands as marks."""

    id: str
    text: str
    facts: tuple[Fact, ...] = ()


def told(rules: Rules, question: str, answer: str) -> str:
    """An answer said again; empty for what is not known."""
    asked = rules.questions[question]
    if answer in {DONT_KNOW, ""}:
        return ""
    if question in {AGE, YEAR}:
        if answer.startswith("f"):
            return rules.questions[YEAR].told.replace("{value}", answer[1:5])
        return asked.told.replace("{value}", answer)
    return " ".join(asked.options[part].told for part in answer.split(MORE) if part)


def told_all(rules: Rules, answers: Mapping[str, str]) -> str:
    """All answers said again, in the order of the questions."""
    said = (told(rules, key, answers[key]) for key in rules.questions if key in answers)
    return " ".join(text for text in said if text)


def sentences(facts: Iterable[Fact]) -> str:
    """The sentences of facts as one text."""
    return " ".join(fact.sentence for fact in facts)
