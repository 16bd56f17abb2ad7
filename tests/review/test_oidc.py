"""Logging in by the municipality's own directory: only whom an administrator added, only what holds."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
import requests
from joserfc.jwk import RSAKey
from playwright.sync_api import Page, expect

from bot.db import tables
from bot.store import staff
from bot.store.staff import Role
from tests.databases import migrated, sqlite_database
from tests.review.conftest import TESTER, Browser, Console, running
from tests.review.directory import CLIENT, SECRET, Provider, provided
from tests.web.conftest import browser, new_page

__all__ = ["browser", "new_page"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provided() as started:
        yield started


@pytest.fixture(scope="module")
def console(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    folder = tmp_path_factory.mktemp("oidc")
    told = {"OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
    with sqlite_database(folder) as made, running(migrated(made), folder, **told) as started:
        staff.add(started.database.engine, TESTER, "bo", "Bo", Role.READER, ["*"])
        yield started


@pytest.fixture(autouse=True)
def honest(provider: Provider) -> None:
    """Each test begins with a provider that tells the truth about Bo."""
    provider.person, provider.lie, provider.signing = {"sub": "s1", "preferred_username": "Bo"}, {}, None


def set_cookies(reply: requests.Response) -> dict[str, str]:
    return dict(re.findall(r'(__Host-[a-z]+)="?([^;",]*)', reply.headers.get("set-cookie", "")))


def come_back(console: Console, change: dict[str, str] | None = None, attempt: str = "") -> requests.Response:
    """To the directory and back, as a browser goes."""
    left = requests.get(f"{console.url}/oidc", allow_redirects=False, timeout=30)
    at_the_directory = requests.get(left.headers["location"], allow_redirects=False, timeout=30)
    address = at_the_directory.headers["location"]
    for old, new in (change or {}).items():
        address = re.sub(old, new, address)
    cookie = attempt or set_cookies(left)["__Host-oidc"]
    headers = {"Cookie": f"__Host-oidc={cookie}"}
    return requests.get(address, headers=headers, allow_redirects=False, timeout=30)


def test_a_member_is_let_in_and_known_by_what_never_changes(console: Console, provider: Provider) -> None:
    inside = come_back(console)
    assert inside.status_code == 200
    session = Browser(console.url, set_cookies(inside)["__Host-console"])
    assert session.get("/samtaler").status_code == 200
    provider.person = {"sub": "s1", "preferred_username": "new-name"}
    assert come_back(console).status_code == 200
    provider.person = {"sub": "s2", "preferred_username": "Bo"}  # another takes over the name
    assert come_back(console).status_code == 403


def test_nobody_registers_themselves(console: Console, provider: Provider) -> None:
    before = len(console.database.rows(tables.staff))
    provider.person = {"sub": "s9", "preferred_username": "stranger"}
    assert "ikke oprettet" in come_back(console).text
    assert len(console.database.rows(tables.staff)) == before
    assert console.acts()[-1] == "login_refused"


def test_a_member_with_a_password_is_not_taken_over_by_a_name(console: Console, provider: Provider) -> None:
    member = console.member(Role.ADMIN, login="chef")
    provider.person = {"sub": "s8", "preferred_username": member.login}
    assert come_back(console).status_code == 403


def test_who_is_shut_out_is_shut_out_here_too(console: Console, provider: Provider) -> None:
    staff.add(console.database.engine, TESTER, "ude", "Ude", Role.READER, ["*"])
    staff.disable(console.database.engine, TESTER, "ude")
    provider.person = {"sub": "s7", "preferred_username": "ude"}
    assert come_back(console).status_code == 403


@pytest.mark.parametrize(
    "lie",
    [{"iss": "https://evil.example"}, {"aud": "another"}, {"nonce": "old"}, {"exp": int(time.time()) - 900}],
    ids=["issuer", "audience", "nonce", "expired"],
)
def test_an_identity_token_that_does_not_hold_is_refused(
    lie: dict[str, object], console: Console, provider: Provider
) -> None:
    provider.lie = lie
    refused = come_back(console)
    assert refused.status_code == 403
    assert "__Host-console" not in set_cookies(refused)


def test_a_token_signed_by_somebody_else_is_refused(console: Console, provider: Provider) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "k1"})
    assert come_back(console).status_code == 403


def test_another_state_code_or_cookie_is_refused(console: Console) -> None:
    assert come_back(console, {"state=[^&]+": "state=x"}).status_code == 403
    assert come_back(console, {"code=[^&]+": "code=x"}).status_code == 403
    assert come_back(console, attempt="made.up").status_code == 403
    assert requests.get(f"{console.url}/oidc/tilbage", timeout=30).status_code == 403


def test_in_a_browser_the_session_holds_after_the_way_over_the_directory(
    new_page: object, console: Console
) -> None:
    page: Page = new_page()  # type: ignore[operator]
    page.goto(f"{console.url}/login")
    page.get_by_role("link", name="Log ind med kommunens egen login").click()
    expect(page.get_by_role("heading", name="Samtaler", exact=True)).to_be_visible()


def test_without_a_directory_there_is_no_such_way(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("none")
    with sqlite_database(folder) as made, running(migrated(made), folder) as started:
        assert requests.get(f"{started.url}/oidc", timeout=30).status_code == 404
        assert "kommunens egen login" not in requests.get(f"{started.url}/login", timeout=30).text
