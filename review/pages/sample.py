"""Random samples, and how well their reviewers agree."""

from __future__ import annotations

from itertools import combinations

from sanic.response import HTTPResponse

from bot.store import samples
from bot.store.filters import Filter
from bot.store.samples import Sample
from review.agreement import agreement
from review.pages.talks import choices
from review.visit import Refused, Visit, go, show

_MOST_SEED = 2**31 - 1


def listed(visit: Visit) -> HTTPResponse:
    """The samples, and the form to draw one."""
    return show(
        visit,
        "samples.html",
        samples=samples.samples(visit.engine, visit.staff.towns),
        choices=choices(visit),
        most=samples.MOST,
    )


def draw(visit: Visit) -> HTTPResponse:
    """Draws one."""
    share, seed = visit.said("andel").replace(",", "."), visit.said("froe")
    chosen = Filter.of({name: visit.said(name) for name in visit.form}, visit.staff.towns)
    try:
        part = float(share) / 100
    except ValueError as error:
        raise Refused(400) from error
    if not 0 < part <= 1 or not seed.isdigit() or int(seed) > _MOST_SEED:
        raise Refused(400)
    number = samples.draw(visit.engine, visit.staff.who, chosen, part, int(seed))
    return go(f"/stikproever/{number}")


def opened(visit: Visit) -> HTTPResponse:
    """One sample: its conversations, who has judged what, and the reviewers' agreement."""
    found = _sample(visit)
    judged = samples.verdicts(visit.engine, found.id)
    pairs = [
        (first, second, agreement([(judged[first][key], judged[second][key]) for key in sorted(both)]))
        for first, second in combinations(sorted(judged), 2)
        if (both := judged[first].keys() & judged[second].keys())
    ]
    return show(
        visit,
        "sample.html",
        sample=found,
        items=samples.items(visit.engine, found.id),
        pairs=pairs,
    )


def _sample(visit: Visit) -> Sample:
    number = visit.number("number")
    for one in samples.samples(visit.engine, visit.staff.towns):
        if one.id == number:
            return one
    raise Refused(404)
