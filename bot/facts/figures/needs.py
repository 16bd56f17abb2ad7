"""What a fact states in figures: each must stand in the section that it cites."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from bot.facts.figures.figure import Figure, span, spread, times
from bot.facts.figures.parse import UNSTATED, parse
from bot.facts.types import UNKNOWN_DAY, Edition, Fact
from bot.facts.values import Range, Value, placeholders

_SAME_KIND = ("times", "count", "level", "year", "age")
"""A bare number of something: which word the text counts with is told apart by the section alone."""

_SHOWN_WHOLE = {"phone", "fax", "mail", "web", "address", "postal", "law", "Law", "paragraph", "date", "year"}
_SHOWN_WHOLE |= {"born_from", "born_to", "amount", "pension_age"}
"""Placeholders that the value accounts for; a sentence is read without them."""

_IN_SENTENCES = {"times", "span", "every", "age", "level", "count", "clock"}


class Need(NamedTuple):
    """Any one of `figures` meets the need; `field` says where in the fact it comes from."""

    field: str
    figures: frozenset[Figure]

    def met_by(self, there: Iterable[Figure]) -> frozenset[Figure]:
        """Those of the section's figures that meet it."""
        return frozenset(figure for figure in there if self.figures & _readings(figure))


@cache
def _readings(figure: Figure) -> frozenset[Figure]:
    """A date also states its year, a paragraph's part also the paragraph."""
    readings = {figure}
    if figure.kind == "date":
        readings.add(Figure("year", figure.value[:4]))
    if figure.kind == "paragraph":
        readings.add(figure._replace(value=figure.value.partition(",")[0]))
    return frozenset(readings)


def of_fact(fact: Fact, edition: Edition | None = None) -> list[Need]:
    """The needs of a fact: its typed value, its first day, and what its sentence says in words."""
    found = of_value(fact.value, edition) if fact.value else []
    if fact.first_day != UNKNOWN_DAY:
        found.append(_need("first_day", Figure("date", fact.first_day)))
    return found + of_sentence(fact.say, fact.value)


def of_sentence(say: str, value: Value | None = None) -> list[Need]:
    """What a sentence states when its numbers are filled in, as a citizen would read it."""
    for name, written in placeholders(value).items():
        say = say.replace("{" + name + "}", " " if name in _SHOWN_WHOLE else written)
    return [
        Need("say", _alike(figure)) for figure in parse(say) if figure.kind in _IN_SENTENCES and figure.value
    ]


def of_text(text: str, field: str) -> list[Need]:
    """Every figure of a text of our own, such as a title."""
    kinds = {*_IN_SENTENCES, "date", "year", "paragraph"}
    return [_need(field, figure) for figure in parse(text) if figure.kind in kinds]


def of_value(value: Value, edition: Edition | None = None) -> list[Need]:
    """The needs of each field of a value."""
    found: list[Need] = []
    for field, stated in value.given().items():
        if field in _READINGS:
            found += [Need(field, frozenset(figures)) for figures in _READINGS[field](stated, value)]
    if edition and edition.year and value.year == edition.year:
        found = [need for need in found if need.field != "year"]
    return found


def _need(field: str, figure: Figure) -> Need:
    return Need(field, frozenset({figure}))


def _ends(stated: Any) -> tuple[float, float | None]:
    return (stated.min, stated.max) if isinstance(stated, Range) else (stated, None)


def _alike(figure: Figure) -> frozenset[Figure]:
    if figure.kind == "every":
        return frozenset({figure, figure._replace(kind="span")})
    if figure.kind in _SAME_KIND and not figure.unit:
        return frozenset(Figure(kind, figure.value) for kind in _SAME_KIND)
    return frozenset({figure})


def _amount(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    if isinstance(stated, str):
        yield [Figure("amount", stated)]
    else:
        yield [Figure("amount", spread(stated), f"dkk/{value.per}" if value.per else "dkk")]


def _times(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    yield [times(*_ends(stated), value.per or "")]


def _sessions(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    number = spread(*_ends(stated))
    if value.per and value.times is None:
        yield [Figure("times", number, value.per)]
    else:
        yield [Figure("times", number), Figure("times", number, "aar")]


def _length(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    unit = "calendar_day" if value.length_unit == "day" else value.length_unit or ""
    yield [span(*_ends(stated), unit)]
    if value.per and not (value.times or value.sessions):
        yield [times(1, None, value.per)]


def _within(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    """A deadline, and what its own sentence counts it from."""
    figure = span(stated, None, value.unit or "")
    yield [figure]
    if value.after:
        yield [Figure("deadline", f"{figure.value} {figure.unit}", value.after)]


def _every(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    yield [span(stated, None, value.every_unit or "", "every")]


def _age_from(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    both = f"{stated}-{value.age_to}" if value.age_to is not None else str(stated)
    yield [Figure("age", both), *([] if value.age_to is not None else [Figure("count", both)])]


def _age_to(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    if value.age_from is None:
        yield [Figure("age", str(stated))]


def _number(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    yield _alike(Figure("count", spread(*_ends(stated))))


def _days(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    yield [Figure("days", stated[0] if len(stated) == 1 else f"{stated[0]}-{stated[-1]}")]


def _opens(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    yield [Figure("clock", f"{stated}-{value.closes}" if value.closes else stated)]


def _paragraph(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    written = f"{stated}, stk. {value.stk}" if value.stk else stated
    yield [Figure("paragraph", written, value.law or "")]


def _law(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    if not value.paragraph:
        yield [Figure("law", stated)]


def _born_from(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    yield [Figure("date", stated), *_whole_years(stated, value)]


def _born_to(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    """The list says "before" the day after."""
    day_after = date.fromisoformat(stated) + timedelta(days=1)
    yield [Figure("date", day_after.isoformat()), *_whole_years(stated, value)]


def _whole_years(stated: str, value: Value) -> Iterator[Figure]:
    """The list writes whole years as years: 1963-1966."""
    if stated.endswith(("-01-01", "-12-31")):
        years = [day[:4] for day in (value.born_from, value.born_to) if day]
        yield from (Figure("year", stated[:4]), Figure("year", "-".join(years)))


def _as_it_is(kind: str) -> Callable[[Any, Value], Iterator[Iterable[Figure]]]:
    def reading(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
        yield [Figure(kind, str(stated))]

    return reading


def _after(stated: Any, value: Value) -> Iterator[Iterable[Figure]]:
    if value.within is None and stated != UNSTATED:
        yield [Figure("after", stated)]


_READINGS: dict[str, Callable[[Any, Value], Iterator[Iterable[Figure]]]] = {
    "amount": _amount,
    "times": _times,
    "sessions": _sessions,
    "length": _length,
    "within": _within,
    "every": _every,
    "age_from": _age_from,
    "age_to": _age_to,
    "days": _days,
    "paragraph": _paragraph,
    "law": _law,
    "after": _after,
    **dict.fromkeys(("people", "count", "pension_age"), _number),
    "born_from": _born_from,
    "born_to": _born_to,
    "opens": _opens,
    "before": _as_it_is("clock"),
    "before_day": _as_it_is("day"),
    **{
        kind: _as_it_is(kind)
        for kind in ("payer", "level", "phone", "fax", "mail", "web", "address", "postal")
    },
    **{kind: _as_it_is(kind) for kind in ("date", "year", "digital_post")},
}
