"""A computed deadline on a phone: told, and kept in the phone's calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot import clock
from tests.conftest import RunningBot
from tests.web.conftest import Chat

pytestmark = pytest.mark.slow


def test_the_last_day_of_a_complaint_goes_to_the_calendar_of_a_phone(
    new_page: Callable[..., Page], bot: RunningBot
) -> None:
    chat = Chat(new_page(width=390, height=844, has_touch=True, is_mobile=True))
    chat.open(bot.url).ask("Hvor lang tid har jeg til at klage over et afslag?")
    chat.ask("jeg fik brevet for en uge siden")
    button = chat.page.get_by_role("button", name="Gem i kalender")
    expect(button).to_be_visible()
    assert button.bounding_box()["height"] >= 24
    with chat.page.expect_download() as download:
        button.tap()
    text = Path(download.value.path()).read_bytes().decode("utf-8").replace("\r\n ", "")
    assert download.value.suggested_filename.endswith(".ics")
    day = clock.today() + timedelta(weeks=3)
    assert any(f"DTSTART;VALUE=DATE:{day + timedelta(days=n):%Y%m%d}" in text for n in range(5))
    assert "SUMMARY:Klage over en afgørelse: sidste dag" in text
    assert "senest 4 uger" in text


def test_a_rule_without_a_day_offers_no_calendar(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask("Hvor lang tid har jeg til at klage over et afslag?")
    expect(chat.page.get_by_role("button", name="Gem i kalender")).to_have_count(0)
