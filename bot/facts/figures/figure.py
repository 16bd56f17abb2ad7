"""A figure: what a text states that can be right or wrong."""

from fractions import Fraction
from typing import NamedTuple

_TO_SMALLEST = {"hour": ("minute", 60), "year": ("month", 12)}
"""Units that are only another way to write a smaller one; fourteen days are not two weeks in law."""

_EVERY = {"uge": (1, "week"), "maaned": (1, "month"), "kvartal": (3, "month"), "aar": (12, "month")}
Number = int | float | Fraction


class Figure(NamedTuple):
    """`value` as it is compared (`10`, `1-3`, `09:00`, `86, stk. 1`); `unit` is a unit, a law or empty."""

    kind: str
    value: str
    unit: str = ""

    def __str__(self) -> str:
        return " | ".join(part for part in self if part)


def read(text: str) -> Figure:
    """The figure that `str` wrote."""
    return Figure(*text.split(" | "))


def plain(number: Number) -> str:
    """1.5 → "1.5", 10.0 → "10"."""
    return f"{float(number):g}"


def spread(low: Number, high: Number | None = None) -> str:
    """One number, or a range: "10", "1-3"."""
    return plain(low) if high is None else f"{plain(low)}-{plain(high)}"


def span(low: Number, high: Number | None, unit: str, kind: str = "span") -> Figure:
    """A length of time in its smallest unit: half an hour is thirty minutes."""
    smallest, factor = _TO_SMALLEST.get(unit, (unit, 1))
    return Figure(kind, spread(low * factor, None if high is None else high * factor), smallest)


def times(low: Number, high: Number | None, per: str) -> Figure:
    """So many times in a period; once a year is the same as every twelve months."""
    if per in _EVERY and low == 1 and high is None:
        number, unit = _EVERY[per]
        return Figure("every", plain(number), unit)
    return Figure("times", spread(low, high), per)
