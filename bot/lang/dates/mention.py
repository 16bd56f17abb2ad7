"""What a message says about days: a mention, with its place, its days and what was assumed."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Direction = Literal["past", "future", "either"]
"""On which side of today the day is wanted; today itself counts as both."""

Kind = Literal["exact", "vague", "ambiguous", "impossible", "birth", "clock"]
Assumed = Literal["year", "other_year", "month", "week", "direction", "count", "afternoon", "weekday"]
"""What the writer did not say, or can hardly have meant, and was filled in:

year: no year was written. other_year: the written year put the day on the wrong side, so the nearest
year on the wanted side was taken. month: only the day of the month was written. week: a weekday that is
today's own. direction: the words point the other way than wanted ("on Friday" for a letter that came).
count: a round count ("two weeks ago") was taken to the day. afternoon: "at two" taken as 14.
weekday: the weekday and the date do not agree.
"""


@dataclass(frozen=True)
class Reading:
    """What some words mean, wherever they stand.

    `days`: exact, birth: the day; ambiguous: the possible ones, likeliest first; vague, and birth of which
    only the year is known: the first and the last, or none; impossible, clock: none.
    """

    kind: Kind
    days: tuple[date, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    clock: time | None = None


@dataclass(frozen=True)
class Mention(Reading):
    """A day or a time in a message: `text[start:end]` says it."""

    start: int = 0
    end: int = 0
    against: bool = False
    """whether the day is certain, and on the other side of today than wanted"""

    @property
    def day(self) -> date | None:
        """The day, where there is exactly one."""
        return self.days[0] if self.kind in {"exact", "birth"} and len(self.days) == 1 else None
