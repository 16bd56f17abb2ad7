"""Times of day: kl. 14, halv tre, kvart over ni."""

from datetime import time

from bot.lang.dates.absolute import Groups
from bot.lang.dates.choose import Wanted
from bot.lang.dates.mention import Assumed, Reading
from bot.lang.dates.vocabulary import DATA, number

_EARLIEST = 7
"""hours below it are taken as afternoon: nobody is trained at two at night"""


def clock(said: Groups, wanted: Wanted) -> Reading | None:
    """A time of day; "at two" is taken as 14, and that is reported."""
    hour = number(said.get("h") or said.get("h2") or "")
    minutes = int(said.get("mi") or 0)
    if hour is None or hour > 24 or minutes > 59:
        return None
    total, assumed = _half_of_day(hour, said)
    if said.get("half"):
        minutes -= 30
    if said.get("minus") or said.get("plus"):
        first = (said.get("minus") or said.get("plus") or "").split(" ")[0]
        minutes += DATA["minutes"][first] * (-1 if said.get("minus") else 1)
    return Reading("clock", (), assumed, _time(total * 60 + minutes))


def _half_of_day(hour: int, said: Groups) -> tuple[int, tuple[Assumed, ...]]:
    part = DATA["parts"].get(said.get("part"))
    if part == "pm" and hour < 12:
        return hour + 12, ()
    if part or (said.get("h") or "").startswith("0") or not 0 < hour < _EARLIEST:
        return hour, ()
    return hour + 12, ("afternoon",)


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
