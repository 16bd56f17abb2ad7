"""How numbers, times, dates and phone numbers look in Danish text."""

import re
from datetime import date
from pathlib import Path

from bot.lang.read import read_yaml

_NAMES = read_yaml(Path(__file__).with_name("words.yml"))
MONTHS: tuple[str, ...] = tuple(_NAMES["months"])
WEEKDAYS: tuple[str, ...] = tuple(_NAMES["weekdays"])
LAWS: dict[str, str] = _NAMES["laws"]


def number(value: float) -> str:
    """25 → "25", 1.5 → "1½", 2.25 → "2,25"."""
    whole, rest = divmod(value, 1)
    if not rest:
        return str(int(whole))
    if rest == 0.5:
        return f"{int(whole) or ''}½"
    return f"{value:g}".replace(".", ",")


def phone(digits: str) -> str:
    """43282828 → "43 28 28 28"; short numbers stay whole."""
    if len(digits) != 8:
        return digits
    return " ".join(re.findall("..", digits))


def clock(text: str) -> str:
    """09:00 → "9.00"."""
    hours, minutes = text.split(":")
    return f"{int(hours)}.{minutes}"


def day(value: date, weekday: bool = False) -> str:
    """2026-04-21 → "21. april 2026", with the weekday in front if asked for."""
    text = f"{value.day}. {MONTHS[value.month - 1]} {value.year}"
    return f"{WEEKDAYS[value.weekday()]} den {text}" if weekday else text


def listing(items: list[str]) -> str:
    """["a", "b", "c"] → "a, b og c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} og {items[-1]}"
