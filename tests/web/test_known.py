"""The page of all that is known, as staff who proofread it and citizens use it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import RunningBot
from tests.web.test_accessible import SIZES, NewPage, faults, width

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/viden?q=gratis", "/viden?q=findes-ikke", "/viden#open"])
def test_axe_finds_nothing_in_search_or_opened_differences(
    path: str, size: tuple[int, int], new_page: NewPage, bot: RunningBot
) -> None:
    page = new_page(*size)
    page.goto(bot.url + path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert faults(page) == []
    assert width(page) == size[0]


def test_a_search_by_keyboard_leaves_what_has_the_word(page: Page, bot: RunningBot) -> None:
    page.goto(f"{bot.url}/viden")
    field = page.get_by_role("searchbox", name="Find i det, jeg ved")
    field.fill("aktivitetscentret kaffe")
    field.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("med »aktivitetscentret kaffe«")
    shown = page.locator("dl.facts dd").all_inner_texts()
    assert 0 < len(shown) < 10
    expect(page.get_by_role("heading", level=2, name="Herlev Kommune")).to_be_visible()
    page.get_by_role("link", name="Vis det hele").click()
    expect(page.locator("#ballerup")).to_be_visible()


def test_a_search_is_text_and_never_markup(page: Page, bot: RunningBot) -> None:
    page.goto(f"{bot.url}/viden?q=%3Cb%3Ehej%3C/b%3E")
    expect(page.get_by_role("status")).to_contain_text("»<b>hej</b>«")


def test_the_differences_of_two_editions_open_by_service(page: Page, bot: RunningBot) -> None:
    page.goto(f"{bot.url}/viden#herlev-nyt-herlev-gaeldende")
    expect(page.get_by_role("heading", name="Hvad er nyt i standarden")).to_be_in_viewport()
    first = page.locator("details.changes").first
    expect(first.locator("dl")).to_be_hidden()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(first.locator("dl")).to_be_visible()
    assert page.get_by_text("Før:").count() > 0
    assert page.get_by_text("Kun i den gamle:").count() > 0


def test_what_should_have_been_read_again_is_told_first(page: Page, bot: RunningBot) -> None:
    page.goto(f"{bot.url}/viden")
    late = page.get_by_role("region", name="Skal læses igennem igen")
    expect(late.get_by_role("listitem").first).to_contain_text("Senest 1. juli 2026.")
