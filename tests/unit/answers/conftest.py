"""The whole small knowledge of Eksempelby."""

import pytest

from bot.facts.load import load
from bot.facts.query import Facts
from tests.builders import HOME


@pytest.fixture(scope="session")
def eksempelby() -> Facts:
    """Eksempelby as its files have it."""
    return Facts(load(HOME).knowledge(), "test")
