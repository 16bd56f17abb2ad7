"""The exceptions of the product.

BotError
├── SettingsError     the environment asks for something impossible (English, for the operator)
├── KnowledgeError    the content has faults (Danish, for the caseworker; all faults at once)
└── StoreError        the record cannot be read or written
    └── ConversationGone   the conversation was erased
"""


class BotError(Exception):
    """Base of all exceptions raised on purpose."""


class SettingsError(BotError):
    """A setting is missing or cannot be understood; the message names it and the cure."""


class KnowledgeError(BotError):
    """The content of `knowledge/` has faults; the message lists every one of them."""


class StoreError(BotError):
    """A conversation could not be recorded or read."""


class ConversationGone(StoreError):
    """The conversation was erased; only its receipt is left."""
