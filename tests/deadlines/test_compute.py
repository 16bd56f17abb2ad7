"""Counting, held against a brute force that walks day by day and knows the holidays by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deadlines import Computed, Rule, compute
from bot.lang.dates.feasts import is_public_holiday, is_working_day
from tests.builders import a_fact

ONE = timedelta(days=1)
FIRST, LAST = date(2020, 1, 1), date(2035, 12, 31)
DAYS = st.dates(FIRST, LAST)
CLOSED = st.sampled_from(["next_working_day", "same_day"])


def a_rule(within: int, unit: str, **more: Any) -> Rule:
    usual = {"after": "afgoerelse", "start_stated": True, "on_closed_day": "same_day", "acts": "municipality"}
    return Rule(a_fact(name="start_deadline"), within, unit, **{**usual, **more})


def kinds(computed: Computed) -> list[tuple[str, str]]:
    return [(step.kind, step.day.isoformat()) for step in computed.counted]


# --- the brute force -------------------------------------------------------------------------------


def easter_sunday(year: int) -> date:
    """The first Sunday after the first full moon of spring, by the Gregorian tables (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    return date(year, (h + el - 7 * m + 114) // 31, (h + el - 7 * m + 114) % 31 + 1)


def closed_days(year: int) -> set[date]:
    moving = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year < 2024 else [])
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    return {*fixed, *(easter_sunday(year) + timedelta(days=away) for away in moving)}


def works(day: date) -> bool:
    return day.strftime("%a") not in {"Sat", "Sun"} and day not in closed_days(day.year)


def walked(event: date, within: int, unit: str) -> date:
    """The last day, found by walking one day at a time."""
    day, counted = event, 0
    while counted < within:
        day += ONE
        if unit == "calendar_day" or (unit == "working_day" and works(day)):
            counted += 1
        elif unit == "week":
            counted += day.weekday() == event.weekday()
        elif unit == "month":
            counted += _same_day_of_month(day, event)
    return day


def _same_day_of_month(day: date, event: date) -> bool:
    last_of_month = (day + ONE).day == 1
    return day.day == event.day or (last_of_month and day.day < event.day)


# --- against it ------------------------------------------------------------------------------------


def test_the_calendar_agrees_with_the_brute_force_on_every_day_of_sixteen_years() -> None:
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    assert len(days) == 5844
    assert [day for day in days if is_working_day(day) != works(day)] == []
    assert [day for day in days if is_public_holiday(day) != (day in closed_days(day.year))] == []


@pytest.mark.parametrize(
    ("unit", "within"), [("calendar_day", 14), ("working_day", 10), ("week", 4), ("month", 3)]
)
def test_every_event_of_sixteen_years_agrees_with_the_brute_force(unit: str, within: int) -> None:
    rule, day = a_rule(within, unit), FIRST
    while day <= LAST:
        assert compute(rule, day).day == walked(day, within, unit), day
        day += ONE


@given(DAYS, st.integers(1, 60), st.sampled_from(["calendar_day", "working_day", "week", "month"]), CLOSED)
def test_any_deadline_agrees_with_the_brute_force(
    event: date, within: int, unit: str, on_closed: str
) -> None:
    expected = walked(event, within, unit)
    while on_closed == "next_working_day" and not works(expected):
        expected += ONE
    assert compute(a_rule(within, unit, on_closed_day=on_closed), event).day == expected


@given(DAYS, st.integers(1, 40), st.sampled_from(["calendar_day", "working_day", "week", "month"]), CLOSED)
def test_a_deadline_is_after_its_event_and_later_events_never_end_sooner(
    event: date, within: int, unit: str, on_closed: str
) -> None:
    rule = a_rule(within, unit, on_closed_day=on_closed)
    computed = compute(rule, event)
    assert computed.day > event
    assert compute(rule, event + ONE).day >= computed.day
    assert compute(a_rule(within + 1, unit, on_closed_day=on_closed), event).day >= computed.day


@given(DAYS, st.integers(1, 30))
def test_working_days_and_what_was_skipped_make_up_all_days_between(event: date, within: int) -> None:
    computed = compute(a_rule(within, "working_day"), event)
    skipped = [step.day for step in computed.counted if step.kind == "skipped"]
    between = [event + timedelta(days=number) for number in range(1, (computed.day - event).days + 1)]
    assert len([day for day in between if day.weekday() < 5]) == within + len(skipped)
    assert all(is_public_holiday(day) for day in skipped)


# --- the year's turning points ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "within", "unit", "day", "why"),
    [
        ("2026-04-01", 1, "working_day", "2026-04-07", "Easter: five closed days in a row"),
        ("2026-12-23", 1, "working_day", "2026-12-24", "24 December counts"),
        ("2026-12-24", 1, "working_day", "2026-12-28", "25 and 26 December do not"),
        ("2026-12-30", 1, "working_day", "2026-12-31", "31 December counts"),
        ("2026-12-31", 1, "working_day", "2027-01-04", "1 January does not"),
        ("2026-05-13", 1, "working_day", "2026-05-15", "Kristi himmelfart; the Friday after counts"),
        ("2026-05-22", 1, "working_day", "2026-05-26", "2. pinsedag"),
        ("2023-05-04", 1, "working_day", "2023-05-08", "store bededag, for the last time"),
        ("2024-04-25", 1, "working_day", "2024-04-26", "store bededag is an ordinary day"),
        ("2026-04-30", 1, "working_day", "2026-05-01", "1 May counts"),
        ("2026-06-04", 1, "working_day", "2026-06-05", "grundlovsdag counts"),
        ("2026-04-04", 1, "working_day", "2026-04-07", "an event on Easter Saturday"),
        ("2024-02-28", 1, "calendar_day", "2024-02-29", "a leap day"),
        ("2023-11-30", 3, "month", "2024-02-29", "no 30 February"),
        ("2024-02-29", 12, "month", "2025-02-28", "a leap day a year on"),
        ("2026-01-31", 1, "month", "2026-02-28", "no 31 February"),
        ("2024-02-01", 4, "week", "2024-02-29", "the same weekday four weeks on"),
    ],
)
def test_turning_points_of_the_year(event: str, within: int, unit: str, day: str, why: str) -> None:
    assert compute(a_rule(within, unit), date.fromisoformat(event)).day == date.fromisoformat(day), why


def test_a_deadline_that_waits_passes_a_whole_row_of_closed_days() -> None:
    rule = a_rule(4, "week", on_closed_day="next_working_day")
    assert compute(rule, date(2026, 3, 5)).day == date(2026, 4, 7)
    assert compute(rule, date(2026, 11, 28)).day == date(2026, 12, 28)


# --- how it was counted ----------------------------------------------------------------------------


def test_the_steps_tell_how_it_was_counted() -> None:
    assert kinds(compute(a_rule(10, "working_day"), date(2026, 3, 27))) == [
        ("event", "2026-03-27"),
        ("first", "2026-03-30"),
        ("skipped", "2026-04-02"),
        ("skipped", "2026-04-03"),
        ("skipped", "2026-04-06"),
        ("end", "2026-04-15"),
    ]
    waits = a_rule(4, "week", on_closed_day="next_working_day")
    assert kinds(compute(waits, date(2026, 3, 5))) == [
        ("event", "2026-03-05"),
        ("end", "2026-04-02"),
        ("moved", "2026-04-07"),
    ]


def test_days_on_which_offices_may_close_are_named() -> None:
    counted = compute(a_rule(10, "working_day"), date(2026, 12, 18))
    assert counted.may_close == (date(2026, 12, 24), date(2026, 12, 31))
    assert counted.notes == ("offices_may_close",)
    assert compute(a_rule(4, "week"), date(2026, 12, 10)).may_close == ()
    assert compute(a_rule(4, "week"), date(2026, 12, 3)).may_close == (date(2026, 12, 31),)


def test_a_first_of_may_on_a_saturday_is_no_working_day_that_may_close() -> None:
    assert compute(a_rule(10, "working_day"), date(2027, 4, 23)).may_close == ()


def test_the_notes_tell_what_was_assumed() -> None:
    assert compute(a_rule(14, "calendar_day"), date(2026, 3, 21)).notes == ("last_day_closed",)
    assert compute(a_rule(3, "month", start_stated=False), date(2026, 1, 21)).notes == ("start_not_stated",)


def test_a_deadline_has_passed_on_the_day_after_its_last() -> None:
    computed = compute(a_rule(4, "week"), date(2026, 3, 24))
    assert not computed.has_passed(date(2026, 4, 21))
    assert computed.has_passed(date(2026, 4, 22))
    assert [computed.days_left(date(2026, 4, day)) for day in (20, 21, 22)] == [1, 0, -1]


def test_without_anything_to_count_from_no_day_is_given() -> None:
    rule = a_rule(7, "calendar_day", after="", start_stated=False)
    assert not rule.countable
    with pytest.raises(ValueError, match="does not say"):
        compute(rule, date(2026, 4, 21))
