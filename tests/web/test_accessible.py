"""What people who see, hear, move or read in other ways need; each a thing that can be measured."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import RunningBot
from tests.web.conftest import PRICE, Chat, Sent

pytestmark = pytest.mark.slow

SIZES = [(320, 640), (1280, 800)]
PATHS = ["/", "/chat", "/chat?municipality=herlev", "/viden"]

NewPage = Callable[..., Page]
OPTIONS = {"resultTypes": ["violations"], "rules": {"color-contrast-enhanced": {"enabled": True}}}


def faults(page: Page) -> list[str]:
    """What axe finds: best practice included, and a contrast of 7 for text."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]
    ]


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_from_first_view_to_menu_answer_and_error(
    size: tuple[int, int], new_page: NewPage, bot: RunningBot
) -> None:
    page = new_page(*size)
    chat, sent = Chat(page), Sent(page)
    chat.open(bot.url)
    assert faults(page) == []
    chat.ask(PRICE)
    assert faults(page) == []
    page.get_by_text("Flere valg").click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    sent.fail(lambda route: route.abort())
    chat.field.fill("Hvad koster det?")
    chat.press("Send")
    expect(chat.trouble).not_to_be_empty()
    assert faults(page) == []
    assert width(page) == size[0]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways(
    path: str, size: tuple[int, int], new_page: NewPage, bot: RunningBot
) -> None:
    page = new_page(*size)
    page.goto(bot.url + path)
    page.locator("h1").wait_for()
    if path != "/viden":
        page.locator("traenings-chat section").wait_for()
    assert faults(page) == []
    assert width(page) == size[0]
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "da"


def test_each_answer_is_announced_once(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    chat.ask("Hvem kan få genoptræning?")
    chat.page.get_by_role("button", name="Hjalp svaret? Nej").last.click()
    expect(chat.status).to_have_text("Tak for dit svar.")
    said = chat.announced()
    assert sum("25 kr" in text for text in said) == 1
    assert sum(text.startswith("Træningsguiden svarede") for text in said) == 2
    assert sum("Tak for dit svar." in text for text in said) == 1
    assert any("Jeg finder svaret" in text for text in said)


def test_the_log_is_a_list_in_a_live_region(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    expect(chat.log).to_have_attribute("aria-live", "polite")
    expect(chat.log.locator("> ol > li")).to_have_count(3)


@pytest.mark.parametrize("size", [(390, 844), (640, 512), (1280, 800)])
def test_the_start_of_a_new_answer_is_in_view(
    size: tuple[int, int], new_page: NewPage, bot: RunningBot
) -> None:
    page = new_page(*size)
    chat = Chat(page).open(bot.url)
    chat.ask("Hvem kan få genoptræning?")
    expect(chat.ask(PRICE).get_by_role("heading")).to_be_in_viewport()
    if size[1] > 576:  # on a lower screen the whole page flows
        assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("size", SIZES)
def test_everything_to_press_is_at_least_44_pixels_high_and_wide(
    size: tuple[int, int], new_page: NewPage, bot: RunningBot
) -> None:
    page = new_page(*size)
    chat = Chat(page).open(bot.url)
    chat.ask(PRICE)
    page.get_by_text("Flere valg").click()
    for control in page.locator("traenings-chat").locator("button, summary, textarea").all():
        box = control.bounding_box()
        if box:
            assert min(box["height"], box["width"]) >= 44, control.inner_text()


def test_what_has_the_focus_has_a_thick_outline(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    for _ in range(12):
        chat.page.keyboard.press("Tab")
        outline = chat.page.evaluate("""() => {
            const inner = document.querySelector("traenings-chat").shadowRoot.activeElement;
            return inner && getComputedStyle(inner).outlineWidth }""")
        assert outline in (None, "4px")


def test_the_text_grows_to_twice_its_size_and_stays_so_after_a_reload(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    text = chat.answers.last.get_by_text("25 kr")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    before = text.evaluate(size)
    assert before >= 16
    chat.page.get_by_text("Flere valg").click()
    for _ in range(4):
        chat.press("Større tekst")
    expect(chat.status).to_have_text("Teksten er nu 200 procent.")
    chat.page.reload()
    assert text.evaluate(size) == 2 * before
    assert width(chat.page) == 1280


def test_a_page_with_wider_spacing_of_text_still_fits(new_page: NewPage, bot: RunningBot) -> None:
    page = new_page(320, 640)
    chat = Chat(page).open(bot.url)
    chat.ask(PRICE)
    page.evaluate("""() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important }
            * { word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
        const root = document.querySelector("traenings-chat").shadowRoot;
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        document.adoptedStyleSheets = [sheet] }""")
    assert width(page) == 320
    hidden = chat.log.evaluate("(log) => log.scrollWidth - log.clientWidth")
    assert hidden == 0


def test_nothing_moves(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    assert chat.page.evaluate("document.getAnimations().length") == 0


def test_all_that_is_known_can_be_linked_to(page: Page, bot: RunningBot) -> None:
    page.goto(f"{bot.url}/viden#herlev-aktivitets_og_samvaerstilbud")
    expect(page.get_by_role("heading", name="Aktivitets- og samværstilbud")).to_be_in_viewport()
    expect(page.get_by_text("Standarden siger intet om:").first).to_be_attached()
    assert (
        page.evaluate("""() => { const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
        return ids.length - new Set(ids).size }""")
        == 0
    )
