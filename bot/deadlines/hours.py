"""Whether a place is open at a moment, and when it opens next. Holidays are known."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.deadlines.compute import office_may_close, words
from bot.facts.values import Value
from bot.lang import numbers
from bot.lang.dates import say
from bot.lang.dates.feasts import is_public_holiday, is_working_day

_LOOK_DAYS = 28
_WEEK = 7


@dataclass(frozen=True)
class OpenState:
    """Open or closed at a moment (local time, no zone).

    `closes` is set while it is open; `opens_next` while it is closed, None where no opening was found.
    `may_be_closed`: an ordinary working day on which offices are often shut (the day it is open, or the
    day of the next opening).
    """

    open: bool
    closes: time | None = None
    opens_next: datetime | None = None
    may_be_closed: bool = False


def open_state(hours: Value, now: datetime) -> OpenState | None:
    """Whether a place is open now.

    Args:
        hours: a value with days, opens and closes: of a contact, a desk (`TurnTo.value`), opening hours.
        now: the time on a Danish wall clock.

    Returns:
        None where the value does not state days and times: nothing is guessed.
    """
    if not hours.days or not hours.opens or not hours.closes:
        return None
    opens, closes, moment = _clock(hours.opens), _clock(hours.closes), now.replace(tzinfo=None)
    if is_open_day(hours.days, moment.date()) and opens <= moment.time() < closes:
        return OpenState(True, closes=closes, may_be_closed=office_may_close(moment.date()))
    days = (moment.date() + timedelta(days=number) for number in range(_LOOK_DAYS))
    openings = (datetime.combine(day, opens) for day in days if is_open_day(hours.days, day))
    opening = next((found for found in openings if found > moment), None)
    return OpenState(
        False, opens_next=opening, may_be_closed=bool(opening and office_may_close(opening.date()))
    )


def is_open_day(days: tuple[str, ...], day: date) -> bool:
    """Whether a day is among the days; a public holiday never is."""
    if words()["hours"]["working_days"] in days:
        return is_working_day(day)
    numbered = words()["hours"]["days"]
    return day.weekday() in {numbered[name] for name in days} and not is_public_holiday(day)


def say_moment(moment: datetime, today: date) -> str:
    """When, in Danish: "i dag kl. 9", "mandag kl. 9", "tirsdag den 5. januar kl. 9"."""
    texts, away = words()["hours"], (moment.date() - today).days
    key = {0: "today", 1: "tomorrow"}.get(away, "this_week" if away < _WEEK else "later")
    weekday = numbers.WEEKDAYS[moment.weekday()]
    return str(
        texts[key].format(time=say_time(moment.time()), weekday=weekday, day=say(moment.date(), today))
    )


def say_time(clock: time) -> str:
    """9:00 → "9", 9:30 → "9.30"."""
    return f"{clock.hour}.{clock.minute:02}" if clock.minute else str(clock.hour)


def _clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))
