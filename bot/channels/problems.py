"""Errors as `application/problem+json` (RFC 9457), with a Danish sentence a citizen can be shown."""

from functools import cache
from pathlib import Path
from typing import Any

from sanic.exceptions import SanicException
from sanic.response import HTTPResponse, json

from bot.db.engine import UNREACHABLE
from bot.lang.read import read_yaml

_TYPE = "application/problem+json"
_KEYS = {
    400: "malformed",
    404: "no_page",
    405: "no_method",
    413: "too_long",
    500: "technical",
    503: "starting",
}
"""What a refusal of Sanic's own is told as; other refusals count as malformed."""
_PATIENCE_SECONDS = 5


class Refused(SanicException):
    """A request that is refused; `key` names its sentence in `problems.yml`."""

    def __init__(self, status: int, key: str, retry_after: int | None = None) -> None:
        """Keeps the sentence's key; `retry_after` in seconds."""
        super().__init__(key, status)
        self.key, self.retry_after = key, retry_after


@cache
def _texts() -> dict[str, Any]:
    return read_yaml(Path(__file__).with_name("problems.yml"))


def problem(status: int, key: str, retry_after: int | None = None) -> HTTPResponse:
    """The response for a refusal."""
    text = _texts()[key]
    body = {"type": "about:blank", "title": text["title"], "status": status, "detail": text["detail"]}
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return json(body, status=status, headers=headers, content_type=_TYPE, ensure_ascii=False)


def respond(error: Exception) -> HTTPResponse:
    """Any exception as a refusal: never a stack trace."""
    if isinstance(error, Refused):
        return problem(error.status_code, error.key, error.retry_after)
    if isinstance(error, UNREACHABLE):
        return problem(503, "starting", retry_after=_PATIENCE_SECONDS)
    status = getattr(error, "status_code", 500)
    if status not in _KEYS:
        status = 400 if 400 <= status < 500 else 500
    response = problem(status, _KEYS[status])
    response.headers.extend(getattr(error, "headers", {}))
    return response
