"""How many questions an interview takes: over random citizens, by municipality."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from statistics import mean

from bot.eligibility.engine import next_question
from bot.eligibility.rules import Rules
from bot.facts.screening import DONT_KNOW

_UNSURE = 0.1
_BORN = (1930, 2008)


@dataclass(frozen=True)
class Measured:
    """Over a number of random citizens: the mean and the most questions."""

    municipality: str
    citizens: int
    mean: float
    most: int


def measure(rules: Rules, citizens: int, seed: int = 1) -> Measured:
    """Interviews random citizens: every answer alike, ages by years of birth, one in ten unsure."""
    lengths = list(_lengths(rules, citizens, Random(seed)))
    return Measured(rules.municipality, citizens, mean(lengths), max(lengths))


def _lengths(rules: Rules, citizens: int, random: Random) -> Iterator[int]:
    for _ in range(citizens):
        answers: dict[str, str] = {}
        while (question := next_question(rules, answers, answers)) is not None:
            answers[question] = some_answer(rules, question, random)
        yield len(answers)


def some_answer(rules: Rules, question: str, random: Random) -> str:
    """An answer that a random citizen gives."""
    if random.random() < _UNSURE:
        return DONT_KNOW
    if rules.questions[question].kind in {"age", "birth_year"}:
        year = random.randint(*_BORN)
        return f"f{year}" if random.random() < 0.5 else str(rules.day.year - year)
    return random.choice(list(rules.choices(question)))
