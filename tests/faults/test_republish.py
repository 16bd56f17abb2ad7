"""New knowledge is published while citizens ask: each reply is of one release, and none fails."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from bot.db.engine import engine
from bot.facts.load import Loaded
from bot.facts.types import Knowledge
from bot.releases.publish import publish
from tests.conftest import RunningBot, start_bot, stop

pytestmark = pytest.mark.slow

SWITCHES, SECONDS_EACH, THREADS = 6, 1.6, 4
QUESTIONS = (
    "Hvad koster det at komme i Aktivitetscentret?",
    "Hvad koster det at komme i Aktivitetscentret, og hvor mange gange om ugen er der genoptræning?",
    "Er genoptræning gratis?",
)


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """A bot whose knowledge may change."""
    running = start_bot(tmp_path_factory.mktemp("republish"))
    yield running
    stop(running)


def with_price(knowledge: Knowledge, amount: int) -> Knowledge:
    """The same knowledge with another price in the earlier edition."""
    facts = tuple(
        fact.copy(update={"value": fact.value.copy(update={"amount": amount})})
        if fact.name == "price" and fact.value and fact.value.amount == 25
        else fact
        for fact in knowledge.facts
    )
    return knowledge.copy(update={"facts": facts})


def test_no_reply_fails_or_mixes_two_releases(own: RunningBot, content: Loaded) -> None:
    database = engine(f"sqlite:///{own.var / 'traeningsguiden.db'}")
    old = content.knowledge()
    new = with_price(old, 26)
    prices = {publish(new, database, by="test")[0]: "26 kr.", publish(old, database, by="test")[0]: "25 kr."}
    assert len(prices) == 2
    done = Event()

    def ask() -> list[dict[str, Any]]:
        talk, replies = own.start_conversation(), []
        while not done.is_set():
            replies.append(talk.say(QUESTIONS[len(replies) % len(QUESTIONS)]))
        return replies

    with ThreadPoolExecutor(THREADS) as threads:
        asking = [threads.submit(ask) for _ in range(THREADS)]
        try:
            for n in range(SWITCHES):
                publish((new, old)[n % 2], database, by="test")
                time.sleep(SECONDS_EACH)
        finally:
            done.set()
        replies = [reply for one in asking for reply in one.result(60)]
    database.dispose()
    assert {reply["release"] for reply in replies} == set(prices)
    for reply in replies:
        assert reply["outcome"] == "answer"
        assert {message["release"] for message in reply["messages"]} == {reply["release"]}
        told = reply["messages"][0]["text"]
        if reply["service"] == "aktivitets_og_samvaerstilbud":
            assert prices[reply["release"]] in told
    assert len(replies) > SWITCHES * THREADS
