"""Skills: tracker in, one answer out, and what is known kept in slots."""

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import AnswerSkill
from actions.fallback import FallbackSkill
from actions.human import HumanSkill
from actions.safety import SafetySkill
from actions.skill import Skill
from actions.smalltalk import SmallTalkSkill
from actions.tracker import ANSWER
from bot.facts.query import Facts
from bot.releases import live


@pytest.fixture(autouse=True)
def _real_facts(facts: Facts) -> None:
    live.take(facts)


def run(skill: Skill, intent: str, slots: dict[str, Any] | None = None, **question: Any) -> tuple[dict, dict]:
    """Runs a skill on one question; its answer and the slots it sets."""
    latest = {
        "text": question.get("text", ""),
        "intent": {"name": intent},
        "questions": [{"text": "", **question}],
    }
    tracker = Tracker("test", slots or {}, latest, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = asyncio.run(skill.run(dispatcher, tracker, {}))
    return dispatcher.messages[0]["custom"][ANSWER], {event["name"]: event["value"] for event in events}


def test_a_topic_in_a_known_municipality_is_answered_with_its_source() -> None:
    answer, slots = run(
        AnswerSkill(),
        "ask_price",
        {"municipality": "herlev"},
        text="hvad koster aktivitetscentret",
        topic="price",
        confidence=0.9,
        ranking=[["price", 0.9]],
        services=["aktivitets_og_samvaerstilbud"],
    )
    message = answer["messages"][0]
    assert message["outcome"] == "answer"
    assert {source["standard"] for source in message["sources"]} == {"herlev-gaeldende", "herlev-tidligere"}
    assert slots["service"] == "aktivitets_og_samvaerstilbud"
    assert slots["topic"] == "price"


def test_without_a_municipality_the_bot_asks_and_then_answers_what_was_asked() -> None:
    answer, slots = run(
        AnswerSkill(),
        "ask_price",
        text="hvad koster det",
        topic="price",
        confidence=0.9,
        ranking=[["price", 0.9]],
    )
    assert answer["messages"][0]["reason"] == "which_municipality"
    pressed, _ = run(AnswerSkill(), "press", slots, text="municipality:herlev")
    assert pressed["messages"][0]["topic"] == "price"
    assert pressed["messages"][0]["municipality"] == "herlev"


def test_a_relative_is_spoken_of_and_remembered() -> None:
    answer, slots = run(
        AnswerSkill(),
        "ask_transport",
        {"municipality": "herlev"},
        text="kan min mor få kørsel til genoptræning",
        topic="transport",
        confidence=0.9,
        ranking=[["transport", 0.9]],
        services=["genoptraening"],
        relation="mor",
    )
    assert "din mor" in answer["messages"][0]["text"].lower()
    assert answer["asker"] == "relative"
    assert slots["relation"] == "mor"


def test_two_misses_in_a_row_offer_a_human() -> None:
    first, slots = run(FallbackSkill(), "nlu_fallback", {"municipality": "broendby"}, text="xyzzy")
    second, _ = run(FallbackSkill(), "nlu_fallback", slots, text="plugh")
    assert first["messages"][0]["buttons"]
    assert "43 28 28 28" in second["messages"][0]["text"]


def test_danger_is_answered_with_numbers_from_the_national_list() -> None:
    answer, _ = run(SafetySkill(), "safety_suicide", text="jeg vil ikke leve mere")
    assert answer["messages"][0]["outcome"] == "safety"
    assert "70 201 201" in answer["messages"][0]["text"]


def test_no_phone_number_is_made_up_for_a_municipality_that_has_none() -> None:
    answer, _ = run(HumanSkill(), "ask_human", {"municipality": "herlev"}, text="giv mig et menneske")
    assert "www.herlev.dk" in answer["messages"][0]["text"]
    assert not any(character.isdigit() for character in answer["messages"][0]["text"])


def test_the_bot_says_that_it_is_no_human() -> None:
    answer, _ = run(SmallTalkSkill(), "bot_challenge", text="er du et menneske")
    assert answer["messages"][0]["outcome"] == "smalltalk"
    assert "ikke et menneske" in answer["messages"][0]["text"]
