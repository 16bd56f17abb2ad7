"""The off switch, for administrators: what is off, and why."""

from sanic.response import HTTPResponse

from bot.facts.catalogue import topics
from bot.store import switches
from bot.store.staff import Staff
from bot.store.switches import SCOPES, Off
from review.visit import Refused, Visit, go, show

_SHORTEST_REASON = 5


def page(visit: Visit) -> HTTPResponse:
    """What is off and what was."""
    known = [one for one in switches.history(visit.engine) if _sees(visit.staff, one.off)]
    return show(
        visit,
        "switch.html",
        rows=known,
        everywhere=visit.staff.towns is None,
        towns=[town for town in visit.facts.municipalities if visit.staff.may_see(town)],
        topics=sorted(topics(), key=lambda name: topics()[name].label),
    )


def turn_off(visit: Visit) -> HTTPResponse:
    """Switches something off."""
    reason = visit.words("begrundelse", 500)
    if len(reason) < _SHORTEST_REASON:
        raise Refused(400)
    switches.turn_off(visit.engine, visit.staff.who, _wanted(visit), reason)
    return go("/sluk", "slukket")


def turn_on(visit: Visit) -> HTTPResponse:
    """Switches it on again."""
    switches.turn_on(visit.engine, visit.staff.who, _wanted(visit))
    return go("/sluk", "taendt")


def _wanted(visit: Visit) -> Off:
    """What the form names, if it is theirs to switch.

    Raises:
        Refused: 400 for something unknown, 403 for what is not theirs.
    """
    scope, _, value = visit.said("hvad", 130).partition(":")
    known = {"bot": {""}, "municipality": set(visit.facts.municipalities), "topic": set(topics())}
    for one in SCOPES:
        if scope == one and value in known[one]:
            off = Off(one, value)
            if not _governs(visit.staff, off):
                raise Refused(403)
            return off
    raise Refused(400)


def _governs(staff: Staff, off: Off) -> bool:
    """A municipality's own administrator switches that municipality; what concerns all is for all."""
    return staff.towns is None or (off.scope == "municipality" and off.value in staff.towns)


def _sees(staff: Staff, off: Off) -> bool:
    return off.scope != "municipality" or staff.may_see(off.value)
