"""The age of folkepension: every birthday has one row, and the bounds fall on the right days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.pension import Born, Reached, Row, reached, row_for, rows
from bot.facts.query import Facts
from tests.builders import some_facts
from tests.knowledge.test_content import standards

DAY = date(2026, 11, 22)
FIRST, LAST = date(1940, 1, 1), date(2000, 12, 31)
BIRTHDAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
ANY_DAY = st.dates(date(2005, 1, 1), date(2075, 12, 31))
ANY_BIRTHDAY = st.dates(FIRST, LAST)


@pytest.fixture(scope="module")
def ages(facts: Facts) -> tuple[Row, ...]:
    return rows(facts, DAY)


def expected(born: date) -> tuple[float, float]:
    """The national list, written once more by hand."""
    if born < date(1955, 7, 1):
        return 65, 66.5
    for last, age in ((1962, 67), (1966, 68), (1970, 69)):
        if born.year <= last:
            return age, age
    return 70, 70


def test_every_birthday_has_the_age_of_the_list(ages: tuple[Row, ...]) -> None:
    for born in BIRTHDAYS:
        row = row_for(born, ages)
        assert row is not None and (row.least, row.most) == expected(born), born


def test_no_birthday_has_two_rows_and_there_is_no_gap(ages: tuple[Row, ...]) -> None:
    assert (ages[0].born_from, ages[-1].born_to) == (date.min, date.max)
    for before, after in pairwise(ages):
        assert after.born_from == before.born_to + timedelta(days=1)


def test_every_birthday_reaches_the_age_on_its_day_and_not_the_day_before(ages: tuple[Row, ...]) -> None:
    for born in BIRTHDAYS:
        least, most = expected(born)
        on = born + relativedelta(months=round(most * 12))
        assert reached(Born.on(born), on, ages) is Reached.YES, born
        before = born + relativedelta(months=round(least * 12)) - timedelta(days=1)
        assert reached(Born.on(born), before, ages) is Reached.NO, born


@given(born=ANY_BIRTHDAY, day=ANY_DAY, later=st.integers(0, 20_000))
def test_who_has_reached_it_does_not_lose_it(born: date, day: date, later: int, facts: Facts) -> None:
    ages = rows(facts, DAY)
    if reached(Born.on(born), day, ages) is Reached.YES:
        assert reached(Born.on(born), day + timedelta(days=later), ages) is Reached.YES


@given(born=ANY_BIRTHDAY, day=ANY_DAY, older=st.integers(0, 20_000))
def test_who_is_older_never_reaches_it_later(born: date, day: date, older: int, facts: Facts) -> None:
    ages = rows(facts, DAY)
    if reached(Born.on(born), day, ages) is Reached.YES:
        assert reached(Born.on(born - timedelta(days=older)), day, ages) is Reached.YES


@given(born=ANY_BIRTHDAY, day=ANY_DAY)
def test_an_age_or_a_year_never_contradicts_the_birthday(born: date, day: date, facts: Facts) -> None:
    if born >= day:
        return
    ages = rows(facts, DAY)
    exact = reached(Born.on(born), day, ages)
    years = relativedelta(day, born).years
    for vague in (Born.aged(years, day), Born.in_year(born.year)):
        assert reached(vague, day, ages) in {exact, Reached.UNCLEAR}


@given(born=ANY_BIRTHDAY, day=ANY_DAY)
def test_an_age_means_the_birthdays_that_give_it(born: date, day: date) -> None:
    if born >= day:
        return
    told = Born.aged(relativedelta(day, born).years, day)
    assert told.earliest - timedelta(days=1) <= born <= told.latest + timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "answer"),
    [(40, "no"), (65, "no"), (66, "no"), (67, "yes"), (68, "yes"), (69, "yes"), (82, "yes")],
)
def test_an_age_decides_today_where_it_can(age: int, answer: str, ages: tuple[Row, ...]) -> None:
    assert reached(Born.aged(age, DAY), DAY, ages) is Reached(answer)


@pytest.mark.parametrize(
    ("age", "day"), [(67, date(2030, 6, 1)), (68, date(2035, 3, 1)), (66, date(2021, 9, 1))]
)
def test_an_age_near_the_limit_is_unclear_where_the_year_would_tell(
    age: int, day: date, ages: tuple[Row, ...]
) -> None:
    assert reached(Born.aged(age, day), day, ages) is Reached.UNCLEAR


def test_the_year_of_birth_is_unclear_only_within_the_year_of_the_limit(ages: tuple[Row, ...]) -> None:
    answers = {year: reached(Born.in_year(year), DAY, ages).value for year in range(1940, 2001)}
    assert {year for year, answer in answers.items() if answer == "unclear"} == {1959}
    assert {year for year, answer in answers.items() if answer == "yes"} == set(range(1940, 1959))


def test_where_nothing_is_listed_nothing_is_claimed() -> None:
    assert rows(some_facts(), DAY) == ()
    assert reached(Born.on(date(1950, 1, 1)), DAY, ()) is Reached.UNCLEAR


def test_the_ages_are_those_of_the_national_list(ages: tuple[Row, ...]) -> None:
    folder = standards()
    if folder is None:
        pytest.skip("the national list is not on this machine")
    text = (folder / "national.md").read_text(encoding="utf-8").partition("## Ages")[2].partition("##")[0]
    listed = [(int(a), int(b), int(c)) for a, b, c in re.findall(r"(\d{4})–(\d{4}): (\d\d)", text)]
    assert listed == [(row.born_from.year, row.born_to.year, int(row.most)) for row in ages[1:4]]
    assert f"{ages[4].born_from.year} or later: {int(ages[4].most)}" in text
