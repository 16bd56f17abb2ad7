"""Which of several possible days was meant: the nearest on the side of today that is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.lang.dates.mention import Direction, Reading

WEEK = timedelta(days=7)
_CENTURY_AHEAD = 20
"""two-digit years up to so many years ahead are of this century"""


@dataclass(frozen=True)
class Wanted:
    """The day of the message, and the side of it on which a day is wanted."""

    today: date
    direction: Direction

    def fits(self, day: date) -> bool:
        """Whether a day lies on the wanted side; today always does."""
        if self.direction == "past":
            return day <= self.today
        return self.direction == "either" or day >= self.today

    def nearest(self, days: Iterable[date]) -> date | None:
        """The nearest of the days on the wanted side, the earlier of two; None if there is none."""
        fitting = sorted(day for day in days if self.fits(day))
        return min(fitting, key=lambda day: abs(day - self.today), default=None)


def whole_year(year: int, today: date) -> int:
    """26 → 2026, 51 → 1951; longer years stay."""
    if year >= 100:
        return year
    century = today.year - today.year % 100
    return year + century - (100 if year > today.year % 100 + _CENTURY_AHEAD else 0)


def dated(day: int, month: int, year: int | None, wanted: Wanted, weekday: int | None = None) -> Reading:
    """A day of a month, in a written year or in the nearest one on the wanted side.

    Args:
        day: of the month, as written; it may not exist.
        month: 1 to 12, as written.
        year: with four digits, or None.
        wanted: where the day should lie.
        weekday: 0 is Monday; a date that falls on another is ambiguous.
    """
    years = (year,) if year else range(wanted.today.year - 1, wanted.today.year + 2)
    possible = [made for number in years if (made := _day(number, month, day))]
    if not possible or (year and not 1900 <= year <= 2100):
        return Reading("impossible")
    agreeing = [made for made in possible if weekday in {None, made.weekday()}]
    either = agreeing if wanted.direction == "either" and agreeing else possible
    meant = wanted.nearest(either)
    if meant and (weekday is None or meant.weekday() == weekday):
        return Reading("exact", (meant,), () if year else ("year",))
    if meant and weekday is not None:
        return Reading("ambiguous", (meant, _same_weekday(meant, weekday)), ("weekday",))
    return _other_year(possible[0], wanted) if year else Reading("impossible")


def _other_year(written: date, wanted: Wanted) -> Reading:
    """A written year that put the day on the wrong side: most likely a slip in the year."""
    years = range(wanted.today.year - 1, wanted.today.year + 2)
    meant = wanted.nearest(made for year in years if (made := _day(year, written.month, written.day)))
    return Reading("exact", (meant,), ("other_year",)) if meant else Reading("exact", (written,))


def of_month(day: int, wanted: Wanted, months: tuple[int, ...] = (-2, -1, 0, 1, 2)) -> Reading:
    """The 12th of the nearest month on the wanted side; `months` are counted from this one."""
    made = [found for count in months if (found := _day(*_month(wanted.today, count), day))]
    meant = wanted.nearest(made) or (made[0] if made and len(months) == 1 else None)
    return Reading("exact", (meant,), ("month",)) if meant else Reading("impossible")


def _month(today: date, count: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + count
    return index // 12, index % 12 + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _same_weekday(day: date, weekday: int) -> date:
    """The nearest day that falls on the weekday."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead - 7 if ahead > 3 else ahead)


def last_weekday(weekday: int, today: date) -> date:
    """The last such weekday before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def next_weekday(weekday: int, today: date) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def monday(today: date) -> date:
    """The Monday of the week."""
    return today - timedelta(days=today.weekday())
