"""The record of one test."""

import pytest

from bot.store.conversations import Conversations
from tests.databases import Database
from tests.store.builders import Talk


@pytest.fixture
def store(database: Database) -> Conversations:
    """An empty record."""
    return Conversations(database.engine)


@pytest.fixture
def talk(store: Conversations) -> Talk:
    """A conversation that has just begun."""
    return Talk(store)
