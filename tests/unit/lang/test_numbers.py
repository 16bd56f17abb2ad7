"""How numbers, times, dates, phones and lists are written in Danish."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lang import numbers


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (25, "25"),
        (0, "0"),
        (3.0, "3"),
        (0.5, "½"),
        (1.5, "1½"),
        (2.5, "2½"),
        (2.25, "2,25"),
        (0.1, "0,1"),
    ],
)
def test_a_number_is_written_the_danish_way(value: float, written: str) -> None:
    assert numbers.number(value) == written


@given(st.integers(0, 10**9))
def test_a_whole_number_is_its_digits(value: int) -> None:
    assert numbers.number(value) == str(value)


@pytest.mark.parametrize(
    ("digits", "written"), [("98765432", "98 76 54 32"), ("112", "112"), ("1813", "1813"), ("", "")]
)
def test_a_long_phone_number_is_read_in_pairs_and_a_short_one_whole(digits: str, written: str) -> None:
    assert numbers.phone(digits) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [("09:00", "9.00"), ("9:05", "9.05"), ("12:30", "12.30"), ("00:15", "0.15")],
)
def test_a_clock_time_has_a_dot_and_no_leading_zero(text: str, written: str) -> None:
    assert numbers.clock(text) == written


def test_a_day_is_written_with_its_month_in_words() -> None:
    assert numbers.day(date(2026, 4, 21)) == "21. april 2026"
    assert numbers.day(date(2026, 1, 1)) == "1. januar 2026"
    assert numbers.day(date(2026, 12, 31)) == "31. december 2026"


def test_a_day_may_carry_its_weekday() -> None:
    assert numbers.day(date(2026, 4, 21), weekday=True) == "tirsdag den 21. april 2026"
    assert numbers.day(date(2026, 4, 26), weekday=True) == "søndag den 26. april 2026"


def test_there_are_twelve_months_and_seven_weekdays() -> None:
    assert len(set(numbers.MONTHS)) == 12
    assert len(set(numbers.WEEKDAYS)) == 7


@pytest.mark.parametrize(
    ("items", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_a_list_ends_with_og(items: list[str], written: str) -> None:
    assert numbers.listing(items) == written
