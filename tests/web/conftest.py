"""A real browser, and pages that tell at the end of each test whether anything was wrong in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect, sync_playwright

_CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
PRICE = "Hvad koster det at komme i Aktivitetscentret?"

expect.set_options(timeout=15_000)


class Chat:
    """The chat on a page, as a citizen uses it. Locators look into the shadow tree by themselves."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.field = page.get_by_label("Skriv dit spørgsmål")
        self.answers = page.locator("traenings-chat li.bot")
        self.asked = page.locator("traenings-chat li.you")
        self.trouble = page.locator("traenings-chat").get_by_role("alert")
        self.status = page.locator("traenings-chat .status")
        self.log = page.get_by_role("log")

    def open(self, url: str, municipality: str | None = "herlev") -> Chat:
        self.page.goto(f"{url}/chat" + (f"?municipality={municipality}" if municipality else ""))
        expect(self.answers).to_have_count(1)
        return self

    def ask(self, text: str) -> Locator:
        """Asks by keyboard and waits for the answer."""
        before = self.answers.count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.answers).not_to_have_count(before)
        return self.answers.last

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose(self, name: str) -> None:
        """Something of "Flere valg"."""
        self.page.get_by_text("Flere valg").click()
        self.press(name)

    def has_focus(self) -> str:
        return str(
            self.page.evaluate("document.querySelector('traenings-chat').shadowRoot.activeElement?.id")
        )

    def stored(self) -> list[str]:
        return list(self.page.evaluate("Object.keys(sessionStorage)"))

    def announced(self) -> list[str]:
        return list(self.page.evaluate("__announced"))


class Sent:
    """The messages that left the page; `fail` answers the next ones in the server's place."""

    def __init__(self, page: Page) -> None:
        self.bodies: list[dict[str, str]] = []
        self._page, self._instead = page, None
        page.route("**/messages", self._handle)

    def fail(self, how: Callable[[Route], None]) -> None:
        self._instead = how

    def work(self) -> None:
        self._instead = None

    def _handle(self, route: Route) -> None:
        self.bodies.append(json.loads(route.request.post_data or "{}"))
        if self._instead:
            self._instead(route)
        else:
            route.continue_()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Makes pages; at the end none of them may have broken its policy or thrown an error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(width: int = 1280, height: int = 800, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="da-DK", **options)
        context.add_init_script(_WATCH)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    violations = [
        line for context in contexts for page in context.pages for line in page.evaluate("__violations")
    ]
    for context in contexts:
        context.close()
    assert violations == []
    assert errors == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def chat(page: Page) -> Chat:
    return Chat(page)


def reply(route: Route, text: str, **more: object) -> None:
    """Answers in the bot's place, for what it says seldom."""
    message = {"id": "1.1", "text": text, "outcome": "answer", "reason": None, "sources": [], "buttons": []}
    route.fulfill(json={"outcome": "answer", "messages": [message | more], "notices": []})
