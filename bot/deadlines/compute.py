"""Counts a deadline to its day, and remembers how.

Rulings: day one is the day after the event (of working days: the first working day after it); a week
ends on the same weekday, a month on the same day of the month, or on its last day where there is none.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dateutil.relativedelta import relativedelta

from bot.deadlines.rules import Rule
from bot.lang.dates.feasts import is_public_holiday, is_working_day, working_days_from
from bot.lang.read import read_yaml

Note = Literal["offices_may_close", "last_day_closed", "start_not_stated", "first_of_many"]
"""What an answer should say beside the day:

offices_may_close: an ordinary working day on which offices are often shut (`Computed.may_close`).
last_day_closed: the last day is a Saturday, Sunday or holiday, and the deadline does not wait for it.
start_not_stated: the text does not say what it counts from; `rule.after` was assumed.
first_of_many: what comes back at least that often; the day is the first time.
"""


@dataclass(frozen=True)
class Step:
    """One step of the counting, in its order.

    event: the day of the event, which does not count itself. first: day one. skipped: a public holiday
    from Monday to Friday that was passed over. end: where the counting came to. moved: the working day
    that the deadline waits for.
    """

    kind: Literal["event", "first", "skipped", "end", "moved"]
    day: date


@dataclass(frozen=True)
class Computed:
    """The last day of a deadline, and how it was counted."""

    rule: Rule
    day: date
    counted: tuple[Step, ...]
    notes: tuple[Note, ...] = ()
    may_close: tuple[date, ...] = ()
    """working days of the counting on which offices may be closed"""

    def has_passed(self, today: date) -> bool:
        """Whether the last day lies behind."""
        return self.day < today

    def days_left(self, today: date) -> int:
        """Days until the last day; 0 on the day itself, below it when passed."""
        return (self.day - today).days


def compute(rule: Rule, event_day: date) -> Computed:
    """The last day of a deadline after an event on a day.

    Raises:
        ValueError: if the rule has nothing to count from; ask `rule.countable` first.
    """
    if not rule.countable:
        raise ValueError(f"{rule.fact.key}: the text does not say what the deadline counts from")
    end = ending(event_day, rule.within, rule.unit)
    waits = rule.on_closed_day == "next_working_day" and not is_working_day(end)
    day = working_days_from(end, 1) if waits else end
    may_close = _may_close(rule, event_day, day)
    return Computed(rule, day, _steps(rule, event_day, end, day), _notes(rule, day, may_close), may_close)


def ending(event_day: date, within: int, unit: str) -> date:
    """The day so many units after a day, before anything is said of closed days."""
    if unit == "working_day":
        return working_days_from(event_day, within)
    if unit in {"month", "year"}:
        return event_day + relativedelta(months=within * (12 if unit == "year" else 1))
    return event_day + timedelta(days=within * (7 if unit == "week" else 1))


def _steps(rule: Rule, event_day: date, end: date, day: date) -> tuple[Step, ...]:
    steps = [Step("event", event_day)]
    if rule.unit == "working_day":
        steps.append(Step("first", working_days_from(event_day, 1)))
        steps += [Step("skipped", passed) for passed in _between(event_day, end) if _is_holiday(passed)]
    steps.append(Step("end", end))
    return (*steps, Step("moved", day)) if day != end else tuple(steps)


def _notes(rule: Rule, day: date, may_close: tuple[date, ...]) -> tuple[Note, ...]:
    holds: dict[Note, bool] = {
        "offices_may_close": bool(may_close),
        "last_day_closed": not is_working_day(day),
        "start_not_stated": not rule.start_stated,
        "first_of_many": rule.repeats,
    }
    return tuple(note for note, true in holds.items() if true)


def _may_close(rule: Rule, event_day: date, day: date) -> tuple[date, ...]:
    """Of working days all that were counted matter; of other units, the last day alone."""
    counted = _between(event_day, day) if rule.unit == "working_day" else [day]
    return tuple(passed for passed in counted if office_may_close(passed))


def office_may_close(day: date) -> bool:
    """Whether offices are often shut on a day that is an ordinary working day in the counting."""
    return is_working_day(day) and [day.month, day.day] in words()["offices_may_close"]


def _is_holiday(day: date) -> bool:
    return day.weekday() < 5 and is_public_holiday(day)


def _between(event_day: date, end: date) -> list[date]:
    """The days after the event, up to the end."""
    return [event_day + timedelta(days=number) for number in range(1, (end - event_day).days + 1)]


@cache
def words() -> dict[str, Any]:
    """The Danish words of deadlines and hours."""
    return read_yaml(Path(__file__).with_name("words.yml"))
