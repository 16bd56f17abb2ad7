"""Days that are counted from today: weekdays, "two weeks ago", "in three days", last week.

Each function takes the named groups of its pattern in `dates.yml` and gives a reading, or None where the
words mean no day after all.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.lang.dates.absolute import Groups
from bot.lang.dates.choose import WEEK, Wanted, last_weekday, monday, next_weekday, of_month
from bot.lang.dates.feasts import working_days_from
from bot.lang.dates.mention import Assumed, Reading
from bot.lang.dates.vocabulary import DATA, WEEKDAY_WORDS, number, pattern

_ROUND = {"week", "month", "year"}
_IDIOM = 8
"""otte dage: eight days, or a week"""
_FORTNIGHT = 14


def near(said: Groups, wanted: Wanted) -> Reading | None:
    """Today, yesterday, the day after tomorrow."""
    offset = next(days for days, words in DATA["near"].items() if pattern(words).fullmatch(said[""] or ""))
    return Reading("exact", (wanted.today + timedelta(days=offset),))


def weekday_last(said: Groups, wanted: Wanted) -> Reading | None:
    """I mandags: the last Monday before today."""
    weekday = _weekday(said)
    assumed: tuple[Assumed, ...] = ("week",) if weekday == wanted.today.weekday() else ()
    return Reading("exact", (last_weekday(weekday, wanted.today),), assumed)


def weekday_to_come(said: Groups, wanted: Wanted) -> Reading | None:
    """På fredag: the first after today, or today; for something past, the last one."""
    weekday, today = _weekday(said), wanted.today
    if wanted.direction == "past":
        return Reading("exact", (last_weekday(weekday, today),), ("direction",))
    if weekday == today.weekday():
        return Reading("ambiguous", (today + WEEK, today))
    return Reading("exact", (next_weekday(weekday, today),))


def weekday_alone(said: Groups, wanted: Wanted) -> Reading | None:
    """Mandag: on the wanted side; where the side is open, or it is Monday today, either."""
    weekday, today = _weekday(said), wanted.today
    before, after = last_weekday(weekday, today), next_weekday(weekday, today)
    on_day = (today,) if weekday == today.weekday() else ()
    days = {"past": (*on_day, before), "future": (*on_day, after), "either": (*on_day, before, after)}
    found = days[wanted.direction]
    return Reading("exact" if len(found) == 1 else "ambiguous", found)


def weekday_which(said: Groups, wanted: Wanted) -> Reading | None:
    """Last Friday, next Friday: of this week or the one beside it, where both can be meant."""
    weekday, which, today = _weekday(said), said["which"] or "", wanted.today
    if which in DATA["before"]:
        day, other = last_weekday(weekday, today), last_weekday(weekday, today) - WEEK
        unclear = day >= monday(today) or which == DATA["before"][1]
    else:
        day, other = next_weekday(weekday, today), next_weekday(weekday, today) + WEEK
        unclear = DATA["weeks"].get(which) == 1 and which == DATA["next"] and day < monday(today) + WEEK
    return Reading("ambiguous", (day, other)) if unclear else Reading("exact", (day,))


def weekday_back(said: Groups, wanted: Wanted) -> Reading | None:
    """I mandags for en uge siden: a week before that Monday."""
    start, count = last_weekday(_weekday(said), wanted.today), number(said["n"] or "")
    weeks = _weeks(count, _unit(said))
    return Reading("exact", (start - WEEK * weeks,), ("count",)) if weeks else Reading("vague")


def weekday_on(said: Groups, wanted: Wanted) -> Reading | None:
    """På tirsdag om en uge: a week after that Tuesday; on a Tuesday, a week from today."""
    weekday, today, count = _weekday(said), wanted.today, number(said["n"] or "")
    start = today if weekday == today.weekday() else next_weekday(weekday, today)
    weeks = _weeks(count, _unit(said))
    return Reading("exact", (start + WEEK * weeks,), ("count",)) if weeks else Reading("vague")


def weekday_of_week(said: Groups, wanted: Wanted) -> Reading | None:
    """Mandag i sidste uge."""
    start = monday(wanted.today) + WEEK * DATA["weeks"][said["which"]]
    return Reading("exact", (start + timedelta(days=_weekday(said)),))


def weekday_of_number(said: Groups, wanted: Wanted) -> Reading | None:
    """Mandag i uge 14."""
    days = [start + timedelta(days=_weekday(said)) for start in _mondays(int(said["n"] or 0), wanted)]
    meant = wanted.nearest(days)
    return Reading("exact", (meant,), ("year",)) if meant else Reading("impossible")


def day_of_month(said: Groups, wanted: Wanted) -> Reading | None:
    """Den 12.: of the nearest month on the wanted side, or of the month that is named."""
    day = number(said["d"] or "") or 0
    which = said.get("which")
    if said.get("next") is not None and not _names_a_day(said):
        return None
    months = (int(DATA["weeks"][which]),) if which else (0,) if said.get("ds") else (-2, -1, 0, 1, 2)
    return of_month(day, wanted, months)


def ago(said: Groups, wanted: Wanted) -> Reading | None:
    """For to uger siden."""
    return _counted(said, wanted, -1)


def ahead(said: Groups, wanted: Wanted) -> Reading | None:
    """Om tre dage."""
    return _counted(said, wanted, 1)


def week(said: Groups, wanted: Wanted) -> Reading | None:
    """Forrige uge: somewhere from its Monday to its Sunday."""
    start = monday(wanted.today) + WEEK * DATA["weeks"][said["which"]]
    return Reading("vague", (start, start + timedelta(days=6)))


def week_number(said: Groups, wanted: Wanted) -> Reading | None:
    """Uge 14."""
    start = wanted.nearest(_mondays(int(said["n"] or 0), wanted))
    return Reading("vague", (start, start + timedelta(days=6)), ("year",)) if start else Reading("impossible")


def some_month(said: Groups, wanted: Wanted) -> Reading | None:
    """Sidste måned."""
    start = wanted.today + relativedelta(months=DATA["weeks"][said["which"]], day=1)
    return Reading("vague", (start, start + relativedelta(day=31)))


def _counted(said: Groups, wanted: Wanted, sign: int) -> Reading | None:
    unit, count = _unit(said), number(said["n"] or "")
    if count is None or any(said.get(name) for name in ("hedge", "hedge2", "to", "tid")):
        return Reading("vague")
    if count > 999 or (unit == "year" and count > 100):
        return Reading("impossible")
    day = _moved(wanted.today, sign * count, unit)
    if unit == "day" and count == _IDIOM:
        return Reading("ambiguous", (day, wanted.today + sign * WEEK))
    rounded = unit in _ROUND or (unit == "day" and count == _FORTNIGHT)
    return Reading("exact", (day,), ("count",) if rounded else ())


def _moved(today: date, count: int, unit: str) -> date:
    if unit == "working_day":
        return working_days_from(today, count)
    return today + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]


def _weekday(said: Groups) -> int:
    return WEEKDAY_WORDS[said["w"] or ""]


def _unit(said: Groups) -> str:
    """The unit of a word in any of its forms: uge, uger, ugers."""
    word = said["u"] or ""
    return str(next(unit for stem, unit in DATA["unit_words"].items() if word.startswith(stem)))


def _weeks(count: int | None, unit: str) -> int:
    """How many whole weeks; 0 where it is no round number of them ("8 days" is a week)."""
    if count is None:
        return 0
    if unit == "day":
        return {7: 1, _IDIOM: 1, _FORTNIGHT: 2}.get(count, 0)
    return count if unit == "week" else 0


def _mondays(week_of_year: int, wanted: Wanted) -> list[date]:
    years = range(wanted.today.year - 1, wanted.today.year + 2)
    return [
        date.fromisocalendar(year, week_of_year, 1)
        for year in years
        if 0 < week_of_year <= date(year, 12, 28).isocalendar().week
    ]


def _names_a_day(said: Groups) -> bool:
    """Whether "den tredje" names a day at all: small ordinals do so only where nothing follows."""
    day, written = number(said["d"] or ""), said["d"] or ""
    if written.isdecimal():
        return True
    alone = not (said["next"] or "").strip(" .,;!?)")
    return bool(day and (day > 3 or (alone and day != 2)))
