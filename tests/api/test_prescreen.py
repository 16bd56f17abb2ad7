"""The pre-screening over HTTP: its buttons, what comes between, and that nothing of it outlives the talk."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.contract import TRANSCRIPT, Api, Talk, text_of
from tests.conftest import RunningBot

pytestmark = pytest.mark.slow

START = "screen:start"
SECRET = "zebrastribet"


def values(reply: dict[str, Any]) -> list[str]:
    """The buttons of the last message."""
    return [button["value"] for button in reply["messages"][-1]["buttons"]]


def press(talk: Talk, value: str) -> dict[str, Any]:
    """The reply to a button."""
    response = talk.post(button=value)
    assert response.status_code == 200, response.text
    reply: dict[str, Any] = response.json()
    return reply


def begin(talk: Talk) -> dict[str, Any]:
    """The interview, begun by the button that an answer on who can get it carries."""
    offer = talk.say("Hvem kan få genoptræning?")
    assert START in values(offer)
    return press(talk, START)


def through(talk: Talk, reply: dict[str, Any]) -> dict[str, Any]:
    """The result, the first button being pressed at every question."""
    for _ in range(12):
        if reply["messages"][-1]["outcome"] == "prescreen_result":
            return reply
        reply = press(talk, next(value for value in values(reply) if "=" in value))
    raise AssertionError("no end")


def test_it_goes_by_buttons_alone_from_an_answer_to_the_result(talk: Talk) -> None:
    first = begin(talk)
    assert (first["outcome"], first["messages"][-1]["text"].endswith("?")) == ("prescreen", True)
    result = through(talk, first)
    text = text_of(result)
    assert "Visitationen afgør det" in text
    assert "Det har jeg fået at vide" in text
    assert "www.herlev.dk" in text
    assert result["messages"][-1]["sources"]
    assert "har ret til" not in text


@pytest.mark.parametrize("town", ["ballerup", "broendby", "koebenhavn"])
def test_every_municipality_has_it(api: Api, town: str) -> None:
    talk = Talk.begin(api, town)
    talk.say("Hvem kan få genoptræning?")
    assert through(talk, press(talk, START))["messages"][-1]["municipality"] == town


def test_an_interruption_is_answered_and_the_same_question_returns(talk: Talk) -> None:
    question = begin(talk)
    between = talk.say("Hvad koster det at komme i Aktivitetscentret?")
    assert between["messages"][-1]["outcome"] == "prescreen"
    assert "25 kr" in text_of(between)
    assert values(between) == values(question)
    assert between["messages"][-1]["sources"]


def test_who_asks_for_a_human_gets_one_and_may_still_press_the_buttons_on_the_page(talk: Talk) -> None:
    value = next(value for value in values(begin(talk)) if "=" in value)
    human = talk.say("Jeg vil tale med et menneske")
    assert (human["outcome"], human["reason"]) == ("handoff", "human_asked")
    assert press(talk, value)["outcome"] in {"prescreen", "prescreen_result"}


def test_danger_comes_first_and_the_interview_waits(talk: Talk) -> None:
    begin(talk)
    danger = talk.say("hun er faldet og bløder")
    assert (danger["outcome"], "112" in text_of(danger)) == ("safety", True)
    assert talk.say("ja")["outcome"] == "prescreen"


def test_it_stops_when_asked_to(talk: Talk) -> None:
    begin(talk)
    assert talk.say("stop")["outcome"] == "smalltalk"
    assert talk.say("Hvad koster det at komme i Aktivitetscentret?")["outcome"] == "answer"


def test_only_buttons_that_were_offered_are_taken(talk: Talk) -> None:
    assert talk.post(button=START).status_code == 400
    begin(talk)
    assert talk.post(button="screen:forloeb=guld").status_code == 400


def test_the_same_press_sent_twice_answers_once(talk: Talk) -> None:
    value = next(value for value in values(begin(talk)) if "=" in value)
    key = "0b0f2c9e-5c1f-4b8e-9a67-3a1b3c5d7e9f"
    first, second = (talk.post(button=value, request_id=key).json() for _ in range(2))
    assert first == second


def test_the_result_is_in_the_transcript(talk: Talk) -> None:
    result = through(talk, begin(talk))
    for kind in ("text/plain", "text/html"):
        paper = talk.get(TRANSCRIPT, Accept=kind).text
        assert "Det har jeg fået at vide" in paper
        assert "Visitationen afgør det" in paper
    assert result["outcome"] == "prescreen_result"


def test_what_was_told_is_gone_when_the_talk_is_erased(talk: Talk, bot: RunningBot) -> None:
    begin(talk)
    talk.say(f"hun er 82 og bor i et {SECRET} hus")
    assert SECRET in json.dumps(talk.reload(), ensure_ascii=False)
    assert talk.erase().status_code == 200
    assert talk.get().status_code == 409
    for file in bot.var.rglob("*"):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file.name
