"""Finds every day and time that a message names.

The patterns of `dates.yml` are tried in their order; what one has taken, no later one reads again.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from re import Match, Pattern

from bot.lang.dates import absolute, born, clock, relative
from bot.lang.dates.absolute import Groups
from bot.lang.dates.canonical import Canonical, canonical
from bot.lang.dates.choose import Wanted
from bot.lang.dates.mention import Direction, Mention, Reading
from bot.lang.dates.vocabulary import DATA, pattern

Reader = Callable[[Groups, Wanted], Reading | None]
_READERS: dict[str, Reader] = {
    name: getattr(module, name)
    for module, names in (
        (born, ("born_day", "born_iso", "born_year", "born_decade", "born_near")),
        (absolute, ("numeric", "written", "several", "nth_weekday", "feast", "in_month")),
        (relative, ("near", "ago", "ahead", "week", "week_number", "some_month", "day_of_month")),
        (relative, ("weekday_last", "weekday_to_come", "weekday_alone", "weekday_which", "weekday_back")),
        (relative, ("weekday_on", "weekday_of_week", "weekday_of_number")),
        (clock, ("clock",)),
    )
    for name in names
}
_BESIDE = 12
"""a time this near a day, in letters, is the time of that day"""


def find(text: str, today: date, direction: Direction = "either") -> tuple[Mention, ...]:
    """Every mention of a day or a time, in reading order.

    Args:
        text: the message as it was written.
        today: the day on which it was written.
        direction: on which side of today a day is wanted: a letter came in the past, a training that is
            cancelled lies in the future. Where it decides, the mention says what was assumed.
    """
    found, wanted = canonical(text), Wanted(today, direction)
    mentions = [_placed(reading, match, found, wanted) for match, reading in _readings(found, wanted)]
    return _joined(sorted(mentions, key=lambda mention: mention.start), text)


def _readings(found: Canonical, wanted: Wanted) -> Iterator[tuple[Match[str], Reading]]:
    taken: set[int] = set()
    for name, words in _patterns():
        for match in words.finditer(found.text):
            if not taken.isdisjoint(range(*match.span())):
                continue
            reading = _read(name, match, wanted)
            if reading or name == "nothing":
                taken.update(range(*match.span()))
            if reading:
                yield match, reading


def _read(name: str, match: Match[str], wanted: Wanted) -> Reading | None:
    if name in {"nothing", "dim"}:
        return Reading("vague") if name == "dim" else None
    return _READERS[name]({**match.groupdict(), "": match.group()}, wanted)


def _placed(reading: Reading, match: Match[str], found: Canonical, wanted: Wanted) -> Mention:
    written = match.group()
    ahead = len(written) - len(written.lstrip())
    start, end = found.span(match.start() + ahead, match.start() + len(written.rstrip()))
    against = reading.kind == "exact" and not wanted.fits(reading.days[0])
    return Mention(
        reading.kind, reading.days, reading.assumed, reading.clock, start=start, end=end, against=against
    )


def _joined(mentions: list[Mention], text: str) -> tuple[Mention, ...]:
    """Days joined by "or" become one that is asked about; a time goes to the day that it stands with."""
    joined: list[Mention] = []
    for mention in mentions:
        between = text[joined[-1].end : mention.start] if joined else ""
        if joined and _are_choices(joined[-1], mention, between):
            days = (*joined[-1].days, *mention.days)
            joined[-1] = replace(joined[-1], kind="ambiguous", days=days, end=mention.end)
        else:
            joined.append(mention)
    return _timed(joined)


def _are_choices(one: Mention, other: Mention, between: str) -> bool:
    certain = {"exact", "ambiguous"}
    return one.kind in certain and other.kind in certain and between.strip(" ,").lower() == DATA["either_or"]


def _timed(mentions: list[Mention]) -> tuple[Mention, ...]:
    clocks = [mention for mention in mentions if mention.kind == "clock"]
    days = [mention for mention in mentions if mention.kind not in {"clock", "birth", "impossible"}]
    lonely = len(clocks) == 1 and len(days) == 1
    for time in clocks:
        beside = [day for day in days if lonely or _gap(day, time) <= _BESIDE]
        if beside:
            day = min(beside, key=lambda mention: _gap(mention, time))
            place = mentions.index(day)
            mentions[place] = replace(day, clock=time.clock, assumed=(*day.assumed, *time.assumed))
            days[days.index(day)] = mentions[place]
            mentions.remove(time)
    return tuple(mentions)


def _gap(one: Mention, other: Mention) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


@cache
def _patterns() -> tuple[tuple[str, Pattern[str]], ...]:
    return tuple((row["read"], pattern(row["words"])) for row in DATA["patterns"])
