"""Refuses requests that Sanic 21.12 cannot read; a negative length would stop the whole bot."""

import re
from typing import Any

from sanic import Blueprint, Sanic
from sanic.exceptions import InvalidUsage
from sanic.http import Http
from sanic.signals import Event

_FRAMING = re.compile(rb"^(content-length|transfer-encoding)[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_READABLE = {b"content-length": re.compile(rb"\d{1,12}"), b"transfer-encoding": re.compile(rb"chunked")}

_empty_request = Http.create_empty_request


class GuardedBlueprint(Blueprint):
    """Routes that bring the guard along, whoever serves them."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """See parent class."""
        app.add_signal(check_head, Event.HTTP_LIFECYCLE_READ_HEAD)
        Http.create_empty_request = _readable_empty_request
        super().register(app, options)


async def check_head(head: bytes) -> None:
    """The address is UTF-8, and the length of a body is told once, in a way that can be read.

    Raises:
        Exception: else; Sanic makes any of them 400 and closes the connection.
    """
    head.partition(b"\r\n")[0].decode("utf-8")
    told = [(name.lower(), value.strip().lower()) for name, value in _FRAMING.findall(head)]
    if len(told) > 1 or not all(_READABLE[name].fullmatch(value) for name, value in told):
        raise InvalidUsage("unreadable length")


def _readable_empty_request(http: Http) -> None:
    """Stands in for a request that could not be read, whatever its address."""
    http.url = (http.url or "*").encode("ascii", "replace").decode()
    _empty_request(http)
