"""Small conversations to put into the record, with defaults for what a test does not care about."""

from __future__ import annotations

from datetime import datetime

from bot.db import tables
from bot.outcomes import Asker
from bot.store.conversations import Conversations
from bot.store.records import AnswerRow, Conversation, NewTurn
from tests.databases import Database

GREETING = "Hej, hvad vil du vide?"


def a_message(text: str, seq: int, n: int = 1, **fields: object) -> dict[str, object]:
    """A message of a reply, as the contract has it."""
    return {
        "id": f"{seq}.{n}",
        "text": text,
        "outcome": "answer",
        "reason": None,
        "topic": "price",
        "service": "dans",
        "municipality": "eksempelby",
        "release": "r1",
        "sources": [],
        "buttons": [],
        **fields,
    }


def a_reply(*messages: dict[str, object]) -> dict[str, object]:
    """The body of a reply."""
    return {"outcome": "answer", "messages": list(messages), "notices": []}


def an_answer(**fields: object) -> AnswerRow:
    """A row of what was answered."""
    usual: dict[str, object] = {
        "municipality": "eksempelby",
        "topic": "price",
        "service": "dans",
        "outcome": "answer",
        "reason": None,
        "confidence": 0.9,
        "release_id": "r1",
    }
    return AnswerRow(**{**usual, **fields})  # type: ignore[arg-type]


def a_turn(said: str | None = "hvad koster det?", seq: int = 1, **fields: object) -> NewTurn:
    """A turn with a reply of one message."""
    usual: dict[str, object] = {
        "said": said,
        "button": None,
        "reply": a_reply(a_message("Det er gratis.", seq)),
        "answers": (an_answer(),),
        "trace": {},
        "ms": 12,
        "state": {"topic": "price"},
        "municipality": "eksempelby",
        "asker": Asker.UNKNOWN,
    }
    return NewTurn(**{**usual, **fields})  # type: ignore[arg-type]


def a_greeting(**fields: object) -> NewTurn:
    """The turn that a conversation begins with."""
    reply = a_reply(a_message(GREETING, 0, topic=None, outcome="smalltalk"))
    return a_turn(None, 0, **{"reply": reply, "answers": (), "state": {}, **fields})


class Talk:
    """A conversation in the record, led by a test."""

    def __init__(self, store: Conversations) -> None:
        self.store = store
        self.id, self.token = store.start(a_greeting())

    @property
    def now(self) -> Conversation:
        """The conversation as it stands."""
        known = self.store.find(self.id, self.token)
        assert known is not None
        return known

    def say(self, said: str = "hvad koster det?", **fields: object) -> int:
        """Records one more turn; its number."""
        known = self.now
        return self.store.record(known, a_turn(said, known.turns + 1, **fields))


def move(database: Database, talk: Talk, at: datetime) -> None:
    """Lets everything in a conversation have happened at another time."""
    tids = [row.tid for row in database.rows(tables.turn) if row.conversation_id == talk.id]
    with database.engine.begin() as connection:
        connection.execute(
            tables.conversation.update()
            .where(tables.conversation.c.id == talk.id)
            .values(started_at=at, last_at=at)
        )
        for table in (tables.turn, tables.answer):
            connection.execute(table.update().where(table.c.tid.in_(tids)).values(at=at))
