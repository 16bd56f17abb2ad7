"""Who may go where, row by row: every route, every role, every municipality."""

from __future__ import annotations

import re

import pytest
from sanic import Sanic

from bot import settings
from bot.store.staff import Role
from review.routes import ROUTES, Route
from review.server import create_app
from tests.review.conftest import Browser, Console
from tests.review.test_talk import talk_about

pytestmark = pytest.mark.slow

PLACES = {"token": "no-such", "name": "no-such", "number": "999999", "login": "nobody"}
GUARDED = [route for route in ROUTES if route.needs]
FORMS = [route for route in GUARDED if route.method == "POST"]


def name_of(route: Route) -> str:
    return f"{route.method} {route.path}"


def address(route: Route, **places: str) -> str:
    filled = {**PLACES, **places}
    return re.sub(r"<(\w+):str>", lambda found: filled[found[1]], route.path)


def send(browser: Browser, route: Route, form: dict[str, object] | None = None, **places: str) -> int:
    path = address(route, **places)
    done = browser.get(path) if route.method == "GET" else browser.post(path, form)
    if done.headers.get("location", "").startswith("/login"):
        return 401
    return done.status_code


def test_no_route_stands_outside_the_table() -> None:
    Sanic.test_mode = True
    try:
        app = create_app(settings.load())
    finally:
        Sanic.test_mode = False
    found = {(method, "/" + route.path) for route in app.router.routes for method in route.methods}
    assert found == {(route.method, route.path) for route in ROUTES}


def test_anybody_reaches_the_way_in_and_nothing_else() -> None:
    open_to_all = {route.path for route in ROUTES if route.needs is None}
    assert open_to_all == {
        "/", "/login", "/opret/<token:str>", "/assets/<name:str>", "/health/live",
    } | {path for path in open_to_all if path.startswith("/oidc")}  # fmt: skip


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_who_is_not_logged_in_is_sent_to_the_way_in(route: Route, console: Console) -> None:
    assert send(Browser(console.url), route) == 401
    assert send(Browser(console.url, "a made up session"), route) == 401


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_each_role_reaches_what_the_table_says(route: Route, role: Role, console: Console) -> None:
    status = send(console.as_(role), route)
    if role.covers(route.needs):
        assert status == 401 if route.path == "/logud" else status not in (401, 403, 405)
        assert status < 500
    else:
        assert status == 403


@pytest.mark.parametrize("route", FORMS, ids=name_of)
def test_no_form_is_taken_without_its_token(route: Route, console: Console) -> None:
    browser = console.as_(Role.ADMIN)
    browser.csrf = ""
    assert send(browser, route) == 403


@pytest.mark.parametrize(
    "route", [route for route in GUARDED if "/samtaler/<name" in route.path], ids=name_of
)
def test_nobody_reaches_another_municipalitys_conversation(route: Route, console: Console) -> None:
    talk = talk_about(console, "nabokoebing")
    form = {
        "state": "done", "tekst": "x", "dom": "ja", "svar": "1.1", "begrundelse": "aktindsigt",
        "til": "2099-01-01",
    }  # fmt: skip
    assert send(console.as_(Role.ADMIN, "eksempelby"), route, form, name=talk.id) == 404
    assert send(console.as_(Role.ADMIN, "eksempelby"), route, form, name="unknown") == 404


def test_errors_are_pages_without_a_trace_of_the_code(console: Console) -> None:
    browser = console.as_(Role.ADMIN)
    for path in (
        "/nowhere",
        "/samtaler/%00",
        "/stikproever/x",
        "/spor?foer=x",
        "/samtaler?side=9-9-9&since=x",
    ):
        page = browser.get(path)
        assert page.status_code in (200, 400, 404)
        assert "Traceback" not in page.text
    assert browser.get("/assets/..%2Fserver.py").status_code == 404
    assert browser.post("/filtre", {"navn": "x" * 300_000}).status_code == 413


def test_every_page_has_the_strict_policy_and_is_kept_nowhere(console: Console) -> None:
    for path in ("/login", "/samtaler", "/nowhere"):
        headers = console.as_(Role.ADMIN).get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"


def test_no_template_marks_anything_as_safe() -> None:
    for path in (settings.ROOT / "review" / "templates").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), path.name
        assert not re.search(r"\sstyle=|\son\w+=", text), path.name
