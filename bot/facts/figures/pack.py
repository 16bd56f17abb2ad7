"""The words of one language, read from `words.yml`, as patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from bot.lang.numbers import MONTHS
from bot.lang.read import read_yaml

CLOCK = r"(?<![\d.])(?:\d{1,2})[.:](?:\d{2})(?!\d|[.,]\d)"


@cache
def words() -> dict[str, Any]:
    """The whole of `words.yml`."""
    return read_yaml(Path(__file__).with_name("words.yml"))


@cache
def laws() -> re.Pattern[str]:
    """The names of the laws, each as a group with the law's id."""
    named = "|".join(f"(?P<{law}>{pattern})" for law, pattern in words()["laws"].items())
    return re.compile(named.replace(" ", r"\s+"), re.IGNORECASE)


def _any(patterns: Iterable[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))


@dataclass(frozen=True)
class Pack:
    """The patterns by which one language writes its figures."""

    numbers: dict[str, Fraction]
    ones: frozenset[str]
    number: re.Pattern[str]
    units: re.Pattern[str]
    times: re.Pattern[str]
    per: re.Pattern[str]
    money: re.Pattern[str]
    every: re.Pattern[str]
    every_year: re.Pattern[str]
    weekly: re.Pattern[str]
    age_before: re.Pattern[str]
    age_between: re.Pattern[str]
    level_before: re.Pattern[str]
    not_after: re.Pattern[str]
    reference: re.Pattern[str]
    clocks: re.Pattern[str]
    date: re.Pattern[str]
    months: tuple[str, ...]
    said: dict[str, dict[str, re.Pattern[str]]]

    def value(self, written: str) -> Fraction:
        """`1½`, `25,00`, `fem`, `en halv` as a number."""
        word = written.lower()
        if word in self.numbers:
            return self.numbers[word]
        half = Fraction(1, 2) if word.endswith("½") else Fraction(0)
        digits = word.rstrip("½").replace(",", ".")
        return Fraction(digits or 0) + half


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _named(groups: dict[str, list[str]]) -> str:
    return "|".join(f"(?P<{name}>{_any(patterns)})" for name, patterns in groups.items())


@cache
def pack(language: str) -> Pack:
    """The patterns of `da` or `en`."""
    raw = words()[language]
    numbers = {word: Fraction(str(value)) for word, value in raw["numbers"].items()}
    numbers |= dict.fromkeys(raw["halves"], Fraction(1, 2))
    one = rf"(?:\d+(?:,\d+)?½?|½|\b(?:{_any(numbers)})\b)"
    months = tuple(raw.get("months", MONTHS))
    before = {
        key: _pattern(rf"\b(?:{_any(raw[key])}) $")
        for key in ("every", "weekly", "age_before", "level_before", "not_after")
    }
    return Pack(
        numbers=numbers,
        ones=frozenset(raw["ones"]),
        number=_pattern(rf"(?P<low>{one})(?: ?(?:{_any(raw['between'])}) ?(?P<high>{one}))?"),
        units=_pattern(rf"\.?-? ?(?:{_named(raw['units'])})(?!\w)"),
        times=_pattern(rf" ?(?:{_any(raw['times'])})\b"),
        per=_pattern(rf" ?(?:{_named(raw['per'])})"),
        money=_pattern(rf" ?(?:{_any(raw['money'])})"),
        every_year=_pattern(_any(raw["every_year"])),
        age_between=_pattern(raw["age_between"]),
        reference=_pattern(raw["reference"]),
        clocks=_pattern(rf"{CLOCK}(?: ?(?:{_any(raw['clock_between'])}) ?{CLOCK})?"),
        date=_pattern(raw["date"].replace("{months}", _any(months))),
        months=months,
        said={
            kind: {value: _pattern(pattern) for value, pattern in patterns.items()}
            for kind, patterns in raw["said"].items()
        },
        **before,
    )
