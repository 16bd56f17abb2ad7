"""The audit's page, for administrators."""

from sanic.response import HTTPResponse

from bot.store import audit
from bot.store.audit import Act
from review.visit import Visit, show


def listing(visit: Visit) -> HTTPResponse:
    """Who did what, newest first, a hundred at a time."""
    below = visit.asked("foer")
    chosen = {"login": visit.asked("hvem"), "act": visit.asked("hvad")}
    rows = audit.entries(visit.engine, visit.staff.towns, int(below) if below.isdigit() else None, **chosen)
    return show(
        visit, "trail.html", rows=rows, chosen=chosen, acts=[act.value for act in Act], full=len(rows) == 100
    )
