"""Splits Danish text into words, with offsets that refer to the text itself."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

_WORD = re.compile(r"§|[^\W_]+(?:[-'’][^\W_]+)*")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DanishTokenizer(Tokenizer):
    """Words with their inner hyphens; `§` is a word; commas and slashes separate."""

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any) -> DanishTokenizer:
        """Creates the component (see parent class)."""
        return cls(config)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options of Rasa's tokenizers; intents are one token each."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of the message."""
        text = message.get(attribute)
        return [Token(match.group(), match.start()) for match in _WORD.finditer(text)]
