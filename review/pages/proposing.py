"""Proposals: made by one editor, decided by another."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from sanic.response import HTTPResponse

from bot.errors import ConversationGone
from bot.facts.catalogue import topics
from bot.facts.types import COMMON, NATIONAL, Fact
from bot.privacy.mask import mask
from bot.releases.changes import Change
from bot.store import proposals
from bot.store.look import Exchange, is_sensitive, look
from bot.store.proposals import Proposal
from review.putting_right import faults_of, value_of
from review.visit import Refused, Visit, go, show

_ID = re.compile(r"[a-z0-9_]{0,60}")


def listed(visit: Visit) -> HTTPResponse:
    """All of them, the open first."""
    return show(
        visit,
        "proposals.html",
        proposals=proposals.proposals(visit.engine, visit.staff.towns),
        keys=sorted(fact.key for fact in _mine(visit)),
    )


def form(visit: Visit) -> HTTPResponse:
    """Where one is written: beside an answer, or for a fact."""
    key = visit.asked("faktum")
    fact = next((one for one in _mine(visit) if one.key == key), None)
    if key and fact is None:
        raise Refused(404)
    start = _of_fact(fact) if fact else {}
    return _form(visit, visit.asked("samtale"), visit.asked("svar"), start, [])


def add_understanding(visit: Visit) -> HTTPResponse:
    """Proposes a training example."""
    sentence, topic = " ".join(visit.said("saetning", 300).split()), visit.said("emne")
    given = {"sentence": sentence, "topic": topic}
    if (
        not sentence
        or topic not in topics()
        or visit.said("bekraeft") != "ja"
        or _names_somebody(visit, sentence)
    ):
        return _form(visit, visit.said("samtale"), visit.said("svar"), given, ["incomplete"])
    town = None if visit.staff.towns is None else visit.staff.towns[0]
    return _kept(visit, "understanding", town, given)


def add_fact(visit: Visit) -> HTTPResponse:
    """Proposes a fact, checked as all content is."""
    given = {
        name: visit.said(name, 1000) for name in ("municipality", "service", "name", "edition", "id", "say")
    }
    given |= {"section": visit.said("section", 300), "value_text": visit.said("value", 1000)}
    fault = _fault(visit, given)
    if fault:
        return _form(visit, visit.said("samtale"), visit.said("svar"), given, [fault])
    change = Change.of({**given, "value": value_of(given["value_text"])})
    try:
        faults = faults_of(visit.settings.knowledge, [change])
    except FileNotFoundError:
        faults = ["place"]
    if faults:
        return _form(visit, visit.said("samtale"), visit.said("svar"), given, faults)
    return _kept(visit, "fact", change.municipality, {**asdict(change), "why": visit.words("hvorfor", 500)})


def decide(visit: Visit) -> HTTPResponse:
    """Approves or rejects, by somebody else than the one who proposed."""
    found = _one(visit)
    approve = visit.said("valg") == "godkend"
    if found.by_id == visit.staff.id:
        raise Refused(403, "own_proposal")
    if not proposals.decide(visit.engine, visit.staff.who, found.id, approve, visit.words("hvorfor", 500)):
        raise Refused(400, "decided")
    return go("/forslag", "afgjort")


def _one(visit: Visit) -> Proposal:
    found = proposals.proposals(visit.engine, visit.staff.towns, visit.number("number"))
    if not found:
        raise Refused(404)
    return found[0]


def _mine(visit: Visit) -> list[Fact]:
    facts = visit.facts.knowledge.facts
    return [one for one in facts if one.municipality != NATIONAL and visit.staff.may_see(one.municipality)]


def _of_fact(fact: Fact) -> dict[str, str]:
    value = fact.value.given() if fact.value else {}
    lines = "\n".join(f"{name}: {_written(one)}" for name, one in value.items())
    named = {name: getattr(fact, name) for name in ("municipality", "service", "name", "edition", "id")}
    return {**named, "say": fact.say, "section": fact.section, "value_text": lines}


def _written(value: Any) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple | list) else str(value)


def _fault(visit: Visit, given: dict[str, str]) -> str:
    """The word of what is missing or unknown; empty when all is there."""
    facts = visit.facts
    town = facts.municipalities.get(given["municipality"])
    services = {COMMON, *(town.services if town else ()), *(town.mentions if town else ())}
    if town is None or not visit.staff.may_see(town.id) or given["service"] not in services:
        return "place"
    if (
        given["name"] not in topics()
        or given["edition"] not in facts.editions
        or not _ID.fullmatch(given["id"])
    ):
        return "place"
    if not given["say"] or not given["section"] or visit.said("bekraeft") != "ja":
        return "incomplete"
    try:
        value_of(given["value_text"])
    except ValueError:
        return "value"
    return "names" if _names_somebody(visit, given["say"]) else ""


def _names_somebody(visit: Visit, text: str) -> bool:
    """Whether a number or mail of somebody stands in it (names only the editor can see)."""
    return bool(mask(text, visit.facts.public_contacts()).text != text)


def _kept(visit: Visit, kind: proposals.Kind, town: str | None, body: dict[str, Any]) -> HTTPResponse:
    name = visit.said("samtale", 40) or None
    if name and is_sensitive(visit.engine, name, visit.staff.towns) is None:
        raise Refused(404)
    try:
        proposals.propose(visit.engine, visit.staff.who, kind, town, body, name)
    except ConversationGone as error:
        raise Refused(404) from error
    return go("/forslag", "foreslaaet")


def _form(visit: Visit, name: str, at: str, given: dict[str, str], faults: list[str]) -> HTTPResponse:
    exchange = _exchange(visit, name, at) if name else None
    return show(
        visit,
        "propose.html",
        400 if faults else 200,
        faults=faults,
        exchange=exchange,
        conversation=name,
        at=at,
        given=given,
        topics=sorted(topics(), key=lambda one: topics()[one].label),
        editions=[one.id for one in visit.facts.editions.values()],
        towns=[one for one in visit.facts.municipalities if visit.staff.may_see(one)],
        services=[COMMON, *visit.facts.services],
    )


def _exchange(visit: Visit, name: str, at: str) -> Exchange:
    """The message that the proposal is written beside; opening it is audited as any opening."""
    hidden = is_sensitive(visit.engine, name, visit.staff.towns)
    found = None if hidden else look(visit.engine, name, visit.staff.towns, visit.staff.who)
    tid = at.partition("-")[0]
    for one in found.exchanges if found else ():
        if str(one.tid) == tid and not one.foreign:
            return one
    raise Refused(404)
