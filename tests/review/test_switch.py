"""What is switched off is not answered; the citizen is told whom to turn to, and danger always is."""

from __future__ import annotations

import time

import pytest

from bot.store import switches
from bot.store.audit import Who
from bot.store.staff import Role
from bot.store.switches import Off, Switches
from tests.conftest import RunningBot, start_bot, stop
from tests.databases import Database
from tests.review.conftest import Console

BO = Who(None, "bo")


def test_what_is_off_is_known_until_it_is_on_again(database: Database) -> None:
    price = Off("topic", "price")
    switches.turn_off(database.engine, BO, price, "prisen er forkert")
    switches.turn_off(database.engine, BO, price, "igen")
    assert [(one.off, one.reason) for one in switches.now(database.engine)] == [(price, "prisen er forkert")]
    assert Switches(database.engine).off() == (price,)
    switches.turn_on(database.engine, BO, price)
    assert switches.now(database.engine) == []
    assert [one.off for one in switches.history(database.engine)] == [price]


@pytest.mark.parametrize(
    ("off", "topic", "town", "covered"),
    [
        (Off("bot"), None, None, True),
        (Off("topic", "price"), "price", "x", True),
        (Off("topic", "price"), "food", "x", False),
        (Off("municipality", "x"), "food", "x", True),
        (Off("municipality", "x"), "food", None, False),
    ],
)
def test_a_switch_covers_its_topic_its_municipality_or_all(
    off: Off, topic: str | None, town: str | None, covered: bool
) -> None:
    assert off.covers(topic, town) is covered


@pytest.mark.slow
def test_an_administrator_switches_off_and_on_with_a_reason_and_the_audit_says_so(console: Console) -> None:
    admin = console.as_(Role.ADMIN)
    assert admin.post("/sluk", {"hvad": "topic:price", "begrundelse": ""}).status_code == 400
    assert admin.post("/sluk", {"hvad": "topic:nonsense", "begrundelse": "forkert"}).status_code == 400
    admin.post("/sluk", {"hvad": "topic:price", "begrundelse": "prisen er forkert"})
    assert "prisen er forkert" in admin.get("/sluk").text
    admin.post("/sluk/taend", {"hvad": "topic:price"})
    assert console.acts()[-2:] == ["switched_off", "switched_on"]


@pytest.mark.slow
def test_a_municipalitys_administrator_switches_nothing_but_that_municipality(console: Console) -> None:
    local = console.as_(Role.ADMIN, "eksempelby")
    for what in ("bot:", "topic:price"):
        assert local.post("/sluk", {"hvad": what, "begrundelse": "forkert"}).status_code == 403
    assert (
        local.post("/sluk", {"hvad": "municipality:eksempelby", "begrundelse": "forkert"}).status_code == 303
    )
    assert local.post("/sluk/taend", {"hvad": "municipality:eksempelby"}).status_code == 303


@pytest.fixture(scope="module")
def own_bot(tmp_path_factory: pytest.TempPathFactory) -> RunningBot:
    """A bot that this file may switch off."""
    running = start_bot(tmp_path_factory.mktemp("switched"))
    yield running
    stop(running)


def switch(bot: RunningBot, *off: Off) -> None:
    database = Database(f"sqlite:///{bot.var / 'traeningsguiden.db'}")
    for one in switches.now(database.engine):
        switches.turn_on(database.engine, BO, one.off)
    for one in off:
        switches.turn_off(database.engine, BO, one, "en fejl i teksten")
    time.sleep(1.2)


PRICE, WHO = "Hvad koster det at komme i Aktivitetscentret?", "Hvor tit er der genoptræning?"


@pytest.mark.slow
def test_a_topic_that_is_off_is_handed_to_a_human_and_the_rest_is_answered(own_bot: RunningBot) -> None:
    switch(own_bot, Off("topic", "price"))
    talk = own_bot.start_conversation()
    reply = talk.say(PRICE)
    assert (reply["outcome"], reply["reason"], reply["topic"]) == ("handoff", "off", "price")
    assert "www.herlev.dk" in reply["messages"][0]["text"]
    assert reply["messages"][0]["sources"] == []
    assert talk.say(WHO)["outcome"] == "answer"
    switch(own_bot)
    assert talk.say(PRICE)["outcome"] == "answer"


@pytest.mark.slow
def test_a_bot_that_is_off_says_so_at_once_and_still_names_numbers_in_danger(own_bot: RunningBot) -> None:
    switch(own_bot, Off("bot"))
    talk = own_bot.start_conversation()
    assert "computerprogram" in talk.greeting[0]["text"]
    assert "www.herlev.dk" in talk.greeting[0]["text"]
    assert talk.say(WHO)["reason"] == "off"
    assert talk.say("Jeg vil ikke leve mere")["outcome"] == "safety"
    switch(own_bot)


@pytest.mark.slow
def test_one_municipality_is_off_and_the_others_answer(own_bot: RunningBot) -> None:
    switch(own_bot, Off("municipality", "herlev"))
    assert own_bot.start_conversation("herlev").say(WHO)["reason"] == "off"
    assert own_bot.start_conversation("ballerup").say(WHO)["outcome"] == "answer"
    switch(own_bot)
