"""The Danish words of dates and numbers, from `dates.yml`, and regular expressions made of them."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from bot.lang.fold import fold
from bot.lang.numbers import MONTHS, WEEKDAYS
from bot.lang.read import read_yaml

DATA: dict[str, Any] = read_yaml(Path(__file__).with_name("dates.yml"))
_NAME = re.compile(r"(?<!\?P)<(\w+)>")


def _numbered(rows: list[list[str]], first: int = 1, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, words in enumerate(rows) for word in words}


def _composed(units: dict[str, int], tens: dict[str, int]) -> dict[str, int]:
    return {f"{unit}og{ten}": tens[ten] + units[unit] for ten in tens for unit in units}


_UNITS = _numbered(DATA["units"])
_TENS = _numbered(DATA["tens"], 20, 10)
_ORDINAL_TENS = _numbered(DATA["ordinal_tens"], 20, 10)

CARDINALS: dict[str, int] = {
    **_UNITS,
    **_numbered(DATA["teens"], 10),
    **_TENS,
    **_composed(_UNITS, _TENS),
}
ORDINALS: dict[str, int] = {
    **_ORDINAL_TENS,
    **_numbered(DATA["ordinals"]),
    **_composed(_UNITS, _ORDINAL_TENS),
}
DECADES: dict[str, int] = _numbered(DATA["decades"], 20, 10)
LONG_MONTHS: dict[str, int] = _numbered([[fold(name)] for name in MONTHS])
MONTH_WORDS: dict[str, int] = {**LONG_MONTHS, **_numbered(DATA["months_short"])}
WEEKDAY_WORDS: dict[str, int] = {
    **_numbered([[fold(name)] for name in WEEKDAYS], 0),
    **_numbered(DATA["weekdays_short"], 0),
}


def number(text: str) -> int | None:
    """3, "3", "tre", "to og firs" or "tredje" as a number; None for other words."""
    bare = text.replace(" ", "").rstrip(".")
    if bare.isdecimal():
        return int(bare)
    return CARDINALS.get(bare, ORDINALS.get(bare))


def _one_of(words: Any) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _spaced(words: dict[str, int], tens: dict[str, int]) -> str:
    """The words, where those of tens may also be written in two or three ("to og firs")."""
    single = [word for word in words if not any(word.endswith(f"og{ten}") for ten in tens)]
    return rf"(?:(?:{_one_of(_UNITS)} ?og ?)?{_one_of(tens)}|{_one_of(single)})"


@cache
def _lists() -> dict[str, str]:
    cardinal = _spaced(CARDINALS, _TENS)
    lists = {
        "weekday": _one_of(WEEKDAY_WORDS),
        "month": _one_of(MONTH_WORDS),
        "long_month": _one_of(LONG_MONTHS),
        "cardinal": cardinal,
        "ordinal": _spaced(ORDINALS, _ORDINAL_TENS),
        "decades": _one_of(DECADES),
        "n": rf"(?:\d{{1,3}}|{cardinal})",
        "feasts": _one_of([*DATA["feasts"], *DATA["easter"]]),
        "after_day": _one_of(DATA["after_day"]),
    }
    near = "|".join(DATA["near"].values())
    return {**lists, "near": f"(?:{near})", "no_unit": DATA["no_unit"], **DATA["macros"]}


@cache
def pattern(words: str) -> re.Pattern[str]:
    """A regular expression of `dates.yml`: names filled in, and only whole words matched."""
    while found := _NAME.search(words):
        words = words[: found.start()] + _lists()[found.group(1)] + words[found.end() :]
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
