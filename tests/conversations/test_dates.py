"""Whole talks with dates in them, each on its own day: the day that is told is the right one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bench.eval import cases_in, faults
from bench.offline import Offline, reply_of, trained
from bot.answers.types import Context
from bot.facts.load import load
from bot.facts.query import Facts
from bot.lang.dates import say
from bot.lang.dates.feasts import is_working_day, working_days_from
from bot.releases import live
from bot.settings import ROOT
from tests.deadlines.utterances import Utterance, utterances

pytestmark = pytest.mark.slow

FLOOR = 97.0
"""Percent of the utterances that must lead to the right day, or to a question back."""
TALKS_FLOOR = 90.0
"""Percent of the talks that must be right in every turn; raised when understanding gets better."""
TALKS = [
    case
    for name in ("dates.jsonl", "dates-2.jsonl")
    for case in cases_in(ROOT / "tests/conversations" / name)
]
PAST = [said for said in utterances("utterances-unseen.jsonl") if said.direction == "past"]
OF_SOMETHING_ELSE = (
    "Vi søgte for tre uger siden og har stadig ikke hørt noget",
    "Min far blev udskrevet sidst i marts, og nu venter vi",
    "Visitatoren var her den niende april",
    "for nogle dage siden ringede de fra kommunen",
    "Hun søgte først i april",
)
"""Days of an application, a visit or a call: no deadline for complaints is counted from them."""
QUESTION = "hvor lang tid har jeg til at klage over afgørelsen?"


@pytest.fixture(scope="module")
def bot() -> Offline:
    """The bot without a server: model, look-up, skills, answers."""
    facts = Facts(load(ROOT / "knowledge").knowledge(), "test")
    live.take(facts)
    return Offline(trained(), facts)


def talk(bot: Offline, municipality: str | None, *texts: str) -> list[dict[str, Any]]:
    """The replies of one conversation."""
    context, replies = Context(municipality=municipality), []
    for text in texts:
        answer = bot.say(text, context)
        context = answer.context
        replies.append(reply_of(answer))
    return replies


def test_the_talks_are_right(bot: Offline, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: dict[str, list[str]] = {}
    for case in TALKS:
        monkeypatch.setenv("TODAY", case["today"])
        replies = talk(bot, case["municipality"], *(turn["user"] for turn in case["turns"]))
        found = [
            fault
            for turn, reply in zip(case["turns"], replies, strict=True)
            for fault in faults(turn["expect"], reply)
        ]
        wrong |= {case["id"]: found} if found else {}
    assert [id_ for id_, found in wrong.items() if any("WRONG" in fault for fault in found)] == []
    assert 100 * (1 - len(wrong) / len(TALKS)) >= TALKS_FLOOR, wrong


def test_a_day_in_anybodys_words_leads_to_the_last_day(bot: Offline, monkeypatch: pytest.MonkeyPatch) -> None:
    """The utterances that the reader of dates was never tuned on, as the second message of a talk."""
    missed = []
    for said in PAST:
        monkeypatch.setenv("TODAY", said.today.isoformat())
        reply = talk(bot, "herlev", QUESTION, said.text)[1]
        if not _right(said, reply):
            missed.append((said.text, reply["messages"][0]["text"][:80]))
    assert 100 * (1 - len(missed) / len(PAST)) >= FLOOR, missed


def test_no_utterance_without_a_certain_day_gets_one(bot: Offline, monkeypatch: pytest.MonkeyPatch) -> None:
    for said in PAST:
        if not said.expected.startswith("2"):
            monkeypatch.setenv("TODAY", said.today.isoformat())
            reply = talk(bot, "herlev", QUESTION, said.text)[1]
            assert "calendar" not in reply["messages"][0]


def _right(said: Utterance, reply: dict[str, Any]) -> bool:
    text = "\n".join(message["text"] for message in reply["messages"])
    if said.text in OF_SOMETHING_ELSE:
        return "slutter" not in text
    if not said.expected.startswith("2"):
        return reply["outcome"] == "clarify"
    last = date.fromisoformat(said.expected) + timedelta(weeks=4)
    if not is_working_day(last):
        last = working_days_from(last, 1)
    return say(last, said.today) in text
