"""Rate limits: so many at once, then so many a second; who is refused is told for how long."""

from __future__ import annotations

import time

import pytest
import requests

from bot.channels.limits import PER_ADDRESS, PER_CONVERSATION, Limiter, Rate
from tests.api.contract import MESSAGES, START, Api, bearer
from tests.conftest import RunningBot


def test_the_limits_are_those_of_the_contract() -> None:
    assert Rate(30, 1.0) == PER_CONVERSATION
    assert PER_ADDRESS.burst == 600
    assert PER_ADDRESS.per_second * 60 == 600


def test_a_burst_is_allowed_and_then_one_a_second() -> None:
    limiter = Limiter(Rate(3, 1.0))
    assert [limiter.wait("a", now=0) for _ in range(4)] == [0, 0, 0, 1]
    assert [limiter.wait("a", now=1) for _ in range(2)] == [0, 1]
    assert [limiter.wait("a", now=60) for _ in range(4)] == [0, 0, 0, 1]


def test_keys_do_not_share_a_limit() -> None:
    limiter = Limiter(Rate(1, 1.0))
    assert [limiter.wait(key, now=0) for key in ("a", "b", "a")] == [0, 0, 1]


def test_whoever_waits_as_long_as_told_is_allowed() -> None:
    limiter = Limiter(Rate(1, 0.1))
    limiter.wait("a", now=0)
    told = limiter.wait("a", now=0)
    assert told == 10
    assert limiter.wait("a", now=told) == 0


def test_being_refused_costs_nothing() -> None:
    limiter = Limiter(Rate(1, 1.0))
    assert [limiter.wait("a", now=n / 10) for n in range(11)] == [0, *[1] * 9, 0]


def post(running: RunningBot, path: str, address: str, **more: object) -> requests.Response:
    """A request as the proxy in front would pass it on."""
    headers = {"X-Forwarded-For": f"198.51.100.7, {address}", **dict(more.pop("headers", {}))}  # type: ignore[call-overload]
    return requests.post(running.url + path, headers=headers, timeout=30, **more)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_conversation_that_goes_too_fast_must_wait_and_may_then_go_on(guarded: RunningBot) -> None:
    api, address = Api(guarded.url), "192.0.2.1"
    started = post(guarded, START, address, json={"municipality": "herlev"}).json()
    path, headers = MESSAGES.format(id=started["id"]), bearer(started["token"])

    def say() -> requests.Response:
        return post(guarded, path, address, json={"text": "hej"}, headers=headers)

    begun = time.monotonic()
    replies = [say() for _ in range(40)]
    refused = [reply for reply in replies if reply.status_code == 429]
    allowed = len(replies) - len(refused)
    assert 30 <= allowed <= 31 + (time.monotonic() - begun)
    assert refused
    for reply in refused:
        api.check(reply, "POST", MESSAGES)
        assert 1 <= int(reply.headers["Retry-After"]) <= 2
    other = post(guarded, START, address, json={}).json()
    allowed_there = post(
        guarded,
        MESSAGES.format(id=other["id"]),
        address,
        json={"text": "hej"},
        headers=bearer(other["token"]),
    )
    assert allowed_there.status_code == 200
    deadline = time.monotonic() + 5
    while (again := say()).status_code == 429 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert again.status_code == 200


@pytest.mark.slow
def test_an_address_that_goes_too_fast_is_refused_whatever_it_says_about_itself(guarded: RunningBot) -> None:
    api, session = Api(guarded.url), requests.Session()
    path = f"{guarded.url}{MESSAGES.format(id='unknown')}"

    def knock(n: int, address: str) -> requests.Response:
        headers = {"X-Forwarded-For": f"198.51.{n // 250}.{n % 250}, {address}"}
        return session.post(path, headers=headers, json={}, timeout=30)

    begun = time.monotonic()
    replies = [knock(n, "192.0.2.2") for n in range(900)]
    refused = [reply for reply in replies if reply.status_code == 429]
    assert {reply.status_code for reply in replies} == {401, 429}
    assert 600 <= len(replies) - len(refused) <= 601 + 10 * (time.monotonic() - begun)
    api.check(refused[0], "POST", MESSAGES)
    assert int(refused[0].headers["Retry-After"]) >= 1
    assert knock(0, "192.0.2.3").status_code == 401
