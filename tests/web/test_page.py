"""The chat page, met as a citizen meets it: asking, reading, choosing, listening."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import RunningBot
from tests.web.conftest import PRICE, Chat, Sent, reply

pytestmark = pytest.mark.slow

NewPage = Callable[..., Page]


def test_a_citizen_asks_by_keyboard_alone_and_reads_the_price_and_where_it_stands(
    chat: Chat, bot: RunningBot
) -> None:
    chat.open(bot.url)
    for _ in range(20):
        chat.page.keyboard.press("Tab")
        if chat.has_focus() == "field":
            break
    chat.page.keyboard.type(PRICE)
    chat.page.keyboard.press("Enter")
    expect(chat.answers.last).to_contain_text("25 kr")
    expect(
        chat.answers.last.get_by_text("afsnittet Vedligeholdende træning: Hvad koster indsatsen?")
    ).to_be_visible()
    expect(chat.answers.last).to_contain_text("erstattet")
    assert chat.has_focus() == "field"


def test_the_page_says_once_and_before_the_first_answer_that_it_is_a_program(
    chat: Chat, bot: RunningBot
) -> None:
    chat.open(bot.url)
    notice = chat.page.get_by_text("Du skriver med et computerprogram")
    expect(notice).to_have_count(1)
    notice_top, answer_top = notice.bounding_box()["y"], chat.answers.first.bounding_box()["y"]
    assert notice_top < answer_top


def test_who_said_what_and_when_stands_in_words(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    expect(chat.asked.last).to_contain_text("Du skrev kl. ")
    expect(chat.answers.last.get_by_role("heading")).to_contain_text("Træningsguiden svarede kl. ")


def test_an_offered_button_answers_and_the_focus_goes_to_the_field(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url, municipality=None).ask("Hvad koster træning?")
    chat.press("Herlev Kommune")
    expect(chat.answers).to_have_count(3)
    expect(chat.asked.last).to_contain_text("Herlev Kommune")
    expect(chat.page.get_by_role("button", name="Ballerup Kommune")).to_have_count(0)
    assert chat.has_focus() == "field"


def test_an_example_question_is_asked_by_pressing_it(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url)
    chat.press("Hvem kan få genoptræning?")
    expect(chat.answers).to_have_count(2)
    expect(chat.page.get_by_role("button", name="Hvem kan få genoptræning?")).to_have_count(0)


def test_only_addresses_become_links_and_words_stay_words(chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)
    text = "<b>Ring</b> 44 77 31 17, se www.kk.dk/a?b=1, borger.dk eller x@balk.dk. javascript:alert(1) § 112"
    sent.fail(lambda route: reply(route, text))
    answer = chat.ask("kontakt")
    expect(answer).to_contain_text(text)
    links = [link.get_attribute("href") for link in answer.get_by_role("link").all()]
    assert links == ["tel:44773117", "https://www.kk.dk/a?b=1", "https://borger.dk", "mailto:x@balk.dk"]


def test_in_danger_the_short_numbers_can_be_called(chat: Chat, bot: RunningBot) -> None:
    answer = chat.open(bot.url).ask("jeg kan ikke trække vejret")
    assert answer.get_by_role("link", name="112").first.get_attribute("href") == "tel:112"


def test_items_are_a_list_and_a_doubtful_edition_is_told_in_words(chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)
    source = {
        "standard": "by",
        "title": "Byens standard",
        "section": "Pris",
        "edition": "2011",
        "validity": "unconfirmed",
    }
    sent.fail(
        lambda route: reply(route, "Det er:\n- kaffe\n- te", sources=[source, source | {"section": "§ 86"}])
    )
    answer = chat.ask("hvad er der?")
    expect(answer.locator(".bubble > ul").first.get_by_role("listitem")).to_have_text(["kaffe", "te"])
    expect(answer).to_contain_text("Kilde: Byens standard, afsnittet Pris · 2011 · ikke bekræftet for i dag")
    expect(answer).to_contain_text("Samme kilde, § 86")


def test_an_answer_is_read_aloud_by_a_danish_voice_with_numbers_in_pairs(page: Page, bot: RunningBot) -> None:
    page.add_init_script("""
        globalThis.__spoken = [];
        globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
        Object.defineProperty(globalThis, "speechSynthesis", { value: {
            getVoices: () => [{ lang: "da-DK", localService: true }], addEventListener() {}, cancel() {},
            speak: (part) => __spoken.push([part.text, part.lang, part.rate]) } });
    """)
    chat, sent = Chat(page), Sent(page)
    chat.open(bot.url)
    sent.fail(lambda route: reply(route, "Ring på 44 77 31 17.\n- Se www.kk.dk."))
    chat.ask("kontakt")
    page.get_by_role("button", name="Læs højt").last.click()
    assert page.evaluate("__spoken") == [
        ["Ring på 44, 77, 31, 17.", "da-DK", 0.9],
        ["Se hjemmesiden.", "da-DK", 0.9],
    ]
    chat.press("Stop oplæsning")


def test_without_a_danish_voice_reading_aloud_is_not_offered(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    expect(chat.page.get_by_role("button", name="Læs højt")).to_have_count(0)


def test_without_javascript_the_page_says_where_to_turn(new_page: NewPage, bot: RunningBot) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{bot.url}/chat?municipality=broendby")
    expect(page.get_by_text("43 28 28 28").first).to_be_visible()
    expect(page.get_by_role("heading", name="Chatten kræver JavaScript")).to_be_visible()
