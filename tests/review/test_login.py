"""The way in: password and code, lock-out, sessions that end, one-time links, the last administrator."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta

import pyotp
import pytest

from bot import settings
from bot.clock import utc_now
from bot.db import tables
from bot.store.staff import Role, Staff
from tests.review.conftest import PASSWORD, Browser, Console, code_of

pytestmark = pytest.mark.slow

ANY_PAGE = "/spor"


def try_login(console: Console, member: Staff, password: str = PASSWORD, code: str = "") -> Browser:
    browser = Browser(console.url)
    form = {"navn": member.login, "kode": password, "engang": code or code_of(console, member)}
    browser.last = browser.post("/login", form)  # type: ignore[attr-defined]
    return browser


def is_in(browser: Browser) -> bool:
    return browser.get(ANY_PAGE).status_code in (200, 403)


def change(console: Console, table: str, **values: object) -> None:
    with console.database.engine.begin() as connection:
        connection.execute(tables.metadata.tables[table].update().values(**values))


def test_name_password_and_code_let_one_in_and_the_audit_says_so(console: Console) -> None:
    member = console.member(Role.ADMIN)
    browser = try_login(console, member)
    assert browser.last.status_code == 303
    assert is_in(browser)
    assert console.acts()[-1] == "login"
    cookie = browser.last.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("secure", "httponly", "samesite=strict", "path=/"))
    assert browser.cookie not in str(console.database.rows(tables.staff_session))


@pytest.mark.parametrize("wrong", ["password", "code", "name"])
def test_whatever_is_wrong_the_page_says_the_same(wrong: str, console: Console) -> None:
    member = console.member(Role.ADMIN)
    right = code_of(console, member)
    form = {"navn": member.login, "kode": PASSWORD, "engang": right}
    form |= {"password": {"kode": "x"}, "code": {"engang": "000000"}, "name": {"navn": "nobody"}}[wrong]
    refused = Browser(console.url).post("/login", form)
    assert refused.status_code == 401
    assert "passer ikke" in refused.text
    assert console.acts()[-1] == "login_refused"


def test_a_code_lets_one_in_only_once(console: Console) -> None:
    member = console.member(Role.ADMIN)
    code = code_of(console, member)
    assert is_in(try_login(console, member, code=code))
    assert not is_in(try_login(console, member, code=code))
    assert is_in(try_login(console, member, code=code_of(console, member, 1)))


def test_five_wrong_attempts_lock_the_door_even_for_the_right_password(console: Console) -> None:
    member = console.member(Role.ADMIN)
    for _ in range(5):
        try_login(console, member, password="wrong")
    assert "login_locked" in console.acts()
    assert not is_in(try_login(console, member))
    change(console, "staff", locked_until=utc_now() - timedelta(seconds=1))
    assert is_in(try_login(console, member))


def test_a_session_ends_when_idle_and_at_last_whatever_one_does(console: Console) -> None:
    browser = console.as_(Role.ADMIN)
    assert browser.get(ANY_PAGE).status_code == 200
    change(console, "staff_session", last_at=utc_now() - timedelta(minutes=31))
    assert browser.get(ANY_PAGE).headers["location"] == "/login?besked=ud"
    change(console, "staff_session", last_at=utc_now(), started_at=utc_now() - timedelta(hours=8, minutes=1))
    assert browser.get(ANY_PAGE).status_code == 303
    assert "Din tid var" in Browser(console.url).get("/login?besked=ud").text


def test_every_page_says_when_the_session_ends(console: Console) -> None:
    assert re.search(r"logget ud kl\. \d\d\.\d\d", console.as_(Role.ADMIN).get(ANY_PAGE).text)


def test_a_page_that_is_in_use_stays_logged_in(console: Console) -> None:
    browser = console.as_(Role.ADMIN)
    change(console, "staff_session", last_at=utc_now() - timedelta(minutes=29))
    assert browser.post("/bliv").status_code == 204
    change(console, "staff_session", started_at=utc_now() - timedelta(hours=7, minutes=59))
    assert browser.post("/bliv").status_code == 204
    change(console, "staff_session", last_at=utc_now() - timedelta(minutes=29))
    assert browser.get(ANY_PAGE).status_code == 200


def test_logging_out_ends_the_session_on_the_server(console: Console) -> None:
    browser = console.as_(Role.ADMIN)
    secret = browser.cookie
    assert browser.post("/logud").headers["location"] == "/login?besked=farvel"
    assert Browser(console.url, secret).get(ANY_PAGE).status_code == 303


def test_a_form_from_elsewhere_or_without_its_token_is_refused(console: Console) -> None:
    browser = console.as_(Role.ADMIN)
    assert browser.post("/bliv", {"csrf": "wrong"}).status_code == 403
    assert browser.post("/bliv", Origin="https://evil.example").status_code == 403
    assert browser.post("/bliv", Sec_Fetch_Site="cross-site").status_code == 403
    assert browser.post("/bliv", Origin=console.url, Sec_Fetch_Site="same-origin").status_code == 204


def test_a_new_member_sets_password_and_code_by_a_link_that_works_once(console: Console) -> None:
    admin = console.as_(Role.ADMIN)
    page = admin.post("/medarbejdere", {"login": "bo", "navn": "Bo", "rolle": "laeser", "kommune": "*"})
    link = re.search(r"/opret/[\w-]+", page.text)[0]
    browser = Browser(console.url)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", browser.get(link).text)[1].replace(" ", "")
    assert secret in browser.get(link).text.replace(" ", "")  # the same when the page is opened again
    good = {"kode": PASSWORD, "igen": PASSWORD, "engang": pyotp.TOTP(secret).now()}
    assert "ikke ens" in browser.post(link, {**good, "igen": "noget andet"}).text
    assert "mindst 12" in browser.post(link, {**good, "kode": "kort", "igen": "kort"}).text
    assert "passer ikke" in browser.post(link, {**good, "engang": "000000"}).text
    assert browser.post(link, good).headers["location"] == "/login?besked=klar"
    assert browser.get(link).status_code == 404
    assert browser.post(link, good).status_code == 404
    form = {
        "navn": "bo",
        "kode": PASSWORD,
        "engang": pyotp.TOTP(secret).at(utc_now() + timedelta(seconds=30)),
    }
    assert browser.post("/login", form).status_code == 303
    assert console.acts()[-3:] == ["staff_added", "staff_ready", "login"]


def test_a_link_that_is_too_old_opens_nothing(console: Console) -> None:
    admin = console.as_(Role.ADMIN)
    page = admin.post("/medarbejdere", {"login": "ib", "navn": "Ib", "rolle": "laeser", "kommune": "*"})
    link = re.search(r"/opret/[\w-]+", page.text)[0]
    change(console, "staff", setup_until=utc_now() - timedelta(seconds=1))
    assert Browser(console.url).get(link).status_code == 404


def test_who_is_shut_out_is_out_at_once(console: Console) -> None:
    member = console.member(Role.EDITOR)
    theirs, admin = console.enter(member), console.as_(Role.ADMIN)
    assert is_in(theirs)
    assert admin.post(f"/medarbejdere/{member.login}/luk").status_code == 303
    assert not is_in(theirs)
    assert not is_in(try_login(console, member))


def test_the_last_administrator_cannot_be_shut_out(lone: Console) -> None:
    member = lone.member(Role.ADMIN)
    lone.member(Role.ADMIN, "eksempelby")
    admin = lone.enter(member)
    refused = admin.post(f"/medarbejdere/{member.login}/luk")
    assert refused.status_code == 400
    assert "sidste administrator" in refused.text
    second = lone.member(Role.ADMIN)
    assert admin.post(f"/medarbejdere/{second.login}/luk").status_code == 303


def test_an_administrator_of_one_municipality_governs_only_its_staff(console: Console) -> None:
    other, everywhere = console.member(Role.READER, "nabokoebing"), console.member(Role.ADMIN)
    local = console.as_(Role.ADMIN, "eksempelby")
    page = local.get("/medarbejdere").text
    assert other.login not in page
    assert everywhere.login not in page
    assert local.post(f"/medarbejdere/{other.login}/luk").status_code == 404
    form = {"login": "ny", "navn": "Ny", "rolle": "administrator", "kommune": "*"}
    assert local.post("/medarbejdere", form).status_code == 403
    assert local.post("/medarbejdere", {**form, "kommune": "eksempelby"}).status_code == 200


def test_the_process_offers_the_first_administrator_a_link_until_there_is_one(lone: Console) -> None:
    link = re.search(r"first administrator.*http://127.0.0.1:\d+(/opret/\S+)", lone.log.read_text())[1]
    assert Browser(lone.url).get(link).status_code == 200


def command(console: Console, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "review", "staff", *arguments],
        cwd=settings.ROOT, env=console.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_operator_adds_resets_and_disables_staff_from_the_machine(lone: Console) -> None:
    added = command(lone, "add", "bo", "--name", "Bo", "--role", "administrator", "--municipality", "*")
    link = re.search(r"/opret/\S+", added.stdout)[0]
    assert Browser(lone.url).get(link).status_code == 200
    again = re.search(r"/opret/\S+", command(lone, "reset", "bo").stdout)[0]
    assert Browser(lone.url).get(link).status_code == 404
    assert Browser(lone.url).get(again).status_code == 200
    assert "not set up" in command(lone, "list").stdout
    twice = command(lone, "add", "bo", "--name", "Bo", "--role", "laeser", "--municipality", "*")
    assert (twice.returncode, twice.stderr) == (1, "Brugernavnet findes allerede.\n")
    rows = [row for row in lone.database.rows(tables.audit) if row.login.endswith("@machine")]
    assert [row.action for row in rows] == ["staff_added", "staff_reset"]


def test_the_operator_cannot_shut_out_the_last_administrator_either(lone: Console) -> None:
    first = next(row.login for row in lone.database.rows(tables.staff))
    refused = command(lone, "disable", first)
    assert refused.returncode == 1
    assert "sidste administrator" in refused.stderr
