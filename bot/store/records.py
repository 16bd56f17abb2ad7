"""What the record holds, as plain values."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.errors import StoreError
from bot.outcomes import Asker


class Conflict(StoreError):
    """Another process recorded a turn of this conversation first; read again and repeat."""


@dataclass(frozen=True)
class Conversation:
    """A conversation without its turns. `state` is Rasa's slots, forgotten after a day of silence."""

    id: str
    municipality: str | None
    asker: Asker
    turns: int
    state: dict[str, Any]
    erased: bool


@dataclass(frozen=True)
class AnswerRow:
    """One answered question of a turn: what filters and numbers read."""

    municipality: str | None
    topic: str | None
    service: str | None
    outcome: str
    reason: str | None
    confidence: float | None
    prescreen: str | None = None
    release_id: str | None = None


@dataclass(frozen=True)
class Turn:
    """One message and its reply. `reply` is the very body that was sent."""

    seq: int
    at: datetime
    said: str | None
    button: str | None
    reply: dict[str, Any]
    feedback: dict[int, bool] = field(default_factory=dict)
    button_title: str = ""
    """What stood on the button that was pressed."""


@dataclass(frozen=True)
class NewTurn:
    """A turn to be recorded, with the conversation as it is after it."""

    said: str | None
    button: str | None
    reply: dict[str, Any]
    answers: tuple[AnswerRow, ...]
    trace: dict[str, Any]
    ms: int
    state: dict[str, Any]
    municipality: str | None
    asker: Asker
    request_id: str | None = None

    @property
    def reply_text(self) -> str:
        """What the citizen was told, for search."""
        return "\n".join(message["text"] for message in self.reply["messages"])


def dump(value: Any) -> str:
    """JSON as it is stored: short, readable, Danish letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
