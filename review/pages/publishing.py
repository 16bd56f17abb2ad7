"""Releases: what is out, what would be, and back again."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.releases import changes
from review.pages.rehearsing import is_current
from review.putting_right import publish_again, publish_all, releases
from review.rehearsal import rehearsal
from review.visit import Refused, Visit, go, show

_SHORTEST_REASON = 5


def listed(visit: Visit) -> HTTPResponse:
    """The releases and the open changes."""
    return _page(visit, [])


def publish(visit: Visit) -> HTTPResponse:
    """Publishes the files and the open changes, tried and no worse, or on the publisher's own word."""
    why, tried = _why(visit), rehearsal().trial
    good = is_current(visit, tried) and tried is not None and not tried.worse_count
    if not good and visit.said("alligevel") != "ja":
        raise Refused(400, "untried")
    name, faults = publish_all(visit.settings.knowledge, visit.engine, visit.staff.who, why)
    return go("/udgivelser", "udgivet") if name else _page(visit, faults)


def again(visit: Visit) -> HTTPResponse:
    """Publishes an earlier release again; it is every municipality's, so it takes somebody who has all."""
    if visit.staff.towns is not None:
        raise Refused(403)
    name, why = visit.parts["name"], _why(visit)
    if name not in {row.id for row in releases(visit.engine)[0]}:
        raise Refused(404)
    publish_again(visit.settings.knowledge, visit.engine, visit.staff.who, name, why)
    return go("/udgivelser", "udgivet")


def _why(visit: Visit) -> str:
    why = visit.words("hvorfor", 500)
    if len(why) < _SHORTEST_REASON:
        raise Refused(400, "why")
    return why


def _page(visit: Visit, faults: list[str]) -> HTTPResponse:
    rows, live = releases(visit.engine)
    return show(
        visit,
        "releases.html",
        400 if faults else 200,
        rows=rows,
        live=live,
        faults=faults,
        trial=rehearsal().trial,
        current=is_current(visit, rehearsal().trial),
        waiting=[change for _, change in changes.approved(visit.engine)],
    )
