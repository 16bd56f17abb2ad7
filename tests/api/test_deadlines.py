"""A deadline worked out over the API: the day kept between messages, the calendar entry, pressed days."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.contract import Api, Talk, text_of
from tests.conftest import start_bot, stop

pytestmark = pytest.mark.slow

QUESTION = "Hvor lang tid har jeg til at klage over et afslag?"


@pytest.fixture(scope="module")
def tuesday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """The bot on a Tuesday in April, at half past eight."""
    running = start_bot(tmp_path_factory.mktemp("tuesday"), TODAY="2026-04-21T08:30")
    yield Api(running.url)
    stop(running)


def test_a_day_told_after_the_question_is_counted_from_and_can_be_kept(tuesday: Api) -> None:
    talk = Talk.begin(tuesday)
    assert "calendar" not in talk.say(QUESTION)["messages"][0]
    (message,) = talk.say("jeg fik brevet i mandags")["messages"]
    assert "mandag den 18. maj" in message["text"]
    assert message["calendar"]["day"] == "2026-05-18"
    assert message["sources"]
    assert talk.reload()[-1]["calendar"] == message["calendar"]


def test_an_uncertain_day_is_offered_as_buttons_and_can_be_pressed(tuesday: Api) -> None:
    talk = Talk.begin(tuesday)
    talk.say(QUESTION)
    asks = talk.say("enten den 8. eller den 9. april")
    assert asks["outcome"] == "clarify"
    pressed = talk.post(button=asks["messages"][0]["buttons"][1]["value"]).json()
    assert "torsdag den 7. maj" in text_of(pressed)
    assert talk.post(button="day:2026-04-10").status_code == 400


def test_the_clock_of_the_desk_is_the_danish_one(tuesday: Api) -> None:
    talk = Talk.begin(tuesday, municipality="broendby")
    assert "Der er lukket nu." in text_of(talk.say("hvornår har I åbent?"))
