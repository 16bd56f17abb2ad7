"""One conversation: what was said and why; the work on it; the legal hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateutil.parser import isoparse
from sanic.response import HTTPResponse

from bot.errors import ConversationGone
from bot.facts.catalogue import topics
from bot.lang.voice import Voice
from bot.store import audit, work
from bot.store.filters import STATES
from bot.store.look import Look, is_sensitive, look
from bot.store.sessions import LONGEST
from bot.store.staff import Staff, everybody
from review.visit import Refused, Visit, go, show

_MOST_LABELS, _LONGEST_LABEL = 10, 40
_SHORTEST_REASON = 5


def opened(visit: Visit) -> HTTPResponse:
    """Shows it, and writes so in the audit; one on danger first asks why."""
    name, member, session = visit.parts["name"], visit.staff, visit.session
    hidden = is_sensitive(visit.engine, name, member.towns)
    if hidden is None or session is None:
        raise Refused(404)
    reason = visit.words("begrundelse", 500)
    if hidden and len(reason) < _SHORTEST_REASON:
        reason = audit.reason_given(visit.engine, member.who, name, session.last_end - LONGEST)
        if not reason:
            return show(visit, "why.html", short=visit.method == "POST")
    found = look(visit.engine, name, member.towns, member.who, reason)
    if found is None:
        raise Refused(404)
    return _page(visit, found)


def set_state(visit: Visit) -> HTTPResponse:
    """State, labels and who has it."""
    state = visit.said("state")
    colleagues = {one.login: one.id for one in _colleagues(visit)}
    assigned = visit.said("hvem")
    if state not in STATES or assigned not in ("", *colleagues):
        raise Refused(400)
    labels = [word.strip()[:_LONGEST_LABEL] for word in visit.words("maerker").split(",")][:_MOST_LABELS]
    return _done(
        visit,
        lambda name: work.set_state(
            visit.engine, visit.staff.who, name, state, labels, colleagues.get(assigned)
        ),
    )


def comment(visit: Visit) -> HTTPResponse:
    """Adds a comment."""
    text = visit.words("tekst")
    if not text:
        raise Refused(400)
    return _done(visit, lambda name: work.comment(visit.engine, visit.staff.who, name, text))


def judge(visit: Visit) -> HTTPResponse:
    """Right or wrong, with the right topic or fact."""
    right, topic, key = visit.said("dom"), visit.said("emne"), visit.said("faktum", 250)
    tid, _, n = visit.said("svar").partition(".")
    keys = {fact.key for fact in visit.facts.knowledge.facts}
    if right not in ("ja", "nej") or not (tid.isdigit() and n.isdigit()):
        raise Refused(400)
    if topic not in ("", *topics()) or key not in ("", *keys):
        raise Refused(400, "choice")
    wrong = right == "nej"
    found = {
        "right": not wrong,
        "topic": topic or None if wrong else None,
        "fact_key": key or None if wrong else None,
    }
    return _done(
        visit, lambda name: work.judge(visit.engine, visit.staff.who, name, (int(tid), int(n)), found)
    )


def hold(visit: Visit) -> HTTPResponse:
    """Keeps it from the retention until a day, with a reason."""
    reason, until = visit.words("begrundelse", 500), _day(visit.said("til"))
    if len(reason) < _SHORTEST_REASON or until is None or until < visit.today:
        raise Refused(400)
    return _done(visit, lambda name: work.keep_until(visit.engine, visit.staff.who, name, reason, until))


def let_go(visit: Visit) -> HTTPResponse:
    """Ends the hold."""
    return _done(visit, lambda name: work.let_go(visit.engine, visit.staff.who, name))


def _done(visit: Visit, deed: Callable[[str], None]) -> HTTPResponse:
    """Does it to the conversation of the address, if it is the visitor's to see."""
    name = visit.parts["name"]
    if is_sensitive(visit.engine, name, visit.staff.towns) is None:
        raise Refused(404)
    try:
        deed(name)
    except ConversationGone as error:
        raise Refused(404) from error
    return go(f"/samtaler/{name}", "gemt")


def _page(visit: Visit, found: Look) -> HTTPResponse:
    facts = visit.facts
    towns = {told.municipality for exchange in found.exchanges for told in exchange.told}
    near = [fact for fact in facts.knowledge.facts if fact.municipality in towns]
    return show(
        visit,
        "talk.html",
        talk=found,
        work=work.work_on(visit.engine, found.id),
        states=STATES,
        topics=sorted(topics(), key=lambda name: topics()[name].label),
        facts=near,
        plain=lambda text: Voice(None).say(text),
        editions={edition.id: edition for edition in facts.editions.values()},
        colleagues=_colleagues(visit),
        retention=visit.settings.retention_days,
        proposing=True,
    )


def _colleagues(visit: Visit) -> list[Staff]:
    mine = visit.staff.towns
    return [
        one
        for one in everybody(visit.engine)
        if not one.disabled and (mine is None or one.towns is None or set(one.towns) & set(mine))
    ]


def _day(text: str) -> date | None:
    try:
        return isoparse(text).date() if text else None
    except (ValueError, OverflowError):
        return None
