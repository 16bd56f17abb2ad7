"""Releases: what is out, what would be, and back again; and a question asked of the draft."""

from __future__ import annotations

from datetime import date

from dateutil.parser import isoparse
from sanic.response import HTTPResponse

from bot.answers.compose import compose
from bot.answers.types import Asked, Context, Question
from bot.errors import KnowledgeError
from bot.facts.catalogue import topics
from bot.lang.fold import folded_words
from bot.lang.stopwords import is_stopword
from bot.releases import changes
from review.putting_right import draft, publish_again, publish_all, releases
from review.visit import Refused, Visit, go, show

_SHORTEST_REASON = 5


def listed(visit: Visit) -> HTTPResponse:
    """The releases and the open changes."""
    return _page(visit, [])


def publish(visit: Visit) -> HTTPResponse:
    """Publishes the files and the open changes."""
    name, faults = publish_all(visit.settings.knowledge, visit.engine, visit.staff.who, _why(visit))
    return go("/udgivelser", "udgivet") if name else _page(visit, faults)


def again(visit: Visit) -> HTTPResponse:
    """Publishes an earlier release again."""
    name, why = visit.parts["name"], _why(visit)
    if name not in {row.id for row in releases(visit.engine)[0]}:
        raise Refused(404)
    publish_again(visit.engine, visit.staff.who, name, why)
    return go("/udgivelser", "udgivet")


def ask_form(visit: Visit) -> HTTPResponse:
    """Where the draft is asked."""
    return _asked(visit, None, "")


def ask(visit: Visit) -> HTTPResponse:
    """Asks the draft a question on a topic, for a municipality and a day."""
    topic, town, service = visit.said("emne"), visit.said("kommune"), visit.said("ydelse")
    try:
        facts = draft(visit.settings.knowledge, visit.engine)
    except KnowledgeError as error:
        return _asked(visit, None, str(error))
    if topic not in topics() or town not in facts.municipalities or service not in ("", *facts.services):
        raise Refused(400)
    text = visit.said("spoergsmaal", 500)
    asked = Asked(
        text=text,
        topic=topic,
        confidence=1.0,
        ranking=((topic, 1.0),),
        municipalities=(town,),
        services=(service,) if service else (),
        rest=tuple(word for word in folded_words(text) if not is_stopword(word)),
    )
    answer = compose((Question(asked, Context(), facts, _day(visit.said("dag")) or visit.today),))
    return _asked(visit, answer.messages[0], "")


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
        waiting=[change for _, change in changes.approved(visit.engine)],
    )


def _asked(visit: Visit, message: object, fault: str) -> HTTPResponse:
    return show(
        visit,
        "ask.html",
        message=message,
        fault=fault,
        given={name: visit.said(name) for name in ("emne", "kommune", "ydelse", "spoergsmaal", "dag")},
        topics=sorted(topics(), key=lambda name: topics()[name].label),
        towns=list(visit.facts.municipalities),
        services=list(visit.facts.services),
    )


def _day(text: str) -> date | None:
    try:
        return isoparse(text).date() if text else None
    except (ValueError, OverflowError):
        return None
