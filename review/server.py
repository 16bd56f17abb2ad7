"""The console's process. For now it holds its login page; the work pages follow with the console."""

from __future__ import annotations

import logging
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, html, json, redirect

from bot import settings

log = logging.getLogger("review")

_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined
)
_STYLE = Path(__file__).with_name("console.css")


console = Blueprint("console")


def create_app() -> Sanic:
    """The app with its routes."""
    app = Sanic("review", configure_logging=False)
    app.blueprint(console)
    app.register_middleware(protect, "response")
    app.error_handler.add(Exception, refuse)
    return app


async def protect(_request: Request, response: HTTPResponse) -> None:
    """A strict policy on every response."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


def refuse(_request: Request, error: Exception) -> HTTPResponse:
    """Any error as a page; never a stack trace."""
    status = getattr(error, "status_code", 500)
    if status >= 500:
        log.error("a request failed: %s", type(error).__name__, exc_info=error)
    return html(_TEMPLATES.get_template("error.html").render(status=status), status)


@console.get("/", name="home")
async def home(_request: Request) -> HTTPResponse:
    """The way in."""
    return redirect("/login")


@console.get("/login", name="login_page")
async def login_page(_request: Request) -> HTTPResponse:
    """The form."""
    return html(_TEMPLATES.get_template("login.html").render(refused=False))


@console.post("/login", name="login")
async def login(_request: Request) -> HTTPResponse:
    """Refuses everybody: there are no staff members yet."""
    return html(_TEMPLATES.get_template("login.html").render(refused=True), 401)


@console.get("/console.css", name="style")
async def style(_request: Request) -> HTTPResponse:
    """The look."""
    return HTTPResponse(_STYLE.read_text(encoding="utf-8"), content_type="text/css; charset=utf-8")


@console.get("/health/live", name="live")
async def live(_request: Request) -> HTTPResponse:
    """The process runs."""
    return json({"status": "live"})


def main() -> None:
    """Serves until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("sanic.access").setLevel(logging.ERROR)
    create_app().run("127.0.0.1", settings.load().review_port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
