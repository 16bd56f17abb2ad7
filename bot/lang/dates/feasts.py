"""The Danish year: feast days by name, closed days and working days. A day is an argument.

Closed days are those of the `holidays` package: store bededag until 2023, no more since 2024.
"""

from datetime import date, timedelta
from functools import cache

import holidays
from dateutil.easter import easter

from bot.lang.dates.vocabulary import DATA, pattern

_SATURDAY = 5


def is_public_holiday(day: date) -> bool:
    """Whether the law closes the day."""
    return day in _closed(day.year)


def holiday_name(day: date) -> str:
    """The Danish name of a public holiday; empty for other days."""
    return _closed(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday; 24 and 31 December are working days."""
    return day.weekday() < _SATURDAY and not is_public_holiday(day)


def working_days_from(day: date, count: int) -> date:
    """The working day that many after (below zero: before) a day; 0 gives the day itself."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def feast(name: str, year: int) -> date:
    """The day of a feast in a year.

    Args:
        name: as it stands in the folded text.
        year: for feasts that move with Easter, the year of that Easter.
    """
    for words, after_easter in DATA["easter"].items():
        if pattern(words).fullmatch(name):
            return easter(year) + timedelta(days=after_easter)
    month, day = next(row for words, row in DATA["feasts"].items() if pattern(words).fullmatch(name))
    return date(year, month, day)


@cache
def _closed(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DK", years=year, language="da"))
