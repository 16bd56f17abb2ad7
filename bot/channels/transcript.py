"""The conversation for saving and printing."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.response import HTTPResponse, text
from sanic.response import html as html_response

from bot.clock import COPENHAGEN
from bot.lang.numbers import day
from bot.lang.read import read_yaml
from bot.store.records import Turn

TEMPLATES = Path(__file__).resolve().parent.parent / "web" / "templates"


@cache
def templates() -> Environment:
    """The page templates: escaped, and strict about missing names."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@cache
def _words() -> dict[str, Any]:
    return read_yaml(Path(__file__).with_name("transcript.yml"))


def respond(turns: Sequence[Turn], html: bool) -> HTTPResponse:
    """The whole talk, with its sources, as a page or as plain text."""
    lines = [line for turn in turns for line in _lines(turn)]
    headers = {"Cache-Control": "no-store"}
    title = _words()["title"].format(day=day(turns[0].at.date()) if turns else "")
    if html:
        page = templates().get_template("transcript.html").render(title=title, lines=lines)
        return html_response(page, headers=headers)
    parts = [title, *(_plain(line) for line in lines)]
    return text("\n\n".join(parts) + "\n", headers=headers)


def receipt_text(receipt: str, dialect: str, days: int) -> str:
    """What the citizen is told when the conversation is gone; backups live for `days` at most."""
    words = _words()["erased"]
    return str(words["sqlite" if dialect == "sqlite" else "server"].format(receipt=receipt, days=days))


def _lines(turn: Turn) -> list[dict[str, Any]]:
    at = turn.at.astimezone(COPENHAGEN).strftime("%H.%M")
    said = turn.said or turn.button_title
    first = [{"who": _words()["you"], "at": at, "text": said, "sources": []}] if said else []
    return first + [
        {"who": _words()["bot"], "at": at, "text": message["text"], "sources": message["sources"]}
        for message in turn.reply["messages"]
    ]


def _plain(line: dict[str, Any]) -> str:
    sources = [
        _words()["source"].format(title=source["title"], section=source["section"], edition=source["edition"])
        for source in line["sources"]
    ]
    return "\n".join([f"{line['who']} ({line['at']}):", line["text"], *sources])
