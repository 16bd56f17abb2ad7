"""Days and years of birth: "født i 1951", "f. 3.4.51", "1951" as an answer."""

from datetime import date

from bot.lang.dates.absolute import Groups, month_of
from bot.lang.dates.canonical import canonical
from bot.lang.dates.choose import Wanted, dated
from bot.lang.dates.mention import Reading
from bot.lang.dates.vocabulary import DATA, DECADES, number, pattern

_OLDEST = 115


def born_day(said: Groups, wanted: Wanted) -> Reading | None:
    """Født 3.4.1951; without a year the birth day is only known in part."""
    day, month = number(said["d"] or "") or 0, month_of(said) or 0
    if not said["y"]:
        found = dated(day, month, 2000, Wanted(wanted.today, "either"))
        return Reading("impossible") if found.kind == "impossible" else Reading("birth")
    return _born(dated(day, month, _year(said, wanted), Wanted(wanted.today, "either")), wanted)


def born_iso(said: Groups, wanted: Wanted) -> Reading | None:
    """Født 1951-04-03."""
    return born_day(said, wanted)


def born_year(said: Groups, wanted: Wanted) -> Reading | None:
    """Født i 1951: any day of the year."""
    year = _year(said, wanted)
    if not wanted.today.year - _OLDEST <= year <= wanted.today.year:
        return Reading("impossible")
    return Reading("birth", (date(year, 1, 1), date(year, 12, 31)))


def born_decade(said: Groups, wanted: Wanted) -> Reading | None:
    """Født i halvtredserne."""
    year = 1900 + int(said["digits"] or DECADES.get(said["decade"] or "", 0))
    return Reading("birth", (date(year, 1, 1), date(year + 9, 12, 31)))


def born_near(said: Groups, wanted: Wanted) -> Reading | None:
    """Født i morgen: nobody who writes is."""
    return Reading("impossible")


def bare(text: str, today: date) -> Reading | None:
    """A whole answer that is a year or a date of birth: "1951", "3. april 51"."""
    found = pattern(DATA["born_bare"]).fullmatch(canonical(text).text.strip())
    if not found:
        return None
    said, wanted = found.groupdict(), Wanted(today, "past")
    return born_day(said, wanted) if said["d"] else born_year(said, wanted)


def _born(reading: Reading, wanted: Wanted) -> Reading:
    if reading.kind != "exact" or not _alive(reading.days[0], wanted.today):
        return Reading("impossible")
    return Reading("birth", reading.days)


def _alive(day: date, today: date) -> bool:
    return day <= today and day.year >= today.year - _OLDEST


def _year(said: Groups, wanted: Wanted) -> int:
    """Two digits are the last such year that has been: 51 → 1951, 04 → 2004."""
    written = int(said["y"] or 0)
    if written >= 100:
        return written
    century = wanted.today.year - wanted.today.year % 100
    return century + written - (100 if written > wanted.today.year % 100 else 0)
