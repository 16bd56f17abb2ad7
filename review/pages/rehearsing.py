"""Before it is published: a question asked of the draft, and the conversations of the suite held with it."""

from __future__ import annotations

from typing import Any

from dateutil.parser import isoparse
from sanic.response import HTTPResponse

from bot.releases import changes, live
from review.rehearsal import AwayError, Trial, rehearsal
from review.visit import Refused, Visit, go, show
from review.words import words

_REFRESH_SECONDS = 3


def ask_form(visit: Visit) -> HTTPResponse:
    """Where the draft is asked."""
    return _asked(visit, {})


def ask(visit: Visit) -> HTTPResponse:
    """Asks the draft a question in a citizen's words, for a municipality or none, on any day."""
    text, town, day = visit.said("spoergsmaal", 500), visit.said("kommune"), visit.said("dag")
    if not text or town not in ("", *visit.facts.municipalities) or not _is_day(day):
        raise Refused(400)
    try:
        return _asked(visit, rehearsal().ask(text, town, day))
    except AwayError as error:
        raise Refused(503, "rehearsal") from error


def start(visit: Visit) -> HTTPResponse:
    """Starts the trial of the draft."""
    rehearsal().try_all()
    return go("/udgivelser/proeve")


def trial(visit: Visit) -> HTTPResponse:
    """How far the trial is; asks for itself again until it is over, with and without scripts."""
    found = rehearsal().trial
    response = show(visit, "trial.html", trial=found, current=is_current(visit, found))
    if found and found.running:
        response.headers["Refresh"] = str(_REFRESH_SECONDS)
    return response


def is_current(visit: Visit, found: Trial | None) -> bool:
    """Whether a finished trial was of the draft as it is now, against the release that answers now."""
    if not found or not found.draft or found.against != (live.live_id(visit.engine) or ""):
        return False
    return found.draft == changes.draft_id(visit.settings.knowledge, visit.engine)


def _asked(visit: Visit, told: dict[str, Any]) -> HTTPResponse:
    intents = words()["intent"]
    return show(
        visit,
        "ask.html",
        messages=told.get("messages", []),
        understood=[(_topic(name, intents), share) for name, share in told.get("understood", [])],
        fault=told.get("fault", ""),
        given={name: visit.said(name) for name in ("kommune", "spoergsmaal", "dag")},
        towns=list(visit.facts.municipalities),
    )


def _topic(intent: str, intents: dict[str, str]) -> tuple[str, str]:
    """A topic by its name, or the Danish words for another kind of message; the other is empty."""
    topic = intent.removeprefix("ask_")
    return (topic, "") if topic != intent else ("", intents.get(intent, intent))


def _is_day(text: str) -> bool:
    try:
        return not text or bool(isoparse(text).date())
    except (ValueError, OverflowError):
        return False
