"""The staff console's process: its app, its headers, its errors."""

from __future__ import annotations

import logging
import sys
from html import escape

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings
from bot.db.engine import engine, migrate
from bot.settings import Settings
from bot.store.codes import seal_all
from bot.store.entry import first_link
from review.guard import Guard
from review.jobs import schedule
from review.rehearsal import rehearsal
from review.routes import ROUTES
from review.visit import Refused, show
from review.words import words

log = logging.getLogger("review")

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # with no-referrer a form's Origin would be "null"
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_MOST_BYTES = 200_000


def create_app(configured: Settings) -> Sanic:
    """The app with its routes; the database is there and migrated."""
    app = Sanic("review", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = _MOST_BYTES
    guard = Guard(engine(configured.database_url), configured)
    for n, route in enumerate(ROUTES):
        name = f"{route.page.__name__}_{n}"
        handler = guard.handler(route.page, route.needs, name)
        app.add_route(handler, route.path, methods=[route.method], name=name)
    schedule(app, engine(configured.database_url), configured)
    app.listener("after_server_stop")(_end_rehearsal)
    app.register_middleware(protect, "response")
    app.error_handler.add(Exception, refuse)
    return app


async def _end_rehearsal(_app: Sanic, _loop: object) -> None:
    rehearsal().close()


async def protect(_request: Request, response: HTTPResponse) -> None:
    """A strict policy on every response."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


def refuse(_request: Request, error: Exception) -> HTTPResponse:
    """Any error as a page; never a stack trace, never the request's own words."""
    status = error.status if isinstance(error, Refused) else int(getattr(error, "status_code", 500))
    word = error.word if isinstance(error, Refused) else str(status)
    if status >= 500:
        log.error("a request failed: %s", type(error).__name__, exc_info=error)
    told = words()["refused"]
    return show(None, "error.html", status, text=told.get(word, told["500"]))


def announce(configured: Settings) -> None:
    """Tells the operator how the first administrator gets in, as long as there is none."""
    first = words()["first"]
    token = first_link(engine(configured.database_url), first["login"], first["name"])
    if token:
        link = f"http://127.0.0.1:{configured.review_port}/opret/{token}"
        sys.stdout.write(f"[console] first administrator (once, within 24 hours): {escape(link)}\n")
        sys.stdout.flush()


def main() -> None:
    """Serves until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("sanic.access").setLevel(logging.ERROR)
    configured = settings.load()
    migrate(configured.database_url)
    seal_all(engine(configured.database_url), configured.secret_key)
    announce(configured)
    create_app(configured).run("127.0.0.1", configured.review_port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
