"""The list of conversations: filters, search, saved filters, export."""

from sanic.response import HTTPResponse

from bot.facts.catalogue import topics
from bot.outcomes import Asker, Outcome, Reason
from bot.store import export, listing, saved, sessions, words
from bot.store.filters import CONFIDENCE, FEEDBACK, NAMES, STATES, Filter
from bot.store.listing import Cursor
from review.visit import HOME, Stream, Visit, go, show

PRESCREEN = ("likely", "unlikely", "other_route", "unclear", "no_rule")


def listed(visit: Visit) -> HTTPResponse:
    """A page of the list, by the filter in the address."""
    text, chosen = _wanted(visit, {name: visit.asked(name) for name in visit.args})
    cursor = Cursor.of(visit.asked("side"))
    found, total, more = listing.counted_page(visit.engine, chosen, cursor)
    return show(
        visit,
        "talks.html",
        page=found,
        total=total,
        more=more,
        text=text,
        key=visit.asked("soeg"),
        chosen={name: chosen.chosen.get(name, "") for name in NAMES},
        filtered=bool(chosen.chosen) or bool(text),
        later=cursor is not None,
        choices=choices(visit),
        saved=saved.of(visit.engine, visit.staff.id),
        retention=visit.settings.retention_days,
    )


def search(visit: Visit) -> HTTPResponse:
    """Takes the words of a search out of the form; the address gets a key instead."""
    kept = {name: visit.said(name) for name in visit.form if name not in ("csrf", "ord")}
    text = visit.said("ord", 200)
    assert visit.session is not None
    key = sessions.keep_search(visit.engine, visit.session, text) if words.tokens(text) else ""
    chosen = Filter.of(kept, None).chosen
    return go(HOME, **chosen, soeg=key)


def keep(visit: Visit) -> HTTPResponse:
    """Saves the filter under a name."""
    chosen = dict(Filter.of({name: visit.said(name) for name in visit.form}, None).chosen)
    name = visit.words("navn", 120)
    if name:
        saved.keep(visit.engine, visit.staff.id, name, chosen)
    return go(HOME, "gemt", **chosen)


def drop(visit: Visit) -> HTTPResponse:
    """Forgets a saved filter."""
    saved.drop(visit.engine, visit.staff.id, visit.number("number"))
    return go(HOME, "gemt")


def download(visit: Visit) -> Stream:
    """The matching answers as a file, masked as stored."""
    _, chosen = _wanted(visit, {name: visit.said(name) for name in visit.form})
    return Stream(export.rows(visit.engine, chosen, visit.staff.who), "samtaler.csv")


def choices(visit: Visit) -> dict[str, list[str]]:
    """What each filter can be set to."""
    towns = [town for town in visit.facts.municipalities if visit.staff.may_see(town)]
    return {
        "municipality": towns,
        "topic": sorted(topics(), key=lambda name: topics()[name].label),
        "service": list(visit.facts.services),
        "outcome": [outcome.value for outcome in Outcome],
        "reason": [reason.value for reason in Reason],
        "asker": [asker.value for asker in Asker],
        "prescreen": list(PRESCREEN),
        "confidence": list(CONFIDENCE),
        "feedback": list(FEEDBACK),
        "state": list(STATES),
    }


def _wanted(visit: Visit, given: dict[str, str]) -> tuple[str, Filter]:
    """The filter, and the words of the search that its key stands for."""
    assert visit.session is not None
    text = visit.session.searches.get(given.get("soeg", ""), "")
    return text, Filter.of(given, visit.staff.towns).searching(words.tokens(text))
