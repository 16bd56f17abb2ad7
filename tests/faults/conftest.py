"""Conversations for things that go wrong."""

import pytest

from tests.conftest import Client, RunningBot


@pytest.fixture
def talk(bot: RunningBot) -> Client:
    """A new conversation in Herlev with the bot of the whole run."""
    return bot.start_conversation()
