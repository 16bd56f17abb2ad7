"""The pages: the demo municipality, the chat alone, what the bot knows, and their files."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file, html, json

from bot import clock
from bot.channels.known import known_page
from bot.channels.problems import Refused
from bot.channels.transcript import templates
from bot.facts.query import Facts
from bot.releases.live import current

ASSETS = Path(__file__).resolve().parent.parent / "web" / "assets"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

_LONGEST_QUERY = 100

pages = Blueprint("pages")


@pages.get("/", name="demo")
async def demo(_request: Request) -> HTTPResponse:
    """A municipality's page as it could look, with the chat on it."""
    return html(templates().get_template("demo.html").render(towns=_towns()))


@pages.get("/chat", name="chat_page")
async def chat_page(request: Request) -> HTTPResponse:
    """The chat alone."""
    chosen = request.args.get("municipality") or ""
    town = current().municipalities.get(chosen)
    if chosen and town is None:
        raise Refused(404, "no_page")
    return html(templates().get_template("chat.html").render(town=town, towns=_towns()))


@pages.get("/viden", name="known")
async def known(request: Request) -> HTTPResponse:
    """All that the bot knows, with source and edition, and what it knows that it does not."""
    query = (request.args.get("q") or "").strip()[:_LONGEST_QUERY]
    return html(_known(current(), clock.today(), query))


@lru_cache(maxsize=4)
def _known(facts: Facts, day: date, query: str) -> str:
    """The page, made once for a release and a day: it takes a quarter of a second."""
    return templates().get_template("viden.html").render(**known_page(facts, day, query))


@pages.get("/widget.js", name="widget")
async def widget(_request: Request) -> HTTPResponse:
    """The chat for any page, on another origin."""
    return await _asset("widget.js")


@pages.get("/assets/<name:str>", name="asset")
async def asset(_request: Request, name: str) -> HTTPResponse:
    """A file of the pages."""
    return await _asset(name)


@pages.get("/health/live", name="health_live")
async def health_live(_request: Request) -> HTTPResponse:
    """The process runs."""
    return json({"status": "live"})


@pages.get("/health/ready", name="health_ready")
async def health_ready(request: Request) -> HTTPResponse:
    """The process can answer, or why not."""
    reason = await request.app.ctx.readiness()
    return json({"status": "not_ready", "reason": reason}, 503) if reason else json({"status": "ready"})


async def _asset(name: str) -> HTTPResponse:
    path = ASSETS / name
    if "/" in name or path.suffix not in _TYPES or not path.is_file():
        raise Refused(404, "no_page")
    headers = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
    return await file(path, mime_type=f"{_TYPES[path.suffix]}; charset=utf-8", headers=headers)


def _towns() -> list[dict[str, str]]:
    return [{"id": town.id, "name": town.name} for town in current().municipalities.values()]
