"""Logging in by the municipality's own directory."""

from __future__ import annotations

import logging

from sanic.response import HTTPResponse

from bot.store import entry, sessions
from review import oidc
from review.oidc import Directory, OidcError
from review.pages.login import with_cookie
from review.visit import HOME, Refused, Visit, go, show

log = logging.getLogger("review")

ATTEMPT = "__Host-oidc"


def leave(visit: Visit) -> HTTPResponse:
    """Sends the browser to the directory."""
    known = _directory()
    try:
        address, attempt = oidc.begin(known, _back(visit))
    except OidcError as error:
        log.warning("the directory could not be asked: %s", error)
        raise Refused(503, "oidc_away") from error
    response = go(address)
    # Lax, as the way back begins on the directory's page
    response.cookies[ATTEMPT] = oidc.sign(attempt, visit.settings.secret_key)
    response.cookies[ATTEMPT].update({"path": "/", "secure": True, "httponly": True, "samesite": "Lax"})
    response.cookies[ATTEMPT]["max-age"] = 600
    return response


def back(visit: Visit) -> HTTPResponse:
    """Takes who came back, if an administrator has added them."""
    attempt = oidc.unsign(visit.cookies.get(ATTEMPT, ""), visit.settings.secret_key)
    if attempt is None:
        raise Refused(403, "oidc")
    try:
        asked = {name: (values or [""])[0] for name, values in visit.args.items()}
        person = oidc.finish(_directory(), _back(visit), attempt, asked)
    except OidcError as error:
        log.warning("a log-in by the directory was refused: %s", error)
        raise Refused(403, "oidc") from error
    member = entry.of_directory(visit.engine, person.subject, person.name)
    if member is None:
        sessions.failed(visit.engine, None, "")
        raise Refused(403, "oidc_unknown")
    secret, _ = sessions.begin(visit.engine, member)
    # A page, not a redirect: a Strict cookie does not travel on a way that began elsewhere
    response = with_cookie(show(None, "onward.html", onward=HOME), secret)
    response.cookies[ATTEMPT] = ""
    response.cookies[ATTEMPT].update({"path": "/", "secure": True, "max-age": 0})
    return response


def _directory() -> Directory:
    known = oidc.directory()
    if known is None:
        raise Refused(404)
    return known


def _back(visit: Visit) -> str:
    return f"{visit.origin}/oidc/tilbage"
