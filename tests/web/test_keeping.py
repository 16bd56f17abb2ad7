"""What is kept, taken along and taken away: storage, files, paper, deletion."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import RunningBot
from tests.web.conftest import PRICE, Chat, Sent, reply

pytestmark = pytest.mark.slow


def test_nothing_is_stored_before_the_first_message(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url)
    assert chat.stored() == []
    chat.ask("Hej")
    assert chat.stored() == ["traenings-chat:talk:herlev"]
    assert chat.page.context.cookies() == []


def test_a_reload_keeps_the_talk_and_what_was_said_of_it(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    chat.press("Hjalp svaret? Ja")
    expect(chat.status).to_have_text("Tak for dit svar.")
    chat.page.reload()
    expect(chat.answers).to_have_count(2)
    expect(chat.asked.last).to_contain_text(PRICE)
    expect(chat.page.get_by_role("button", name="Hjalp svaret? Ja")).to_have_attribute("aria-pressed", "true")
    assert chat.announced() == []


def test_deleting_asks_once_gives_a_receipt_and_empties_the_storage(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    chat.choose("Slet samtalen")
    chat.press("Nej, behold den")
    expect(chat.answers).to_have_count(2)
    chat.choose("Slet samtalen")
    with chat.page.expect_response(lambda response: response.request.method == "DELETE") as deleted:
        chat.press("Ja, slet den")
    expect(chat.status).to_contain_text(deleted.value.json()["receipt"])
    expect(chat.answers).to_have_count(0)
    assert chat.stored() == []
    chat.ask("Hvem kan få genoptræning?")
    expect(chat.asked).to_have_count(1)


def test_a_day_can_be_kept_in_the_calendar(chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)
    entry = {"title": "Svar fra kommunen; senest", "day": "2026-04-21", "note": "14 dage"}
    sent.fail(lambda route: reply(route, "Senest den 21. april.", calendar=entry))
    chat.ask("hvornår?")
    with chat.page.expect_download() as download:
        chat.press("Gem i kalender")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20260421" in text
    assert "SUMMARY:Svar fra kommunen\\; senest" in text


def test_the_talk_can_be_kept_as_text(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    with chat.page.expect_download() as download:
        chat.choose("Gem som tekst")
    assert "25 kr" in Path(download.value.path()).read_text(encoding="utf-8")


def test_printing_puts_the_talk_alone_on_paper(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    chat.page.evaluate("print = () => {}")
    chat.choose("Udskriv")
    paper = chat.page.locator("traenings-chat-print")
    paper.wait_for(state="attached")
    chat.page.emulate_media(media="print")
    expect(paper.get_by_text("25 kr")).to_be_visible()
    expect(chat.page.get_by_role("heading", name="Spørg om træning")).not_to_be_visible()
    expect(chat.field).not_to_be_visible()
    chat.page.evaluate("dispatchEvent(new Event('afterprint'))")
    chat.page.emulate_media(media="screen")
    expect(paper).to_have_count(0)
    expect(chat.field).to_be_visible()


def test_starting_over_begins_an_empty_talk(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask(PRICE)
    chat.choose("Start forfra")
    expect(chat.asked).to_have_count(0)
    expect(chat.answers).to_have_count(1)
    assert chat.stored() == []
