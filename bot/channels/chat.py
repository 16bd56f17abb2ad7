"""The chat API as a Rasa input channel: its blueprint is the whole contract (docs: chat API)."""

from __future__ import annotations

import json as jsons
import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot import settings
from bot.channels import body, transcript
from bot.channels.door import Door
from bot.channels.openapi import document
from bot.channels.problems import Refused
from bot.channels.talk import Talk
from bot.channels.wire import GuardedBlueprint
from bot.privacy.mask import clean, mask
from bot.releases.live import current
from bot.store.erase import erase
from bot.store.records import Turn

_UTC = "%Y-%m-%dT%H:%M:%SZ"
MAX_COMMENT = 1000
_MESSAGE_ID = re.compile(r"([0-9]{1,6})\.([0-9]{1,3})")


class ChatChannel(InputChannel):
    """`/api/…` for the page, the widget and any other client."""

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return "chat"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. The app must hold `ctx.talk` and `ctx.door` (see `bot.server`)."""
        api = GuardedBlueprint("chat", url_prefix="/api")
        routes: list[tuple[str, str, Callable[..., Awaitable[HTTPResponse]]]] = [
            ("POST", "/conversations", start),
            ("GET", "/conversations/<name:str>", reload),
            ("DELETE", "/conversations/<name:str>", delete),
            ("GET", "/conversations/<name:str>/transcript", print_out),
            ("POST", "/conversations/<name:str>/messages", say),
            ("POST", "/conversations/<name:str>/messages/<message_id:str>/feedback", rate),
            ("GET", "/municipalities", municipalities),
            ("GET", "/openapi.json", openapi),
        ]
        for method, path, handler in routes:
            api.add_route(handler, path, methods=[method], name=handler.__name__)
        return api


def _talk(request: Request) -> Talk:
    talk: Talk = request.app.ctx.talk
    return talk


def _door(request: Request) -> Door:
    door: Door = request.app.ctx.door
    return door


async def start(request: Request) -> HTTPResponse:
    """Begins a conversation."""
    _door(request).address(request)
    chosen = body.municipality_of(body.object_of(request))
    return _json(await _talk(request).start(chosen), 201)


async def say(request: Request, name: str) -> HTTPResponse:
    """Answers one message."""
    door = _door(request)
    door.address(request)
    token = body.token_of(request)
    message = body.incoming(body.object_of(request))
    door.conversation(name)
    return _json(await _talk(request).say(name, token, message))


async def reload(request: Request, name: str) -> HTTPResponse:
    """What a reloaded page needs."""
    _door(request).address(request)
    known = await _talk(request).open(name, body.token_of(request))
    turns = await _talk(request).blocking(_talk(request).store.turns, name)
    messages = [message for turn in turns for message in _messages(turn)]
    return _json({"id": name, "municipality": known.municipality, "messages": messages})


async def print_out(request: Request, name: str) -> HTTPResponse:
    """The conversation for saving and printing, as plain text or HTML."""
    _door(request).address(request)
    await _talk(request).open(name, body.token_of(request))
    turns = await _talk(request).blocking(_talk(request).store.turns, name)
    return transcript.respond(turns, html="text/html" in (request.headers.get("accept") or ""))


async def delete(request: Request, name: str) -> HTTPResponse:
    """Erases the conversation; the receipt."""
    _door(request).address(request)
    talk = _talk(request)
    await talk.open(name, body.token_of(request))
    receipt = await talk.blocking(erase, talk.store.engine, name)
    kind, days = talk.store.engine.dialect.name, settings.load().retention_days
    return _json({"receipt": receipt, "text": transcript.receipt_text(receipt, kind, days)})


async def rate(request: Request, name: str, message_id: str) -> HTTPResponse:
    """Stores whether a message helped."""
    _door(request).address(request)
    talk = _talk(request)
    await talk.open(name, body.token_of(request))
    given = body.object_of(request)
    helpful, comment = given.get("helpful"), given.get("comment")
    if not isinstance(helpful, bool) or not isinstance(comment, str | None):
        raise Refused(400, "malformed")
    found = _MESSAGE_ID.fullmatch(message_id)
    if found is None:
        raise Refused(404, "no_message")
    seq, n = map(int, found.groups())
    masked = mask(clean(comment), current().public_contacts()).text[:MAX_COMMENT] if comment else None
    if not await talk.blocking(talk.store.rate, name, seq, n, helpful, masked):
        raise Refused(404, "no_message")
    return empty(204)


async def municipalities(_request: Request) -> HTTPResponse:
    """The municipalities that are known."""
    return _json([{"id": town.id, "name": town.name} for town in current().municipalities.values()])


async def openapi(_request: Request) -> HTTPResponse:
    """This contract as an OpenAPI 3.1 document."""
    return _json(document())


def _messages(turn: Turn) -> list[dict[str, Any]]:
    """A turn as the page shows it: the citizen's words (none for the greeting), then the bot's."""
    at = turn.at.strftime(_UTC)
    shown: list[dict[str, Any]] = []
    if turn.said or turn.button:
        said = turn.said or turn.button_title
        shown.append({"id": f"{turn.seq}.0", "from": "citizen", "text": said, "at": at})
    for n, message in enumerate(turn.reply["messages"], 1):
        shown.append({**message, "from": "bot", "at": at, "feedback": turn.feedback.get(n)})
    return shown


def _json(value: Any, status: int = 200) -> HTTPResponse:
    headers = {"Cache-Control": "no-store"}
    return json(value, status=status, headers=headers, dumps=lambda x: jsons.dumps(x, ensure_ascii=False))
