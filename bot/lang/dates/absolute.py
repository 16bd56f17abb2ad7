"""Days that are named by themselves: dates, feast days, the nth weekday of a month.

Each function takes the named groups of its pattern in `dates.yml` and gives a reading, or None where the
words mean no day after all.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.lang.dates import feasts
from bot.lang.dates.choose import Wanted, dated, whole_year
from bot.lang.dates.mention import Reading
from bot.lang.dates.vocabulary import DATA, MONTH_WORDS, WEEKDAY_WORDS, number

Groups = dict[str, str | None]
_HIGHEST_DAY, _HIGHEST_MONTH = 49, 19
"""numbers above these were never meant as a date: 120/80"""


def numeric(said: Groups, wanted: Wanted) -> Reading | None:
    """3/4, 3.4.2026, 2026-04-03."""
    day, month = int(said["d"] or 0), int(said["m"] or 0)
    if not 0 < day <= _HIGHEST_DAY or not 0 < month <= _HIGHEST_MONTH:
        return None
    if said.get("sep2") == " " and not _near_year(said["y"] or "", wanted):
        return None
    return _dated(day, month, said, wanted)


def written(said: Groups, wanted: Wanted) -> Reading | None:
    """3. april, den tredje april 2026, tredje i fjerde."""
    day, month = number(said["d"] or ""), month_of(said)
    if day is None or not month or said["d"] in DATA["articles"]:
        return None
    return _dated(day, month, said, wanted)


def several(said: Groups, wanted: Wanted) -> Reading | None:
    """The 8th or the 9th of April (which one?); between the 3rd and the 5th (somewhere there)."""
    if said["and"] and not said["between"]:
        return None
    last_month = month_of(said)
    first_month = MONTH_WORDS.get(said["m1"] or "") or int(said["m1n"] or 0) or last_month
    both = [(number(said["d"] or ""), first_month), (number(said["d2"] or ""), last_month)]
    readings = [dated(day, month, None, wanted) for day, month in both if day and month]
    days = tuple(reading.days[0] for reading in readings if reading.days)
    if len(days) < 2:
        return Reading("impossible")
    return Reading("ambiguous" if said["or"] else "vague", days, ("year",))


def nth_weekday(said: Groups, wanted: Wanted) -> Reading | None:
    """The first Monday in May; the last one."""
    weekday, month = WEEKDAY_WORDS[said["w"] or ""], MONTH_WORDS[said["mn"] or ""]
    count = None if said["n"] == DATA["last"] else number(said["n"] or "")
    years = range(wanted.today.year - 1, wanted.today.year + 2)
    meant = wanted.nearest(day for year in years if (day := _nth(count, weekday, month, year)))
    return Reading("exact", (meant,), ("year",)) if meant else Reading("impossible")


def feast(said: Groups, wanted: Wanted) -> Reading | None:
    """Christmas Eve, Easter Monday, the day after New Year's Eve."""
    name, shift = said["feast"] or "", timedelta(days=DATA["shifts"].get(said["shift"], 0))
    year = _year(said, wanted)
    years = (year,) if year else range(wanted.today.year - 1, wanted.today.year + 2)
    days = [feasts.feast(name, number) + shift for number in years]
    meant = wanted.nearest(days) or days[0]
    return Reading("exact", (meant,), () if year else ("year",))


def in_month(said: Groups, wanted: Wanted) -> Reading | None:
    """Sometime in April, late in April: the first and the last possible day."""
    month, year = MONTH_WORDS[said["mn"] or said.get("mn2") or ""], _year(said, wanted)
    last = (date(2000, month, 1) + relativedelta(day=31)).day
    first_day, last_day = DATA["part_days"].get(said["part"], (1, last))
    end = dated(1, month, year, wanted)
    if not end.days:
        return end
    start = end.days[0]
    days = (start + relativedelta(day=first_day), start + relativedelta(day=min(last_day, 31)))
    return Reading("vague", days, () if year else ("year",))


def _dated(day: int, month: int, said: Groups, wanted: Wanted) -> Reading:
    weekday = WEEKDAY_WORDS.get(said.get("w") or "")
    reading = dated(day, month, _year(said, wanted), wanted, weekday)
    if said.get("about") and reading.kind == "exact":
        return Reading("vague", reading.days, reading.assumed)
    return reading


def month_of(said: Groups) -> int | None:
    """The month of the groups `mn` (a name), `m` (a number) or `mo` (an ordinal), whichever was said."""
    if said.get("mn"):
        return MONTH_WORDS[said["mn"] or ""]
    return number(said.get("m") or said.get("mo") or "")


def _year(said: Groups, wanted: Wanted) -> int | None:
    if said.get("y"):
        return whole_year(int(said["y"] or 0), wanted.today)
    relative = said.get("rel")
    return wanted.today.year + int(DATA["years"][relative]) if relative else None


def _near_year(written: str, wanted: Wanted) -> bool:
    """Whether a number that merely follows a date is its year: four digits, or the year of about now."""
    return len(written) == 4 or abs(whole_year(int(written), wanted.today) - wanted.today.year) <= 1


def _nth(count: int | None, weekday: int, month: int, year: int) -> date | None:
    days = [date(year, month, 1) + timedelta(days=ahead) for ahead in range(31)]
    found = [day for day in days if day.month == month and day.weekday() == weekday]
    return found[-1] if count is None else next(iter(found[count - 1 : count]), None)
