"""Starts, reads and writes conversations; every write is one transaction.

A turn is recorded only if the conversation still stands where it was read (`turns` is the guard),
so several processes may serve one conversation without a lock held while Rasa thinks (ADR 0004).
"""

import hashlib
import json
import secrets
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot import clock
from bot.db.tables import answer, conversation, feedback, turn
from bot.errors import ConversationGone
from bot.outcomes import Asker
from bot.store import words
from bot.store.records import AnswerRow, Conflict, Conversation, NewTurn, Turn, dump


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class Conversations:
    """The conversations of one database. Methods block: call them outside the event loop."""

    def __init__(self, engine: Engine) -> None:
        """Uses this database, whose tables are there."""
        self.engine = engine

    def start(self, first: NewTurn) -> tuple[str, str]:
        """Begins a conversation with the bot's greeting as turn 0; its id and token."""
        name, token, now = secrets.token_urlsafe(18), secrets.token_urlsafe(32), clock.utc_now()
        with self.engine.begin() as connection:
            connection.execute(
                conversation.insert().values(
                    id=name,
                    token_hash=_hash(token),
                    municipality=first.municipality,
                    asker=first.asker.value,
                    started_at=now,
                    last_at=now,
                    turns=0,
                    state=dump(first.state),
                )
            )
            self._insert(connection, name, 0, first)
        return name, token

    def find(self, name: str, token: str) -> Conversation | None:
        """The conversation, or None for an unknown id and for a wrong token alike."""
        with self._reading() as connection:
            row = connection.execute(sa.select(conversation).where(conversation.c.id == name)).first()
        known = row.token_hash if row else _hash("")
        if not secrets.compare_digest(known, _hash(token)) or row is None:
            return None
        return Conversation(
            id=row.id,
            municipality=row.municipality,
            asker=Asker(row.asker),
            turns=row.turns,
            state=_state(row),
            erased=row.erased_at is not None,
        )

    def reply_to(self, name: str, request_id: str) -> dict[str, Any] | None:
        """The reply that this request already got."""
        query = sa.select(turn.c.reply).where(turn.c.conversation_id == name, turn.c.request_id == request_id)
        with self._reading() as connection:
            body = connection.scalar(query)
        return json.loads(body) if body else None

    def record(self, known: Conversation, new: NewTurn) -> int:
        """Writes a turn after the last one that was read; its number.

        Raises:
            Conflict: another process was first.
            ConversationGone: it was erased meanwhile.
        """
        seq = known.turns + 1
        try:
            with self.engine.begin() as connection:
                moved = connection.execute(
                    conversation.update()
                    .where(
                        conversation.c.id == known.id,
                        conversation.c.turns == known.turns,
                        conversation.c.erased_at.is_(None),
                    )
                    .values(
                        turns=seq,
                        last_at=clock.utc_now(),
                        state=dump(new.state),
                        municipality=new.municipality,
                        asker=new.asker.value,
                    )
                )
                if moved.rowcount != 1:
                    self._explain(connection, known)
                self._insert(connection, known.id, seq, new)
        except IntegrityError as error:
            raise Conflict(f"turn {seq} was taken") from error
        return seq

    def turns(self, name: str) -> list[Turn]:
        """All turns in order, with the feedback each message got."""
        with self._reading() as connection:
            rows = connection.execute(
                sa.select(turn).where(turn.c.conversation_id == name).order_by(turn.c.seq)
            ).all()
            votes = connection.execute(
                sa.select(turn.c.seq, feedback.c.n, feedback.c.helpful)
                .join(feedback, feedback.c.tid == turn.c.tid)
                .where(turn.c.conversation_id == name)
            ).all()
        given: dict[int, dict[int, bool]] = {}
        for seq, n, helpful in votes:
            given.setdefault(seq, {})[n] = helpful
        titles: dict[str, str] = {}
        found = []
        for row in rows:
            reply, title = json.loads(row.reply), titles.get(row.button or "", "")
            found.append(
                Turn(row.seq, _utc(row.at), row.said, row.button, reply, given.get(row.seq, {}), title)
            )
            titles |= {b["value"]: b["title"] for message in reply["messages"] for b in message["buttons"]}
        return found

    def rate(self, name: str, seq: int, n: int, helpful: bool, comment: str | None) -> bool:
        """Stores what the citizen thinks of a message; False when there is no such message."""
        with self.engine.begin() as connection:
            row = connection.execute(
                sa.select(turn.c.tid, turn.c.reply).where(turn.c.conversation_id == name, turn.c.seq == seq)
            ).first()
            if row is None or not 1 <= n <= len(json.loads(row.reply)["messages"]):
                return False
            key = sa.and_(feedback.c.tid == row.tid, feedback.c.n == n)
            connection.execute(feedback.delete().where(key))
            connection.execute(
                feedback.insert().values(
                    tid=row.tid, n=n, helpful=helpful, comment=comment, at=clock.utc_now()
                )
            )
        return True

    def _reading(self) -> Connection:
        return self.engine.connect().execution_options(reading=True)

    def _explain(self, connection: Connection, known: Conversation) -> None:
        erased = connection.scalar(sa.select(conversation.c.erased_at).where(conversation.c.id == known.id))
        if erased is not None:
            raise ConversationGone(known.id)
        raise Conflict(f"conversation stands elsewhere than at turn {known.turns}")

    def _insert(self, connection: Connection, name: str, seq: int, new: NewTurn) -> None:
        now = clock.utc_now()
        tid = connection.execute(
            turn.insert().values(
                conversation_id=name,
                seq=seq,
                request_id=new.request_id,
                at=now,
                said=new.said,
                button=new.button,
                reply=dump(new.reply),
                reply_text=new.reply_text,
                trace=dump(new.trace),
                ms=new.ms,
            )
        ).inserted_primary_key[0]
        words.add(connection, [(tid, f"{new.said or ''}\n{new.reply_text}")])
        if new.answers:
            rows = [_answer(tid, n, now, new, row) for n, row in enumerate(new.answers, 1)]
            connection.execute(answer.insert(), rows)


def _state(row: Any) -> dict[str, Any]:
    """What Rasa knew; after a day of silence only the municipality, which the page may have set."""
    if row.state is not None:
        return dict(json.loads(row.state))
    return {"municipality": row.municipality} if row.municipality else {}


def _utc(moment: datetime) -> datetime:
    """A stored time with its zone; SQLite gives it back without."""
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _answer(tid: int, n: int, now: Any, new: NewTurn, row: AnswerRow) -> dict[str, Any]:
    return {"tid": tid, "n": n, "at": now, "asker": new.asker.value, **vars(row)}
