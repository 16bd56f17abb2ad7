"""The age of folkepension: which holds for a day of birth, and whether it is reached on a day.

Pure; the figures are `knowledge/national/pension_age.yml`, read from the facts that it becomes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from dateutil.relativedelta import relativedelta

from bot.facts.query import Facts
from bot.facts.types import COMMON, Fact
from bot.facts.values import Range

TOPIC = "pension_age"
_MONTHS = 12


class Reached(str, Enum):
    """Whether somebody has reached the age; `unclear` where the day of birth would have to be known."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Row:
    """The age of those born between two days, both included.

    `least` and `most` are years; they differ where the law has several ages that all lie in the past.
    """

    born_from: date
    born_to: date
    least: float
    most: float
    fact: Fact


@dataclass(frozen=True)
class Born:
    """The days between which somebody was born, both included; one day where it is known."""

    earliest: date
    latest: date

    @classmethod
    def on(cls, day: date) -> "Born":
        """Born on a known day."""
        return cls(day, day)

    @classmethod
    def in_year(cls, year: int) -> "Born":
        """Born on some day of a year (1 to 9999).

        Raises:
            ValueError: when it is no year.
        """
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def aged(cls, years: int, day: date) -> "Born":
        """Of an age in whole years on a day: born in the year that ended that many years ago.

        Raises:
            ValueError: when nobody can be so old.
        """
        youngest = day - relativedelta(years=years)
        return cls(day - relativedelta(years=years + 1) + timedelta(days=1), youngest)


def rows(facts: Facts, day: date) -> tuple[Row, ...]:
    """The ages as the law has them on a day, the oldest first."""
    found = [_row(fact) for fact in facts.about("national", COMMON, TOPIC, day) if fact.value]
    return tuple(sorted(found, key=lambda row: row.born_from))


def row_for(born: date, ages: tuple[Row, ...]) -> Row | None:
    """The row of a day of birth; none where the list is silent."""
    return next((row for row in ages if row.born_from <= born <= row.born_to), None)


def reached(born: Born, day: date, ages: tuple[Row, ...]) -> Reached:
    """Whether somebody has reached the age on a day.

    Who is born earlier never reaches it later, so the two ends of the days of birth decide.
    """
    ends = {_on(born.earliest, day, ages), _on(born.latest, day, ages)}
    return ends.pop() if len(ends) == 1 else Reached.UNCLEAR


def _on(born: date, day: date, ages: tuple[Row, ...]) -> Reached:
    row = row_for(born, ages)
    if row is None:
        return Reached.UNCLEAR
    if day >= _birthday(born, row.most):
        return Reached.YES
    return Reached.NO if day < _birthday(born, row.least) else Reached.UNCLEAR


def _birthday(born: date, years: float) -> date:
    """The day on which somebody becomes so old; half a year is six months."""
    return born + relativedelta(months=round(years * _MONTHS))


def _row(fact: Fact) -> Row:
    value = fact.value
    assert value is not None
    age = value.pension_age
    least, most = (age.min, age.max) if isinstance(age, Range) else (age or 0, age or 0)
    return Row(_day(value.born_from, date.min), _day(value.born_to, date.max), least, most, fact)


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
