"""The intent classifier: which topic or skill a message is about."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.linear import Linear
from bot.nlu.read import rankings

log = logging.getLogger(__name__)

PARTS = "parts"
"""Message property: the parts of the message, each with its own ranking."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class TopicClassifier(GraphComponent):
    """Logistic regression over words and letters; classifies the message and each part of it."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Linear | None
    ) -> None:
        """See parent class; `model` is None until trained."""
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`cost`: the C of the regression; `rounds`: so many steps of training at most."""
        return {"cost": 20.0, "rounds": 60}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """Creates an untrained component (see parent class)."""
        return cls(config, model_storage, resource, None)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the examples of all intents."""
        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        texts = [message.get(TEXT) for message in examples]
        labels = [message.get(INTENT) for message in examples]
        self._model = Linear.train(texts, labels, self._config["cost"], self._config["rounds"])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(Path(folder))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Reads the trained weights (see parent class)."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Linear.load(Path(folder)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, ranking, and the ranking of each part."""
        for message in messages:
            text = message.get(TEXT)
            if self._model is None or not text:
                continue
            whole, pieces = rankings(self._model, text)
            _set_intent(message, whole)
            found = [{"text": piece, "ranking": ranking} for piece, ranking in pieces]
            message.set(PARTS, found, add_to_output=False)
        return messages

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """A hash of the modules that shape the model, so that a change of theirs retrains it."""
        folder = Path(__file__).parent
        files = [
            folder.parent / "lang" / "features.py",
            folder / "linear.py",
            folder.parent / "lang" / "fold.py",
        ]
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _set_intent(message: Message, ranking: list[tuple[str, float]]) -> None:
    rows = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: value} for name, value in ranking]
    message.set(INTENT, rows[0], add_to_output=True)
    message.set("intent_ranking", rows, add_to_output=True)
