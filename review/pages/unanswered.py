"""Questions without an answer, grouped by likeness, the largest group first."""

from collections import OrderedDict

from sanic.response import HTTPResponse

from bot.store.unanswered import MOST, Kind, Missed, missed
from review.likeness import grouped
from review.visit import Visit, show

_GROUPS, _SHOWN = 40, 5
_KEPT = 16
_known: OrderedDict[tuple[int, ...], list[list[int]]] = OrderedDict()
"""Groupings of the same questions seen before: numbers alone, never words."""


def listed(visit: Visit) -> HTTPResponse:
    """The groups; `?slags=silent` for what was understood and stands nowhere."""
    kind: Kind = "silent" if visit.asked("slags") == "silent" else "missed"
    found = missed(visit.engine, kind, visit.staff.towns)
    groups = [[found[number] for number in group] for group in _groups(found)]
    return show(
        visit,
        "unanswered.html",
        kind=kind,
        groups=[(len(group), group[:_SHOWN]) for group in groups[:_GROUPS]],
        total=len(found),
        most=MOST,
        left=max(0, len(groups) - _GROUPS),
    )


def _groups(found: list[Missed]) -> list[list[int]]:
    key = tuple(10 * one.tid + one.n for one in found)
    groups = _known.pop(key, None) or grouped([one.said for one in found])
    _known[key] = groups
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return groups
