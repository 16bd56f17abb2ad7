"""Reads an age or a year of birth from a message, and judges whether it can be."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.eligibility.ages import OLDEST
from bot.lang.dates import ages, birth
from bot.lang.fold import fold, folded_words
from bot.lang.read import read_yaml

_FIGURE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Heard:
    """An age as an answer ("82", "80-89", "f1951", "f1951-04-03"); or why it is none."""

    answer: str = ""
    bad: bool = False
    doubtful: str = ""


@cache
def _words() -> dict[str, Any]:
    return read_yaml(Path(__file__).with_name("hear.yml"))


def age_in(text: str, day: date, asked: str = "") -> Heard:
    """The age or birth that a message tells; `asked` is the kind of question it may reply to."""
    born = _birth(text, day, asked)
    if born is not None:
        return born
    if asked == "birth_year":
        return Heard()
    found = [age for age in ages(text) if age.lowest is not None or age.highest is not None]
    if found:
        return _judged(found[0].lowest or 0, found[0].highest or OLDEST)
    alone = _FIGURE.findall(text)
    return _judged(int(alone[0]), int(alone[0])) if asked == "age" and len(alone) == 1 else Heard()


def _birth(text: str, day: date, asked: str) -> Heard | None:
    """A birth; None where none is told."""
    if asked != "birth_year" and ages(text) and not _born_words(text) and not _YEAR.search(text):
        return None
    told = birth(text, day)
    if told and told.kind == "impossible":
        return Heard(bad=True)
    if told and told.days:
        return _born(told.days, day)
    year = re.search(_words()["born_year"], fold(text))
    if year:
        return _born((date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)), day)
    return Heard(bad=True) if _born_words(text) and asked and not ages(text) else None


def _born_words(text: str) -> bool:
    return bool({fold(word) for word in _words()["born"]} & set(folded_words(text)))


def _born(days: tuple[date, ...], day: date) -> Heard:
    first, last = days[0], days[-1]
    if first > day or day.year - last.year > _words()["ages"]["most"]:
        return Heard(bad=True)
    if first == last:
        return _doubted(f"f{first.isoformat()}", day.year - first.year)
    if first.year == last.year:
        return _doubted(f"f{first.year}", day.year - first.year)
    return _judged(day.year - last.year - 1, day.year - first.year)


def _judged(lowest: int, highest: int) -> Heard:
    if lowest > _words()["ages"]["most"]:
        return Heard(bad=True)
    return _doubted(str(lowest) if lowest == highest else f"{lowest}-{highest}", highest)


def _doubted(answer: str, years: int) -> Heard:
    return Heard(doubtful=answer) if years < _words()["ages"]["ask_again_below"] else Heard(answer)
