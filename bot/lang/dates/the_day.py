"""The one day that a message tells, of all the days it mentions."""

from dataclasses import replace
from datetime import date

from bot.lang.dates.finding import find
from bot.lang.dates.mention import Direction, Mention

_LESS_AND_LESS = ("ambiguous", "impossible", "vague")


def the_day(text: str, today: date, direction: Direction) -> Mention | None:
    """The day on the wanted side that a message tells.

    A certain day goes before a vague one, and one on the wanted side before one on the other. Several
    certain days are one mention of kind `ambiguous`, to be asked about. Births and lone times are no days.

    Returns:
        None where no day is told.
    """
    days = [mention for mention in find(text, today, direction) if mention.kind not in {"birth", "clock"}]
    fitting = [mention for mention in days if not mention.against] or days
    certain = [mention for mention in fitting if mention.kind == "exact"]
    if certain:
        return _one(certain)
    return next((mention for kind in _LESS_AND_LESS for mention in days if mention.kind == kind), None)


def _one(certain: list[Mention]) -> Mention:
    different = tuple(dict.fromkeys(day for mention in certain for day in mention.days))
    if len(different) == 1:
        return min(certain, key=lambda mention: len(mention.assumed))
    return replace(certain[0], kind="ambiguous", days=different, assumed=(), end=certain[-1].end)
