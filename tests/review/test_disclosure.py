"""No number under five is told, and none can be found by taking the others from a total."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.store.numbers import Counts, total
from review.disclosure import groups, shown
from review.pages.figures import _lines, _shares

SMALL = range(1, 5)
cells = st.dictionaries(
    st.sampled_from("abcdefghij"), st.one_of(st.integers(0, 8), st.integers(0, 300)), min_size=1
)


def possible(count: int, together: int, left: int = 0) -> set[int]:
    """What one of so many hidden numbers may be, for who knows their sum: each is one or more."""
    return set(range(1, together - (count - 1) + 1)) if count > 1 else {together} - {left}


def betrayed(true: Counter[str], told: dict[str, int | None], everything: int) -> list[str]:
    """The small numbers that somebody finds who knows the total and reads what is told."""
    hidden = [name for name in true if told[name] is None]
    together = everything - sum(n for n in told.values() if n is not None)
    rest = everything - sum(true.values())
    count = len(hidden) + (0 < rest < 5)
    found = [name for name, n in told.items() if n in SMALL]
    if count and (together in SMALL or (len(possible(count, together)) < 2 and together)):
        found += hidden or ["rest"]
    return found


@given(cells, st.one_of(st.just(0), st.integers(0, 9)))
def test_who_subtracts_finds_no_small_number(counts: dict[str, int], rest: int) -> None:
    told = shown(counts, rest)
    if told is None:
        return
    assert told.keys() == counts.keys()
    assert all(n in (None, counts[name]) for name, n in told.items())
    visible_rest = rest if rest >= 5 else 0  # a large rest is taken for known
    assert betrayed(Counter(counts), told, sum(counts.values()) + rest - visible_rest) == []


@given(cells)
def test_nothing_is_hidden_where_nothing_is_small(counts: dict[str, int]) -> None:
    if not any(n in SMALL for n in counts.values()):
        assert shown(counts) == counts


@pytest.mark.parametrize(
    ("counts", "rest", "told"),
    [
        ({"a": 2, "b": 40, "c": 9}, 0, {"a": None, "b": 40, "c": None}),
        ({"a": 2, "b": 4, "c": 9}, 0, {"a": None, "b": None, "c": 9}),
        ({"a": 1, "b": 1, "c": 9, "d": 30}, 0, {"a": None, "b": None, "c": None, "d": 30}),
        ({"a": 30, "b": 6}, 2, {"a": 30, "b": None}),
        ({"a": 0, "b": 6}, 0, {"a": 0, "b": 6}),
        ({"a": 3}, 0, None),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, 0, None),
    ],
)
def test_the_next_smallest_is_hidden_with_a_small_one(
    counts: dict[str, int], rest: int, told: dict[str, int | None] | None
) -> None:
    assert shown(counts, rest) == told


def day_of(n: int, topics: Iterable[str] = ("price",)) -> Counts:
    """A day with so many questions, their topics in turn."""
    found: Counts = Counter()
    names = list(topics)
    for i in range(n):
        found["all", ""] += 1
        found["hour", f"{9 + i % 3:02d}"] += 1
        found["topic", names[i % len(names)]] += 1
        found["outcome", "answer" if i % 4 else "fallback"] += 1
        found["asker", "self"] += 1
        if i % 5 == 0:
            found["helpful", "yes" if i % 2 else "no"] += 1
    return found


periods = st.lists(st.one_of(st.integers(0, 2), st.integers(0, 14)), min_size=1, max_size=30)


@given(periods)
@example([9] * 7 + [3])
@example([9] * 7 + [0, 0, 1] + [0] * 4 + [9] * 7)
def test_days_weeks_and_the_total_together_betray_no_small_day_and_no_small_week(counts: list[int]) -> None:
    days = {date(2026, 3, 2) + timedelta(days=i): day_of(n) for i, n in enumerate(counts)}
    found = groups(days)
    if found["week"] is None:
        assert found["day"] is None
        return
    weeks, by_day = dict(found["week"]), dict(found["day"] or ())
    true_weeks: Counter[str] = Counter()
    of_week: dict[str, Counter[str]] = {}
    for day, one in days.items():
        name = "{}-{:02d}".format(*day.isocalendar()[:2])
        true_weeks[name] += one["all", ""]
        of_week.setdefault(name, Counter())[day.isoformat()] = one["all", ""]
    assert betrayed(true_weeks, weeks, sum(counts)) == []
    for name, true in of_week.items():
        told = {day: by_day[day] for day in true}
        if weeks[name] is None:  # else the week would be the sum of its days
            assert set(told.values()) == {None}
        elif set(told.values()) != {None}:
            assert betrayed(true, told, sum(true.values())) == []


def test_what_no_value_was_counted_for_is_not_found_either() -> None:
    """Ten questions, eight of them with a topic: two are left for who subtracts."""
    day = day_of(10)
    day["topic", "price"] = 8
    assert groups({date(2026, 3, 2): day})["topic"] == [("price", None)]


def test_the_topics_of_silence_are_not_told_where_their_number_is_hidden() -> None:
    day = day_of(40)
    day["reason", "silent"] = day["silent", "price"] = 9
    assert groups({date(2026, 3, 2): day})["silent"] == [("price", 9)]
    day["reason", "not_understood"] = 2
    found = groups({date(2026, 3, 2): day})
    assert found["reason"] == [("silent", None), ("not_understood", None)]
    assert found["silent"] is None


@given(periods)
def test_page_and_file_tell_the_same_and_a_share_never_tells_a_hidden_part(counts: list[int]) -> None:
    days = {date(2026, 3, 2) + timedelta(days=i): day_of(n, ("price", "food")) for i, n in enumerate(counts)}
    found, everything = groups(days), total(days.values())
    rows = list(csv.reader(io.StringIO("".join(_lines(days))), delimiter=";"))[1:]
    for kind, told in found.items():
        listed = [(value, n) for name, value, n in rows if name == kind]
        if told is None:
            assert listed == [("", "vises ikke")]
        else:
            assert listed == [(value, "vises ikke" if n is None else str(n)) for value, n in told]
    assert not {"1", "2", "3", "4"} & {n for _, _, n in rows}
    shares = dict(_shares(everything, found, (everything["hour", "09"], everything["all", ""])))
    outcomes = dict(found["outcome"] or ())
    if outcomes.get("fallback", 0) is None or found["outcome"] is None:
        assert shares["fallback"] is None
    for name in ("yes", "no"):
        if dict(found["helpful"] or ()).get(name) is None:
            assert shares["helpful"] is shares["rated"] is None
    beyond = everything["hour", "09"]
    if beyond in SMALL or everything["all", ""] - beyond in SMALL:
        assert shares["outside"] is None
