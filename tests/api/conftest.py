"""The running bot, through a client that holds it to its document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.contract import Api, Talk
from tests.conftest import RunningBot, free_port, start_bot, stop

ORIGINS = ("https://www.eksempelby.example", "https://intra.eksempelby.example")


@pytest.fixture(scope="session")
def api(bot: RunningBot) -> Api:
    """The bot of the whole run."""
    return Api(bot.url)


@pytest.fixture
def talk(api: Api) -> Talk:
    """A new conversation in Herlev."""
    return Talk.begin(api)


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """A bot as in production: limits, a proxy in front, two origins, metrics."""
    running = start_bot(
        tmp_path_factory.mktemp("guarded"),
        RATE_LIMITS="on",
        TRUSTED_PROXIES="1",
        ALLOWED_ORIGINS=", ".join(ORIGINS),
        METRICS_PORT=str(free_port()),
    )
    yield running
    stop(running)
