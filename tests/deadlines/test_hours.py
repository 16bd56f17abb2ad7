"""Open or closed now, and when next. 21 April 2026 is a Tuesday; Easter was on the 5th."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import COPENHAGEN
from bot.deadlines import OpenState, open_state
from bot.deadlines.hours import is_open_day, say_moment, say_time
from bot.facts.query import Facts
from bot.facts.values import Value

MORNINGS = Value(days=("hverdage",), opens="09:00", closes="10:00")
MOMENTS = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2035-12-01"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def state(text: str, hours: Value = MORNINGS) -> OpenState:
    found = open_state(hours, at(text))
    assert found
    return found


@pytest.mark.parametrize(
    ("now", "is_open"),
    [("2026-04-21T08:59", False), ("2026-04-21T09:00", True), ("2026-04-21T09:59", True),
     ("2026-04-21T10:00", False), ("2026-04-18T09:30", False), ("2026-04-03T09:30", False),
     ("2026-04-06T09:30", False), ("2026-12-24T09:30", True), ("2023-05-05T09:30", False),
     ("2024-04-26T09:30", True)],
)  # fmt: skip
def test_open_from_the_first_minute_until_the_last_on_working_days_only(now: str, is_open: bool) -> None:
    assert state(now).open is is_open


@pytest.mark.parametrize(
    ("now", "opens"),
    [("2026-04-21T08:00", "i dag kl. 9"), ("2026-04-21T10:00", "i morgen kl. 9"),
     ("2026-04-24T11:00", "mandag kl. 9"), ("2026-04-25T09:30", "mandag kl. 9"),
     ("2026-04-26T12:00", "i morgen kl. 9"), ("2026-04-01T11:00", "tirsdag kl. 9"),
     ("2026-12-31T12:00", "mandag kl. 9"), ("2026-12-24T12:00", "mandag kl. 9")],
)  # fmt: skip
def test_the_next_opening_is_said_as_people_say_it(now: str, opens: str) -> None:
    opening = state(now).opens_next
    assert opening
    assert say_moment(opening, at(now).date()) == opens


def test_a_far_opening_is_said_with_its_date() -> None:
    assert say_moment(at("2027-01-05T09:30"), date(2026, 12, 24)) == "tirsdag den 5. januar 2027 kl. 9.30"


def test_single_days_are_kept_and_holidays_close_them_too() -> None:
    mondays = Value(days=("mandag",), opens="13:00", closes="15:30")
    assert state("2026-04-20T15:29", mondays).open
    assert state("2026-03-31T12:00", mondays).opens_next == at("2026-04-13T13:00")
    assert state("2026-04-20T14:00", mondays).closes == time(15, 30)


def test_working_days_on_which_offices_are_often_shut_are_marked() -> None:
    assert state("2026-12-24T09:30").may_be_closed
    assert state("2026-06-04T11:00").may_be_closed
    assert not state("2026-04-21T09:30").may_be_closed


def test_a_time_with_its_zone_is_read_on_the_danish_wall_clock() -> None:
    found = open_state(MORNINGS, at("2026-04-21T09:30").replace(tzinfo=COPENHAGEN))
    assert found
    assert found.open


@pytest.mark.parametrize(
    "hours", [Value(), Value(phone="12345678"), Value(opens="09:00", closes="10:00"), Value(days=("mandag",))]
)
def test_without_days_and_times_nothing_is_said(hours: Value) -> None:
    assert open_state(hours, at("2026-04-21T09:30")) is None


def test_a_place_that_never_opens_has_no_next_opening() -> None:
    assert open_state(Value(days=(), opens="09:00", closes="10:00"), at("2026-04-21T09:30")) is None


@given(MOMENTS, st.sets(st.sampled_from(["mandag", "onsdag", "fredag", "loerdag", "soendag"]), min_size=1))
def test_the_next_opening_is_the_first_open_moment_found_by_walking(now: datetime, days: set[str]) -> None:
    hours = Value(days=tuple(sorted(days)), opens="09:00", closes="10:00")
    found = open_state(hours, now)
    assert found
    if found.open:
        assert found.opens_next is None
        return
    day = now.date()
    while not (is_open_day(hours.days or (), day) and datetime.combine(day, time(9)) > now):
        day += timedelta(days=1)
    assert found.opens_next == datetime.combine(day, time(9))


def test_every_desk_of_the_real_content_is_read_or_unknown(facts: Facts) -> None:
    desks = [town.turn_to.value for town in facts.municipalities.values()]
    known = [state("2026-04-21T09:30", desk) for desk in desks if desk.opens]
    assert known
    assert all(open_state(desk, at("2026-04-21T09:30")) is None for desk in desks if not desk.opens)


def test_whole_hours_are_said_short() -> None:
    assert [say_time(time(9)), say_time(time(9, 5)), say_time(time(16, 30))] == ["9", "9.05", "16.30"]
