"""Every request goes through here: who asks, may they, did the form come from us. Then the page."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.engine import Engine

from bot.channels.limits import Limiter, Rate
from bot.settings import Settings
from bot.store import sessions
from bot.store.sessions import Session
from bot.store.staff import Role
from review.visit import Refused, Stream, Visit, go

log = logging.getLogger("review")

COOKIE = "__Host-console"
_THREADS = 8
_AT_THE_DOOR = Rate(20, 0.2)

Page = Callable[[Visit], "HTTPResponse | Stream"]
Handler = Callable[..., Coroutine[Any, Any, "HTTPResponse | None"]]


class Guard:
    """Makes handlers of pages; each knows the role it needs (None: no login)."""

    def __init__(self, engine: Engine, configured: Settings) -> None:
        """Uses this database and these settings."""
        self._engine, self._settings = engine, configured
        self._threads = ThreadPoolExecutor(_THREADS, "page")
        self._door = Limiter(_AT_THE_DOOR)

    def handler(self, page: Page, needs: Role | None, name: str) -> Handler:
        """A Sanic handler that lets in whom the page is for."""

        async def handle(request: Request, **parts: str) -> HTTPResponse | None:
            if needs is None and request.method == "POST":
                self._limit(request)
            work = partial(self._answer, page, needs, request, parts)
            answer = await asyncio.get_running_loop().run_in_executor(self._threads, work)
            if isinstance(answer, Stream):
                await self._stream(request, answer)
                return None
            return answer

        handle.__name__ = name
        return handle

    def _answer(
        self, page: Page, needs: Role | None, request: Request, parts: dict[str, str]
    ) -> HTTPResponse | Stream:
        form = dict(request.form or {}) if request.method == "POST" else {}
        visit = Visit(
            self._engine, self._settings, request.method, request.path, parts, form, dict(request.args or {})
        )
        if request.method == "POST":
            _check_origin(request)
        visit.cookies, visit.origin = request.cookies, _origin(request, self._settings.trusted_proxies)
        cookie = visit.cookies.get(COOKIE)
        visit.session = sessions.find(self._engine, cookie) if cookie else None
        if needs is not None:
            if visit.session is None:
                return go("/login", "ud" if cookie else "")
            _check(visit, visit.session, needs)
        return page(visit)

    def _limit(self, request: Request) -> None:
        if self._settings.rate_limits and self._door.wait(_address(request, self._settings.trusted_proxies)):
            raise Refused(429)

    async def _stream(self, request: Request, stream: Stream) -> None:
        """Writes a download piece by piece, each read in a thread."""
        headers = {"Content-Disposition": f'attachment; filename="{stream.filename}"'}
        response = await request.respond(headers=headers, content_type="text/csv; charset=utf-8")
        loop = asyncio.get_running_loop()
        while (piece := await loop.run_in_executor(self._threads, next, stream.rows, None)) is not None:
            await response.send(piece)
        await response.eof()


def _check(visit: Visit, session: Session, needs: Role) -> None:
    """Role, and for forms the session's own token."""
    if visit.method == "POST" and visit.said("csrf") != session.csrf:
        raise Refused(403, "stale")
    if not session.staff.role.covers(needs):
        raise Refused(403)


def _check_origin(request: Request) -> None:
    """A form must come from our own page; browsers say where it came from."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        raise Refused(403, "stale")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused(403, "stale")


def _address(request: Request, proxies: int) -> str:
    hops = [hop.strip() for hop in (request.headers.get("x-forwarded-for") or "").split(",") if hop.strip()]
    return hops[-proxies] if proxies and len(hops) >= proxies else request.ip or ""


def _origin(request: Request, proxies: int) -> str:
    """Scheme and host as the browser sees them; a trusted proxy tells of TLS."""
    forwarded = request.headers.get("x-forwarded-proto") if proxies else None
    return f"{forwarded or request.scheme}://{request.headers.get('host', '')}"
