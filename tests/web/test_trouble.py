"""What can go wrong on the way: the text stays, the cause is told, and nothing is said twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.conftest import RunningBot
from tests.web.conftest import PRICE, Chat, Sent

pytestmark = pytest.mark.slow

DAY, MONTH, YEAR, LAST = "01", "01", "90", "1234"
CPR_FORMS = [
    f"{DAY}{MONTH}{YEAR}-{LAST}",
    f"{DAY}{MONTH}{YEAR} {LAST}",
    f"{DAY} {MONTH} {YEAR} {LAST}",
    f"61{MONTH}{YEAR}–{LAST}",
]


def test_a_lost_message_keeps_its_text_and_is_sent_again_as_the_same(chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)
    sent.fail(lambda route: route.abort())
    chat.field.fill(PRICE)
    chat.press("Send")
    expect(chat.trouble).to_contain_text("Beskeden kom ikke frem")
    expect(chat.field).to_have_value(PRICE)
    expect(chat.asked).to_have_count(0)
    sent.work()
    chat.press("Prøv igen")
    expect(chat.answers.last).to_contain_text("25 kr")
    expect(chat.field).to_have_value("")
    assert len({body["request_id"] for body in sent.bodies}) == 1
    assert chat.has_focus() == "field"


def test_a_changed_text_is_another_message(chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)
    sent.fail(lambda route: route.abort())
    chat.field.fill("Hvad koster det?")
    chat.press("Send")
    expect(chat.trouble).not_to_be_empty()
    sent.work()
    chat.ask(PRICE)
    assert sent.bodies[-1]["request_id"] != sent.bodies[0]["request_id"]


def test_a_busy_server_is_waited_for_and_the_citizen_told(chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)

    def once(route: Route) -> None:
        sent.work()
        route.fulfill(status=429, headers={"Retry-After": "1"}, json={"detail": "Det gik for stærkt."})

    sent.fail(once)
    chat.ask(PRICE)
    assert len(sent.bodies) == 2
    assert any("Der er travlt lige nu" in said for said in chat.announced())
    expect(chat.trouble).to_be_empty()


def test_a_refusal_is_told_in_the_servers_words(chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)
    sent.fail(lambda route: route.fulfill(status=413, json={"detail": "Beskeden er for lang."}))
    chat.field.fill("ord")
    chat.press("Send")
    expect(chat.trouble).to_have_text("Beskeden er for lang.")
    expect(chat.page.get_by_role("button", name="Prøv igen")).to_have_count(0)


def test_an_erased_talk_can_be_begun_anew_with_the_text_kept(chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)
    sent.fail(lambda route: route.fulfill(status=409, json={"detail": "Samtalen er slettet."}))
    chat.field.fill(PRICE)
    chat.press("Send")
    sent.work()
    chat.press("Begynd en ny samtale")
    expect(chat.status).to_have_text("Du er begyndt på en ny samtale.")
    expect(chat.field).to_have_value(PRICE)


def test_without_a_connection_the_text_stays_and_goes_out_later(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url)
    chat.page.context.set_offline(True)
    expect(chat.trouble).to_contain_text("ingen forbindelse")
    chat.field.fill(PRICE)
    chat.press("Send")
    expect(chat.field).to_have_value(PRICE)
    chat.page.context.set_offline(False)
    expect(chat.status).to_have_text("Forbindelsen er tilbage.")
    chat.press("Prøv igen")
    expect(chat.answers.last).to_contain_text("25 kr")


@pytest.mark.parametrize("number", CPR_FORMS)
def test_a_cpr_number_is_not_sent_and_the_text_stays(number: str, chat: Chat, bot: RunningBot) -> None:
    sent = Sent(chat.page)
    chat.open(bot.url)
    text = f"Mit nummer er {number}, hvad koster det?"
    chat.field.fill(text)
    chat.press("Send")
    expect(chat.trouble).to_contain_text("CPR-nummer")
    expect(chat.field).to_have_value(text)
    assert sent.bodies == []
    chat.ask("Hvad koster det?")
    assert [body["text"] for body in sent.bodies] == ["Hvad koster det?"]


def test_a_phone_number_and_a_day_may_be_written(chat: Chat, bot: RunningBot) -> None:
    chat.open(bot.url).ask("Er 43 28 28 28 åben den 12. marts 2026 kl. 10.30?")


def test_a_question_sent_before_the_chat_has_opened_is_answered_all_the_same(
    chat: Chat, bot: RunningBot
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    chat.page.route("**/api/conversations", hold)
    chat.page.goto(f"{bot.url}/chat?municipality=herlev")
    chat.field.fill(PRICE)
    chat.field.press("Enter")
    expect(chat.field).to_have_value(PRICE)
    held[0].continue_()
    expect(chat.answers.last).to_contain_text("25 kr")
    expect(chat.asked).to_have_count(1)
