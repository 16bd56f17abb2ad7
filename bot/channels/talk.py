"""One message from the door to the record: order, idempotency, Rasa, one transaction."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bot import clock
from bot.answers.skills.greet import greet
from bot.answers.skills.help import technical
from bot.answers.types import Asked, Context, Question
from bot.channels.body import Incoming
from bot.channels.locks import Locks
from bot.channels.problems import Refused
from bot.channels.switched import close
from bot.channels.understand import OnMessage, hear
from bot.errors import ConversationGone
from bot.outcomes import Asker
from bot.releases.live import current
from bot.store.conversations import Conversations
from bot.store.records import AnswerRow, Conflict, Conversation, NewTurn
from bot.store.switches import Switches

Result = TypeVar("Result")

_TRIES = 4


class Talk:
    """Everything that happens to a message, whichever way it came in."""

    def __init__(self, store: Conversations, on_message: OnMessage) -> None:
        """Uses this record and this Rasa."""
        self.store, self._on_message = store, on_message
        self._switches = Switches(store.engine)
        self._locks, self._threads = Locks(), ThreadPoolExecutor(4, "store")
        self._under_way: set[asyncio.Task[Any]] = set()

    async def blocking(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Runs database work outside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    async def start(self, municipality: str | None) -> dict[str, Any]:
        """Begins a conversation with a greeting; id, token and the first messages."""
        greeting = greet(current(), municipality)
        off = await self.blocking(self._switches.off)
        reply = _body(close([greeting.body(current().release)], off, municipality), 0, ())
        offered = [button.value for button in greeting.buttons]
        state: dict[str, Any] = {"municipality": municipality} if municipality else {"offered": offered}
        first = NewTurn(None, None, reply, (), {}, 0, state, municipality, Asker.UNKNOWN)
        name, token = await self.blocking(self.store.start, first)
        return {"id": name, "token": token, "messages": reply["messages"]}

    async def open(self, name: str, token: str) -> Conversation:
        """The conversation of a token.

        Raises:
            Refused: 404 for an unknown one and for a wrong token alike; 409 for an erased one.
        """
        known = await self.blocking(self.store.find, name, token)
        if known is None:
            raise Refused(404, "not_found")
        if known.erased:
            raise Refused(409, "erased")
        return known

    async def say(self, name: str, token: str, message: Incoming) -> dict[str, Any]:
        """Answers a message; finishes and records it even if the citizen hangs up meanwhile."""
        task = asyncio.ensure_future(self._say_in_turn(name, token, message))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def finish(self) -> None:
        """Waits for the messages under way; for the end of the process."""
        if self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)
        self._threads.shutdown()

    async def _say_in_turn(self, name: str, token: str, message: Incoming) -> dict[str, Any]:
        async with self._locks.of(name):
            for _ in range(_TRIES):
                known = await self.open(name, token)
                if message.request_id:
                    given = await self.blocking(self.store.reply_to, name, message.request_id)
                    if given is not None:
                        return given
                _check_button(known, message)
                try:
                    return await self._answer(known, message)
                except Conflict:
                    continue  # another process was first: read again and repeat
                except ConversationGone as error:
                    raise Refused(409, "erased") from error
        raise Refused(503, "starting", retry_after=1)

    async def _answer(self, known: Conversation, message: Incoming) -> dict[str, Any]:
        begun = time.perf_counter()
        heard = await hear(self._on_message, known.id, message.said.text, message.button, known.state)
        answer = heard.answer or _broken(known)
        off = await self.blocking(self._switches.off)
        messages = close(answer["messages"], off, heard.state.get("municipality"))
        traces = [row.pop("trace", {}) for row in messages]
        reply = _body(messages, known.turns + 1, message.said.notices)
        new = NewTurn(
            said=message.said.text or None,
            button=message.button,
            reply=reply,
            answers=tuple(_row(row, trace) for row, trace in zip(messages, traces, strict=True)),
            trace={"answers": traces},
            ms=round(1000 * (time.perf_counter() - begun)),
            state=heard.state,
            municipality=heard.state.get("municipality") or known.municipality,
            asker=Asker(answer.get("asker") or known.asker),
            request_id=message.request_id,
        )
        await self.blocking(self.store.record, known, new)
        return reply


def _check_button(known: Conversation, message: Incoming) -> None:
    if message.button is not None and message.button not in known.state.get("offered", []):
        raise Refused(400, "button")


def _broken(known: Conversation) -> dict[str, Any]:
    """The reply when Rasa or a skill failed: the municipality's contact, nothing changed."""
    facts = current()
    question = Question(Asked(""), Context(municipality=known.municipality), facts, clock.today())
    answer = technical(question)
    return {
        "messages": [message.body(facts.release) for message in answer.messages],
        "asker": known.asker.value,
    }


def _body(messages: list[dict[str, Any]], seq: int, notices: tuple[str, ...]) -> dict[str, Any]:
    first = messages[0]
    top = {key: first[key] for key in ("outcome", "reason", "topic", "service", "municipality", "release")}
    numbered = [{"id": f"{seq}.{n}", **message} for n, message in enumerate(messages, 1)]
    return {**top, "messages": numbered, "notices": list(notices)}


def _row(message: dict[str, Any], trace: dict[str, Any]) -> AnswerRow:
    return AnswerRow(
        municipality=message["municipality"],
        topic=message["topic"],
        service=message["service"],
        outcome=message["outcome"],
        reason=message["reason"],
        confidence=trace.get("confidence"),
        prescreen=trace.get("prescreen"),
        release_id=message["release"],
    )
