"""Ages as classes: the thresholds of the rules cut the days of birth into classes, the oldest last.

An answer ("82", "firserne", a year of birth) is a span of days of birth, and so a set of classes; one
class is enough to know. Everything else about an age does not matter to the rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.facts import pension
from bot.facts.pension import Born, Reached
from bot.facts.query import Facts

AGE, YEAR, BIRTHDAY = "alder", "foedselsaar", "foedselsdag"
"""The questions that an age may take: the age or year, the year alone, and whether the birthday has been."""

PENSION = "folkepensionsalder"
OLDEST = 120
_STEP = timedelta(days=1)


@dataclass(frozen=True)
class Ages:
    """The thresholds of the rules on a day: each is reached by those born on its day or earlier."""

    day: date
    reached_by: tuple[tuple[str, date], ...]
    """name of a threshold and the last day of birth that has reached it, the lowest threshold first"""

    @property
    def classes(self) -> frozenset[str]:
        """All classes: "0" has reached no threshold."""
        return frozenset(str(n) for n in range(len(self.reached_by) + 1))

    def at_least(self, threshold: str) -> frozenset[str]:
        """The classes that have reached a threshold."""
        position = [name for name, _ in self.reached_by].index(threshold)
        return frozenset(str(n) for n in range(position + 1, len(self.reached_by) + 1))

    def classes_of(self, born: Born) -> frozenset[str]:
        """The classes of a span of days of birth."""
        first, last = self._class(born.latest), self._class(born.earliest)
        return frozenset(str(n) for n in range(first, last + 1))

    def _class(self, born: date) -> int:
        return sum(born <= last for _, last in self.reached_by)


def thresholds(limits: Mapping[str, int | str], facts: Facts, day: date) -> Ages:
    """The thresholds by name: an age in years, or the age of folkepension by day of birth."""
    reached = {name: _reached_by(limit, facts, day) for name, limit in limits.items()}
    return Ages(day, tuple(sorted(reached.items(), key=lambda item: (-item[1].toordinal(), item[0]))))


def _reached_by(limit: int | str, facts: Facts, day: date) -> date:
    if isinstance(limit, int):
        return day - relativedelta(years=limit)
    rows = pension.rows(facts, day)
    latest = [_latest(max(row.born_from, _oldest(day)), min(row.born_to, day), day, rows) for row in rows]
    return max(latest, default=date.min)


def _latest(first: date, last: date, day: date, rows: tuple[pension.Row, ...]) -> date:
    """The last day of birth between two that has reached the age; the first of time if none has."""
    if first > last or pension.reached(Born.on(first), day, rows) is not Reached.YES:
        return date.min
    while first < last:
        middle = last - (last - first) // 2
        if pension.reached(Born.on(middle), day, rows) is Reached.YES:
            first = middle
        else:
            last = middle - _STEP
    return first


def _oldest(day: date) -> date:
    return day - relativedelta(years=OLDEST)


def span_of(answers: Mapping[str, str], day: date) -> Born | None:
    """The days of birth that all answers on age leave; None where nothing was said.

    An age is written "82" or "80-89", a birth "f1951" or "f1951-04-03".
    """
    spans = [
        _span(answers[question], day)
        for question in (AGE, YEAR)
        if answers.get(question, "").strip("f")[:1].isdigit()
    ]
    if not spans:
        return None
    born = Born(max(span.earliest for span in spans), min(span.latest for span in spans))
    if born.earliest > born.latest:
        return spans[-1]
    return _birthday(born, answers.get(BIRTHDAY), day)


def year_known(born: Born) -> bool:
    """Whether the year of birth is known."""
    return born.earliest.year == born.latest.year


def _birthday(born: Born, had: str | None, day: date) -> Born:
    today = date(born.earliest.year, 1, 1) + relativedelta(month=day.month, day=day.day)
    if not year_known(born):
        return born
    if had == "ja":
        return Born(born.earliest, min(born.latest, today))
    if had == "nej":
        return Born(max(born.earliest, today + _STEP), born.latest) if today < born.latest else born
    return born


def _span(answer: str, day: date) -> Born:
    if answer.startswith("f"):
        return Born.on(date.fromisoformat(answer[1:])) if "-" in answer else Born.in_year(int(answer[1:]))
    lowest, _, highest = answer.partition("-")
    return Born(Born.aged(int(highest or lowest), day).earliest, Born.aged(int(lowest), day).latest)


def years(born: Born, day: date) -> tuple[int, int]:
    """The lowest and the highest age in whole years that a span of days of birth can mean."""
    return relativedelta(day, born.latest).years, relativedelta(day, born.earliest).years


def sane(born: Born, day: date, most: int) -> bool:
    """Whether somebody of that age can live today."""
    return born.earliest <= day and years(born, day)[0] <= most
