"""Which numbers of a group may be told, so that no small one can be found by subtracting.

A number from one to four can point at somebody. Hiding it alone is not enough: whoever knows the
total takes the others away. So the next smallest is hidden with it, until what is hidden could be
shared out in more than one way and is itself no small group (Hundepool et al., Statistical
Disclosure Control, 2012, chapter 4: secondary suppression). All hidden numbers look alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from bot.store.numbers import DIMENSIONS, Counts, total, values

FEWEST = 5
"""A group of fewer is not told."""

Rows = list[tuple[str, int | None]]
"""A value with its number; None where it is hidden."""


def told(n: int) -> int | None:
    """A number that stands by itself, or None where it is from one to four."""
    return n if n == 0 or n >= FEWEST else None


def shown(cells: Mapping[str, int], rest: int = 0) -> dict[str, int | None] | None:
    """The numbers of a group with a known total, None for each that is hidden.

    Args:
        cells: the group; together with `rest` they make the total.
        rest: what the total holds beyond them; nobody is told it, but who subtracts finds it.

    Returns:
        None where the group cannot be told at all.
    """
    known: dict[tuple[str, ...], int] = {**{(name,): n for name, n in cells.items()}, (): rest}
    hidden = {cell for cell, n in known.items() if told(n) is None}
    others = sorted((n, cell) for cell, n in known.items() if n >= FEWEST and cell)
    while not _safe([known[cell] for cell in hidden]):
        if not others:
            return None
        hidden.add(others.pop(0)[1])
    return {name: None if (name,) in hidden else n for name, n in cells.items()}


def _safe(hidden: list[int]) -> bool:
    """Whether their sum, which can be found, betrays none of them: each is known to be one or more."""
    return not hidden or (sum(hidden) >= FEWEST and sum(hidden) > len(hidden))


def groups(days: Mapping[date, Counts]) -> dict[str, Rows | None]:
    """All groups of a period by kind, their values most frequent first; None: cannot be told.

    Args:
        days: the counts of each day of the period, in order.
    """
    everything = total(days.values())
    n, silent = everything["all", ""], everything["reason", "silent"]
    by_day, by_week = _calendar(days)
    found = {"day": by_day, "week": by_week, "hour": _rows(_hours(everything), n)}
    for name in DIMENSIONS:
        found[name] = _rows(dict(values(everything, name)), n)
    topics = dict(values(everything, "silent"))
    reasons = dict(found["reason"] or ())
    found["silent"] = _rows(topics, silent) if reasons.get("silent") else [] if not topics else None
    found["helpful"] = _rows({name: everything["helpful", name] for name in ("yes", "no")}, n)
    return found


def _rows(cells: Mapping[str, int], n: int) -> Rows | None:
    found = shown(cells, n - sum(cells.values())) if told(n) is not None else None
    return list(found.items()) if found is not None else None


def _hours(everything: Counts) -> dict[str, int]:
    return {f"{hour:02d}": everything["hour", f"{hour:02d}"] for hour in range(24)}


def _calendar(days: Mapping[date, Counts]) -> tuple[Rows | None, Rows | None]:
    """Days and weeks. A week is the total of its days, so the days of a hidden week are hidden too."""
    by_week: Counter[str] = Counter()
    of_week: dict[str, dict[str, int]] = {}
    for day, counts in days.items():
        year, week, _ = day.isocalendar()
        name = f"{year}-{week:02d}"
        by_week[name] += counts["all", ""]
        of_week.setdefault(name, {})[day.isoformat()] = counts["all", ""]
    weeks = _rows(by_week, sum(by_week.values()))
    if weeks is None:
        return None, None
    rows: Rows = []
    for name, n in weeks:
        found = shown(of_week[name]) if n is not None else None
        rows += found.items() if found else [(day, None) for day in of_week[name]]
    return rows, weeks
