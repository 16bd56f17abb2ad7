"""From Rasa's tracker to a Question, and from an Answer back to slots."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import clock, settings
from bot.answers.types import Answer, Asked, Context, Message, Question
from bot.facts import encoder
from bot.releases.live import current
from bot.train import model_path, take_encoder

SLOTS = tuple(field.name for field in fields(Context))
"""A slot for everything that a conversation knows."""

ANSWER = "answer"
"""The key under which an answer travels from the action to the channel."""

_RUNNERS_UP = 5


@cache
def _learn_once() -> None:
    """An action server of its own takes the encoder into use itself; the bot has done so."""
    if encoder.used() is None:
        take_encoder(model_path(settings.load()))


def intent_of(tracker: Tracker) -> str:
    """The name of the intent of the last message."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def questions_of(tracker: Tracker) -> tuple[Question, ...]:
    """The questions of the last message; at least one, all with the same facts and day."""
    _learn_once()
    latest = tracker.latest_message
    asked = [asked_of(row) for row in latest.get("questions") or []] or [Asked(text=latest.get("text") or "")]
    context, facts, now = _context(tracker.slots), current(), clock.local_now()
    said = latest.get("text") or "" if len(asked) > 1 else ""
    return tuple(Question(item, context, facts, now.date(), now, said) for item in asked)


def say(answer: Answer, questions: tuple[Question, ...], dispatcher: CollectingDispatcher) -> list[EventType]:
    """Sends the answer as one message and keeps what is known."""
    dispatcher.utter_message(json_message={ANSWER: _travel(answer, questions)})
    return [SlotSet(name, _plain(getattr(answer.context, name))) for name in SLOTS]


def _travel(answer: Answer, questions: tuple[Question, ...]) -> dict[str, Any]:
    asked = [question.asked for question in questions]
    return {
        "release": answer.release,
        "asker": answer.context.asker.value,
        "messages": [
            {
                **message.body(answer.release),
                "trace": _trace(message, asked[min(n, len(asked) - 1)]),
            }
            for n, message in enumerate(answer.messages)
        ],
    }


def _trace(message: Message, asked: Asked) -> dict[str, Any]:
    """Why this was answered, in closed words and keys alone: never what the citizen wrote."""
    return {
        "facts": [fact.key for fact in message.facts],
        "confidence": message.confidence,
        "prescreen": message.prescreen,
        "ranking": [[name, share] for name, share in asked.ranking[:_RUNNERS_UP]],
        "entities": {
            "municipalities": list(asked.municipalities),
            "services": list(asked.services),
            "relation": asked.relation,
            "hard_word": asked.hard_word,
        },
    }


def asked_of(row: Mapping[str, Any]) -> Asked:
    """One row of `questions` as a question."""
    return Asked(
        text=row["text"],
        topic=row.get("topic"),
        confidence=row.get("confidence", 0.0),
        ranking=tuple((name, value) for name, value in row.get("ranking", ())),
        municipalities=tuple(row.get("municipalities", ())),
        services=tuple(row.get("services", ())),
        relation=row.get("relation"),
        hard_word=row.get("hard_word"),
        rest=tuple(row.get("rest", ())),
        elsewhere=bool(row.get("elsewhere")),
    )


def _context(slots: Mapping[str, Any]) -> Context:
    return Context(
        municipality=slots.get("municipality"),
        service=slots.get("service"),
        topic=slots.get("topic"),
        relation=slots.get("relation"),
        awaiting=slots.get("awaiting"),
        misses=int(slots.get("misses") or 0),
        offered=tuple(slots.get("offered") or ()),
        about=slots.get("about") or "",
        screening=slots.get("screening") or "",
        told=slots.get("told") or "",
        counting=slots.get("counting") or "",
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
