"""The numbers: what happened, never what was said; nothing under five, nor found by subtracting."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from dateutil.parser import isoparse
from sanic.response import HTTPResponse
from sqlalchemy.engine import Engine

from bot.facts.types import Municipality
from bot.lang.fold import fold
from bot.lang.numbers import WEEKDAYS
from bot.store.numbers import DIMENSIONS, Counts, Numbers, median_ms, total, values
from review.charts import Chart, chart
from review.disclosure import Rows, groups, told
from review.visit import Stream, Visit, show
from review.words import label, words

_USUAL_DAYS, _MOST_DAYS = 29, 400
_CALENDAR, _MOST_BARS = ("day", "week", "hour"), 20
_WORKDAYS = "hverdage"
"""As municipalities write it in their content."""


@cache
def numbers(engine: Engine) -> Numbers:
    """The counts of a database; one object for all visits."""
    return Numbers(engine)


def page(visit: Visit) -> HTTPResponse:
    """The numbers of a period."""
    since, until, town = _wanted(
        visit, visit.asked("since"), visit.asked("until"), visit.asked("municipality")
    )
    days = numbers(visit.engine).by_day(since, until, _towns(visit, town))
    everything = total(days.values())
    return show(
        visit,
        "figures.html",
        since=since,
        until=until,
        town=town,
        towns=[name for name in visit.facts.municipalities if visit.staff.may_see(name)],
        everything=told(everything["all", ""]),
        shares=_shares(everything, groups(days), _outside(visit, days, town)),
        median=median_ms(everything) if told(everything["all", ""]) else None,
        charts=_charts(groups(days)),
    )


def download(visit: Visit) -> Stream:
    """The same as a file."""
    since, until, town = _wanted(visit, visit.said("since"), visit.said("until"), visit.said("municipality"))
    days = numbers(visit.engine).by_day(since, until, _towns(visit, town))
    return Stream(_lines(days), "tal.csv")


def _wanted(visit: Visit, first: str, last: str, town: str) -> tuple[date, date, str]:
    until = _day(last) or visit.today
    since = _day(first) or until - timedelta(days=_USUAL_DAYS)
    if not timedelta(0) <= until - since <= timedelta(days=_MOST_DAYS):
        since = until - timedelta(days=_USUAL_DAYS)
    return since, until, town if town in visit.facts.municipalities and visit.staff.may_see(town) else ""


def _towns(visit: Visit, town: str) -> tuple[str, ...] | None:
    return (town,) if town else visit.staff.towns


def _charts(found: dict[str, Rows | None]) -> list[tuple[str, Chart | None]]:
    """Each chart with the key of its title in words.yml; None for one that cannot be shown."""
    return [(name, _chart(name, found[name])) for name in (*_CALENDAR, *DIMENSIONS, "silent")]


def _chart(kind: str, rows: Rows | None) -> Chart | None:
    if rows is None:
        return None
    bars = rows if kind in _CALENDAR else rows[:_MOST_BARS]
    return chart([(_named(kind, value), n) for value, n in bars])


def _named(kind: str, value: str) -> str:
    if kind == "day":
        return f"{isoparse(value):%d.%m.}"
    if kind in ("week", "hour"):
        return value
    return label(value, "topic" if kind == "silent" else kind)


def _shares(
    everything: Counts, found: dict[str, Rows | None], outside: tuple[int, int]
) -> list[tuple[str, int | None]]:
    """Shares in percent by their key in words.yml; None where they cannot be told."""
    outcomes, helpful = dict(found["outcome"] or ()), dict(found["helpful"] or ())
    yes, no, asked = helpful.get("yes"), helpful.get("no"), told(everything["all", ""])
    rated = None if yes is None or no is None else yes + no
    beyond, known = outside
    return [
        ("fallback", _percent(outcomes.get("fallback", 0 if outcomes else None), asked)),
        ("handoff", _percent(outcomes.get("handoff", 0 if outcomes else None), asked)),
        ("helpful", _percent(yes, rated)),
        ("rated", _percent(rated, asked)),
        ("outside", _percent(beyond, known)),
    ]


def _percent(part: int | None, whole: int | None) -> int | None:
    """None too where the part or what is left beside it is small: the whole is told elsewhere."""
    if part is None or not whole or told(part) is None or told(whole - part) is None:
        return None
    return round(100 * part / whole)


def _outside(visit: Visit, days: dict[date, Counts], town: str) -> tuple[int, int]:
    """Questions outside the hours of the office to turn to, and all; 0, 0 where no hours are known."""
    office = visit.facts.municipalities.get(town)
    if office is None or not (office.turn_to.opens and office.turn_to.closes and office.turn_to.days):
        return 0, 0
    beyond = sum(
        n
        for day, counts in days.items()
        for hour, n in values(counts, "hour")
        if not _open(office, day, int(hour))
    )
    return beyond, sum(counts["all", ""] for counts in days.values())


def _open(office: Municipality, day: date, hour: int) -> bool:
    """Whether the office answers during some of that hour (public holidays are not known here)."""
    desk = office.turn_to
    assert desk.opens and desk.closes and desk.days
    on_duty = fold(WEEKDAYS[day.weekday()]) in desk.days or (_WORKDAYS in desk.days and day.weekday() < 5)
    return on_duty and int(desk.opens[:2]) <= hour and f"{hour:02d}:00" < desk.closes


def _lines(days: dict[date, Counts]) -> Iterator[str]:
    """All groups with their values, as on the page."""
    gone = words()["hidden"]

    def line(*cells: object) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerow(cells)
        return out.getvalue()

    yield line("kind", "value", "n")
    for kind, rows in groups(days).items():
        for value, n in rows if rows is not None else [("", None)]:
            yield line(kind, value, gone if n is None else n)


def _day(text: str) -> date | None:
    try:
        return isoparse(text).date() if text else None
    except (ValueError, OverflowError):
        return None
