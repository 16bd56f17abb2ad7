"""Turns rankings and names into questions: what each part of the message asks, and about what."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.choose import Limits, choose
from bot.nlu.lookup import names_of
from bot.nlu.topics import PARTS
from bot.releases.live import current

QUESTIONS = "questions"
FALLBACK = "nlu_fallback"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class Questions(GraphComponent):
    """Sets `questions` in the parse output and the message's intent: the first question's."""

    def __init__(self, limits: Limits) -> None:
        """Keeps the limits under which a topic is not believed."""
        self._limits = limits

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Confidences, calibrated by `bench/learning.py` (see docs/understanding.md)."""
        return asdict(Limits())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Questions:
        """Creates the component (see parent class)."""
        names = asdict(Limits()).keys()
        return cls(replace(Limits(), **{name: config[name] for name in names if name in config}))

    def process(self, messages: list[Message]) -> list[Message]:
        """Finds the questions of each message."""
        names = names_of(current())
        for message in messages:
            text = message.get(TEXT)
            if not text or message.get(INTENT) is None:
                continue
            ranking = [
                (row[INTENT_NAME_KEY], row[PREDICTED_CONFIDENCE_KEY]) for row in message.get("intent_ranking")
            ]
            parts = [(part["text"], part["ranking"]) for part in message.get(PARTS) or []]
            chosen = choose(text, ranking, parts, names, self._limits)
            message.set(QUESTIONS, [asdict(question) for question in chosen], add_to_output=True)
            first = chosen[0]
            intent = {INTENT_NAME_KEY: first.intent, PREDICTED_CONFIDENCE_KEY: first.confidence}
            message.set(INTENT, intent, add_to_output=True)
        return messages
