"""What a request carries, checked: token, text, button, request id, municipality."""

import json
from dataclasses import dataclass
from typing import Any

from sanic.request import Request

from bot.channels.problems import Refused
from bot.privacy.mask import Masked, clean, mask
from bot.releases.live import current

MAX_TEXT = 2000
_MAX_ID = 64


@dataclass(frozen=True)
class Incoming:
    """One message of a citizen, masked."""

    said: Masked
    button: str | None
    request_id: str | None


def token_of(request: Request) -> str:
    """The bearer token.

    Raises:
        Refused: 401 without one.
    """
    scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Refused(401, "no_token")
    return token.strip()


def object_of(request: Request) -> dict[str, Any]:
    """The body as a JSON object; an empty body is an empty one.

    Raises:
        Refused: 415 for another type, 400 for anything else.
    """
    if not request.body:
        return {}
    if "json" not in (request.content_type or ""):
        raise Refused(415, "media_type")
    try:
        body = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refused(400, "malformed") from error
    if not isinstance(body, dict):
        raise Refused(400, "malformed")
    return body


def incoming(body: dict[str, Any]) -> Incoming:
    """The message of a body.

    Raises:
        Refused: 400 for a malformed or empty one, 413 for a long one.
    """
    text, button, request_id = (_text(body, name) for name in ("text", "button", "request_id"))
    if request_id is not None and not (0 < len(request_id) <= _MAX_ID and request_id.isprintable()):
        raise Refused(400, "malformed")
    if (text is None) == (button is None):
        raise Refused(400, "empty" if text is None else "malformed")
    if button is not None:
        return Incoming(Masked("", ()), button, request_id)
    assert text is not None
    if len(text) > MAX_TEXT:
        raise Refused(413, "too_long")
    words = clean(text.encode("utf-8", "ignore").decode("utf-8"))  # JSON may hold lone surrogates
    if not words:
        raise Refused(400, "empty")
    return Incoming(mask(words, current().public_contacts()), None, request_id)


def _text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused(400, "malformed")
    return value


def municipality_of(body: dict[str, Any]) -> str | None:
    """The municipality that the page set.

    Raises:
        Refused: 400 for an unknown one.
    """
    chosen = body.get("municipality")
    if chosen is not None and (not isinstance(chosen, str) or chosen not in current().municipalities):
        raise Refused(400, "municipality")
    return chosen
