"""The pre-screening on the page: buttons to press, a result to read, to save and to print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import RunningBot
from tests.web.conftest import Chat
from tests.web.test_accessible import SIZES, faults, width

pytestmark = pytest.mark.slow

NewPage = Callable[..., Page]
OFFER = "Se, hvad der kan passe"
DONT_KNOW = "Ved ikke"
MOST = 12


def begin(chat: Chat, bot: RunningBot) -> None:
    """The interview, begun by its button."""
    chat.open(bot.url).ask("Hvem kan få genoptræning?")
    press(chat, OFFER)


def press(chat: Chat, name: str) -> None:
    """Presses the newest button of a name and waits for the answer."""
    before = chat.answers.count()
    chat.answers.last.get_by_role("button", name=name, exact=True).click()
    expect(chat.answers).not_to_have_count(before)


def to_the_end(chat: Chat) -> None:
    """Answers every question with not knowing."""
    for _ in range(MOST):
        if not chat.answers.last.get_by_role("button", name=DONT_KNOW, exact=True).count():
            return
        press(chat, DONT_KNOW)
    raise AssertionError("no end")


@pytest.mark.parametrize("size", SIZES)
def test_the_interview_and_its_result_are_clean_and_fit_the_page(
    size: tuple[int, int], new_page: NewPage, bot: RunningBot
) -> None:
    page = new_page(*size)
    chat = Chat(page)
    begin(chat, bot)
    assert faults(page) == []
    to_the_end(chat)
    expect(chat.answers.last).to_contain_text("Visitationen afgør det")
    assert faults(page) == []
    assert width(page) == size[0]
    assert chat.log.evaluate("(log) => log.scrollWidth - log.clientWidth") == 0
    assert chat.answers.last.locator("ul > li").count() > 3  # the points of a service are a list


def test_every_button_of_a_question_is_large_enough(new_page: NewPage, bot: RunningBot) -> None:
    chat = Chat(new_page(320, 640))
    begin(chat, bot)
    shown = chat.answers.last.locator(".choices button").all()
    assert len(shown) >= 4
    for control in shown:
        box = control.bounding_box()
        assert box and min(box["height"], box["width"]) >= 44


def test_a_question_can_be_answered_by_keyboard_alone(chat: Chat, bot: RunningBot) -> None:
    begin(chat, bot)
    before = chat.answers.count()
    chat.answers.last.get_by_role("button", name=DONT_KNOW, exact=True).focus()
    chat.page.keyboard.press("Enter")
    expect(chat.answers).not_to_have_count(before)
    chat.ask("det ved jeg ikke")


def test_a_reload_in_the_middle_keeps_the_interview(chat: Chat, bot: RunningBot) -> None:
    begin(chat, bot)
    count = chat.answers.count()
    chat.page.reload()
    expect(chat.answers).to_have_count(count)
    to_the_end(chat)
    expect(chat.answers.last).to_contain_text("Visitationen afgør det")


def test_the_result_can_be_saved_and_printed(chat: Chat, bot: RunningBot) -> None:
    begin(chat, bot)
    chat.ask("hun er 82 og bor hjemme")
    to_the_end(chat)
    with chat.page.expect_download() as download:
        chat.choose("Gem som tekst")
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert "82 år" in saved and "Visitationen afgør det" in saved
    chat.page.evaluate("print = () => {}")
    chat.choose("Udskriv")
    paper = chat.page.locator("traenings-chat-print")
    paper.wait_for(state="attached")
    chat.page.emulate_media(media="print")
    expect(paper.get_by_text("Visitationen afgør det efter en konkret vurdering.").last).to_be_visible()
    assert width(chat.page) <= 1280
