"""Offers the pre-screening after an answer on who a service is for."""

import json
from dataclasses import replace

from bot.answers.draft import Draft
from bot.answers.types import Button, Message
from bot.eligibility import has_rules
from bot.eligibility.reply import command
from bot.eligibility.state import ASKING
from bot.outcomes import Outcome

_TOPICS = frozenset(("who_can", "who_cannot", "need", "functional_level"))


def offer(draft: Draft, message: Message) -> Message:
    """The message with a button that begins the interview, where its municipality has rules.

    Not while an interview is under way: its own buttons are there then.
    """
    question, town = draft.question, message.municipality
    if (
        message.topic not in _TOPICS
        or message.outcome is not Outcome.ANSWER
        or _under_way(question.context.screening)
    ):
        return message
    if town is None or not has_rules(question.facts, town):
        return message
    start = command("start")
    return replace(message, buttons=(*message.buttons, Button(draft.voice.say(start.title), start.value)))


def _under_way(screening: str) -> bool:
    return screening.startswith("{") and json.loads(screening).get("phase") == ASKING
