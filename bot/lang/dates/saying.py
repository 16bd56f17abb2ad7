"""Danish words for a day, and the one birth that a message tells of."""

from datetime import date

from bot.lang.dates.born import bare
from bot.lang.dates.finding import find
from bot.lang.dates.mention import Mention
from bot.lang.dates.vocabulary import DATA
from bot.lang.numbers import MONTHS, WEEKDAYS


def say(day: date, today: date) -> str:
    """2026-04-21 → "tirsdag den 21. april"; with its year where it is not the year of today."""
    words = DATA["say"]["day" if day.year == today.year else "with_year"]
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    return str(words.format(weekday=weekday, day=day.day, month=month, year=day.year))


def birth(text: str, today: date) -> Mention | None:
    """The birth that a message tells of: after a word such as "born", or as the whole message.

    Returns:
        Kind `birth` with the day, the first and last day of the year, or (a birthday without its year)
        none; kind `impossible`; or None where nobody's birth is told.
    """
    if whole := bare(text, today):
        return Mention(whole.kind, whole.days, start=0, end=len(text))
    return next((mention for mention in find(text, today, "past") if mention.kind == "birth"), None)
