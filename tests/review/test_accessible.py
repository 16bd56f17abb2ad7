"""The console in a real browser: axe, narrow and wide, by keyboard alone, without and with scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from bench.talks import generate
from bot.clock import utc_now
from bot.store.staff import Role, Staff
from review.routes import ROUTES
from tests.databases import migrated, sqlite_database
from tests.review.conftest import PASSWORD, Console, code_of, running
from tests.review.test_talk import danger, talk_about
from tests.web.conftest import browser, new_page
from tests.web.test_accessible import faults, width

__all__ = ["browser", "new_page"]
pytestmark = pytest.mark.slow

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FOCUSABLE = """() =>
  [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter((one) => one.type !== "hidden" && !one.disabled && one.checkVisibility() && one.id !== "indhold")
  .filter((one) => one.type !== "radio" || one === document.querySelector(`input[name="${one.name}"]`))
  .map((one, n) => { one.dataset.stop = n; return n; })"""
"""Everything that a mouse can use (of radio buttons the first: arrows reach the others), numbered."""
FOCUSED = """(one => [one.dataset.stop, getComputedStyle(one).outlineWidth, one.tagName])
  (document.activeElement)"""
SIZES = [(320, 640), (1280, 800)]
NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A console with something on every page."""
    folder = tmp_path_factory.mktemp("full")
    with sqlite_database(folder) as made, running(migrated(made), folder) as console:
        generate(console.database.engine, 120, utc_now() - timedelta(minutes=5), days=6)
        yield console


@pytest.fixture(scope="module")
def admin(full: Console) -> Staff:
    return full.member(Role.ADMIN)


def log_in(page: Page, console: Console, member: Staff) -> Page:
    """By session, as logging in by form is tested once."""
    inside = console.enter(member)
    page.context.add_cookies(
        [
            {
                "name": "__Host-console",
                "value": inside.cookie,
                "url": console.url.replace("http:", "https:"),
                "secure": True,
                "httpOnly": True,
                "sameSite": "Strict",
            }
        ]
    )
    return page


def addresses(console: Console) -> list[str]:
    """Every page that can be opened."""
    plain, hidden = talk_about(console), danger(console)
    admin = console.as_(Role.ADMIN)
    admin.post("/sluk", {"hvad": "topic:price", "begrundelse": "prisen er forkert"})
    form = {"saetning": "hvad skal jeg af med", "emne": "price", "bekraeft": "ja", "samtale": plain.id}
    console.as_(Role.EDITOR).post("/forslag/forstaaelse", form)
    sample = admin.post("/stikproever", {"andel": "10", "froe": "1"}).headers["location"]
    pages = [
        "/samtaler",
        "/ubesvarede",
        "/stikproever",
        "/tal",
        "/sluk",
        "/forslag",
        "/forslag/nyt",
        "/udgivelser",
        "/udgivelser/proeve",
        "/proev",
        "/spor",
        "/medarbejdere",
    ]
    return [*pages, f"/samtaler/{plain.id}", f"/samtaler/{hidden.id}", sample, "/findes-ikke"]


WAY_IN = {"/", "/login", "/oidc", "/oidc/tilbage", "/opret/<token:str>"}
NO_PAGES = {"/assets/<name:str>", "/health/live"}


def test_every_page_of_the_table_of_routes_is_looked_at(full: Console) -> None:
    looked = [address.partition("?")[0] for address in addresses(full)]
    for route in ROUTES:
        if route.method == "GET" and route.path not in WAY_IN | NO_PAGES:
            pattern = re.sub(r"<\w+:str>", "[^/]+", route.path)
            assert any(re.fullmatch(pattern, one) for one in looked), route.path


def test_one_logs_in_by_form_and_the_cookie_holds(page: Page, full: Console, admin: Staff) -> None:
    page.goto(f"{full.url}/login")
    page.get_by_label("Brugernavn").fill(admin.login)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_label("Engangskode").fill(code_of(full, admin))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Samtaler", exact=True)).to_be_visible()
    page.get_by_role("link", name="Tal", exact=True).click()
    expect(page.get_by_role("heading", name="Tal", exact=True)).to_be_visible()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_text("Du er logget ud.")).to_be_visible()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways(
    size: tuple[int, int], new_page: NewPage, full: Console, admin: Staff
) -> None:
    page = log_in(new_page(*size), full, admin)
    wrong = {}
    for address in addresses(full):
        headers = page.goto(full.url + address).headers
        assert headers["content-security-policy"] == POLICY
        breaches = page.evaluate("__violations")
        assert breaches == [], address  # before axe, which brings its own
        for details in page.locator("details").all()[:3]:
            details.evaluate("one => one.open = true")
        found = [*faults(page), *([f"width {width(page)}"] if width(page) != size[0] else [])]
        if page.locator("h1").count() != 1:
            found.append("h1")
        if found:
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_way_in(size: tuple[int, int], new_page: NewPage, full: Console) -> None:
    link = full.as_(Role.ADMIN).post(
        "/medarbejdere", {"login": f"ny{size[0]}", "navn": "Ny", "rolle": "laeser", "kommune": "*"}
    )
    token = link.text.split("/opret/")[1].split("<")[0]
    page = new_page(*size)
    for address in ("/login", f"/opret/{token}", "/opret/forkert"):
        page.goto(full.url + address)
        assert faults(page) == []
        assert width(page) == size[0]


def test_the_whole_work_on_a_conversation_is_done_by_keyboard_alone(
    page: Page, full: Console, admin: Staff
) -> None:
    talk = talk_about(full, said="kan jeg få hjælp til min ryg")
    log_in(page, full, admin).goto(f"{full.url}/samtaler/{talk.id}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indhold")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "tekst":
            break
    page.keyboard.type("Skal rettes")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Det er gemt.")).to_be_visible()
    expect(page.locator("p", has_text="Skal rettes")).to_be_visible()


def test_the_keyboard_reaches_everything_on_every_page_and_the_focus_is_seen(
    page: Page, full: Console, admin: Staff
) -> None:
    log_in(page, full, admin)
    for address in addresses(full):
        page.goto(full.url + address)
        stops, reached = page.evaluate(FOCUSABLE), set[int]()
        for _ in range(4 * len(stops) + 10):  # a field of a date has several stops
            page.keyboard.press("Tab")
            stop, outline, tag = page.evaluate(FOCUSED)
            if tag == "BODY":
                break
            assert outline == "4px", (address, page.evaluate("document.activeElement.outerHTML"))
            reached.add(int(stop))
        missed = [
            page.locator(f"[data-stop='{n}']").evaluate("one => one.outerHTML") for n in set(stops) - reached
        ]
        assert missed == [], address


def test_one_is_warned_before_the_session_ends_and_may_stay(
    new_page: NewPage, full: Console, admin: Staff
) -> None:
    page = new_page()
    page.clock.install()
    log_in(page, full, admin).goto(f"{full.url}/samtaler")
    page.clock.fast_forward("29:00")
    expect(page.get_by_role("alert").get_by_text("om to minutter")).to_be_visible()
    page.get_by_role("button", name="Bliv logget ind").click()
    expect(page.get_by_text("om to minutter")).to_have_count(0)


def test_everything_is_there_without_scripts(new_page: NewPage, full: Console, admin: Staff) -> None:
    page = log_in(new_page(java_script_enabled=False), full, admin)
    page.goto(f"{full.url}/samtaler")
    page.get_by_label("Ord, som borger eller bot brugte").fill("hofte")
    page.get_by_role("button", name="Vis samtaler").click()
    assert "hofte" not in page.url
    assert page.locator("tbody tr").count() > 5
    page.locator("tbody a").first.click()
    assert page.get_by_role("heading", name="Det, der blev sagt").is_visible()
    page.context.close()


def test_no_word_of_a_citizen_is_kept_in_the_browser(page: Page, full: Console, admin: Staff) -> None:
    talk = talk_about(full, said="min hemmelige ryg")
    log_in(page, full, admin).goto(f"{full.url}/samtaler/{talk.id}")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert kept == '[{},{},""]'
