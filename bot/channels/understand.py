"""Gives one message to Rasa and takes its answer; the only place that knows Rasa's ways."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.channels.handover import STATE

log = logging.getLogger(__name__)

OnMessage = Callable[[UserMessage], Awaitable[Any]]


@dataclass
class Heard:
    """What came back: the answer as the action sent it (None when it broke), and the state."""

    answer: dict[str, Any] | None
    state: dict[str, Any]


class AnswerOutput(CollectingOutputChannel):
    """Collects the one answer of a message, whole (Rasa's own collector drops unknown keys)."""

    def __init__(self) -> None:
        """Starts empty."""
        super().__init__()
        self.answer: dict[str, Any] | None = None

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        """Takes the answer (see parent class)."""
        self.answer = json_message.get("answer")


async def hear(
    on_message: OnMessage, sender: str, text: str, button: str | None, state: dict[str, Any]
) -> Heard:
    """Lets Rasa understand a message and run its skill.

    Args:
        on_message: Rasa's handler.
        sender: the conversation's id.
        text: the masked text; a leading slash, Rasa's sign of a command, is taken off.
        button: the command of a pressed button, instead of text.
        state: the slots; untouched when Rasa fails.
    """
    box, output = dict(state), AnswerOutput()
    STATE.set(box)
    parsed = _pressed(button) if button else None
    message = UserMessage(
        button or _as_words(text), output, sender, input_channel="chat", parse_data=parsed, metadata={}
    )
    try:
        await on_message(message)
    except Exception:
        log.exception("a message was not handled")
        return Heard(None, state)
    if output.answer is None:
        return Heard(None, state)
    return Heard(output.answer, box)


def _as_words(text: str) -> str:
    while text.startswith("/"):
        text = text[1:].lstrip()
    return text or "?"


def _pressed(button: str) -> dict[str, Any]:
    intent = {"name": "press", "confidence": 1.0}
    question = {"text": button, "confidence": 1.0}
    return {
        "text": button,
        "intent": intent,
        "intent_ranking": [intent],
        "entities": [],
        "questions": [question],
    }
