"""The forty interviews of `tests/eligibility/talks.jsonl` as whole talks, with the trained classifier."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bench.offline import Offline, trained
from bot.answers.types import Answer, Asked, Context, Question
from bot.eligibility import outcomes, rules_for
from bot.facts.load import load
from bot.facts.query import Facts
from bot.outcomes import Outcome
from bot.releases import live
from bot.settings import ROOT

pytestmark = pytest.mark.slow

TALKS = [
    json.loads(line)
    for line in (ROOT / "tests/eligibility/talks.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = 0.95
TURNS = 25
TOWNS = ("ballerup", "broendby", "herlev", "koebenhavn")


class Citizen:
    """Somebody who writes to the bot, and presses its buttons."""

    def __init__(self, bot: Offline, municipality: str | None) -> None:
        self.bot, self.context = bot, Context(municipality=municipality)

    def say(self, text: str) -> Answer:
        answer = self.bot.say(text, self.context)
        self.context = answer.context
        return answer

    def press(self, value: str) -> Answer:
        assert value == "screen:start" or value in self.context.offered
        question = Question(Asked(value, confidence=1.0), self.context, self.bot.facts, date(2026, 11, 22))
        answer = self.bot._routes["press"].reply((question,), "press")
        self.context = answer.context
        return answer

    @property
    def interview(self) -> dict[str, Any]:
        return dict(json.loads(self.context.screening or "{}"))


@pytest.fixture(scope="module")
def bot() -> Offline:
    """The bot without a server: model, look-up, skills, answers."""
    facts = Facts(load(ROOT / "knowledge").knowledge(), "test")
    live.take(facts)
    return Offline(trained(), facts)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODAY", "2026-11-22")


def the_end_of(talk: dict[str, Any], bot: Offline) -> dict[str, str]:
    """The outcomes that a talk ends in; empty if the interview is lost, or asks what it has no answer to."""
    opening, *turns = talk["turns"]
    citizen = Citizen(bot, talk["municipality"])
    citizen.press("screen:start")
    answer = citizen.say(opening["say"])
    for _ in range(TURNS):
        if answer.messages[-1].outcome is Outcome.PRESCREEN_RESULT:
            rules = rules_for(bot.facts, talk["municipality"], date.fromisoformat(talk["day"]))
            found = outcomes(rules, citizen.interview["answers"])
            return {service: verdict.value for service, verdict in found.items()}
        waits = citizen.interview.get("pending")
        turn = next((turn for turn in turns if turn["to"] == waits), None)
        if turn is None:
            return {}
        turns.remove(turn)
        answer = citizen.say(turn["say"])
    return {}


def test_whole_talks_end_in_the_expected_outcome(bot: Offline, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = []
    for talk in TALKS:
        monkeypatch.setenv("TODAY", talk["day"])
        if the_end_of(talk, bot) != talk["expect"]:
            wrong.append(talk["id"])
    right = 1 - len(wrong) / len(TALKS)
    print(f"{len(TALKS)} talks, {right:.1%} right; wrong: {wrong}")
    assert len(TALKS) == 40
    assert right >= FLOOR, wrong


@pytest.mark.parametrize("town", TOWNS)
def test_an_interview_about_somebody_else_never_asks_about_the_citizen(bot: Offline, town: str) -> None:
    citizen = Citizen(bot, town)
    answer = citizen.say("kan I se om der er noget for min mor?")
    while answer.messages[-1].outcome is Outcome.PRESCREEN:
        question = answer.messages[-1].text.lower().split("\n")[-1]
        assert not {"du", "dig"} & set(question.strip("?").split())
        values = [button.value for button in answer.messages[-1].buttons]
        answer = citizen.press(next(value for value in values if value.endswith("=ved_ikke")))
    assert answer.messages[-1].outcome is Outcome.PRESCREEN_RESULT


INTERRUPTIONS = ("Hvad koster det?", "hvad er en visitator?", "jeg vil tale med et menneske", "tak")


@pytest.mark.parametrize("text", INTERRUPTIONS)
@pytest.mark.parametrize("town", TOWNS)
def test_nothing_between_two_questions_is_held_to_be_a_reply(bot: Offline, town: str, text: str) -> None:
    citizen = Citizen(bot, town)
    citizen.press("screen:start")
    citizen.say("det er kommet lidt efter lidt")
    before = citizen.interview
    citizen.say(text)
    after = {key: value for key, value in citizen.interview.items() if key != "paused"}
    assert after == before
    citizen.say("det ved jeg ikke")
    citizen.say("det ved jeg ikke")
    assert len(citizen.interview["answers"]) > len(before["answers"])


@pytest.mark.parametrize("town", TOWNS)
def test_danger_in_the_middle_comes_first_and_alone(bot: Offline, town: str) -> None:
    citizen = Citizen(bot, town)
    citizen.say("kan I se om der er noget for min mor?")
    before = citizen.interview
    answer = citizen.say("hun er faldet og bløder")
    assert answer.messages[0].outcome is Outcome.SAFETY
    assert "112" in answer.messages[0].text
    assert before["pending"] not in answer.messages[0].text
    citizen.say("ja")
    assert citizen.interview.get("answers", {}) == before.get("answers", {})


def test_the_town_can_change_in_the_middle_and_what_was_told_goes_along(bot: Offline) -> None:
    citizen = Citizen(bot, "herlev")
    citizen.say("kan I se om der er noget for min mor?")
    citizen.say("Hun er 82 og det er kommet lidt efter lidt")
    answer = citizen.say("hun bor i Ballerup")
    assert answer.messages[-1].municipality == "ballerup"
    assert citizen.interview["municipality"] == "ballerup"
    assert citizen.interview["answers"] == {"forloeb": "langvarigt"}
    assert citizen.interview["about"] == "mor"


def test_a_price_in_another_town_does_not_move_the_interview(bot: Offline) -> None:
    citizen = Citizen(bot, "herlev")
    citizen.press("screen:start")
    before = citizen.interview
    answer = citizen.say("hvad koster det i Ballerup?")
    assert "Ballerup" in answer.messages[0].text or answer.messages[0].municipality == "ballerup"
    assert (citizen.interview, citizen.context.municipality) == (before, "herlev")


def test_a_question_on_supposed_things_tells_nothing(bot: Offline) -> None:
    for text in ("Kan man få det, hvis man bor på plejecenter?", "Hvad er en genoptræningsplan?"):
        citizen = Citizen(bot, "herlev")
        citizen.say(text)
        citizen.press("screen:start")
        assert citizen.interview.get("answers", {}) == {}
