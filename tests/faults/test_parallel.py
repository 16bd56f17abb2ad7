"""Everything at once: each message is answered once and recorded once, in some order."""

from __future__ import annotations

import json
import socket
import struct
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
import requests

from tests.conftest import Client, RunningBot

pytestmark = pytest.mark.slow

Result = TypeVar("Result")

QUESTIONS = (
    "Er genoptræning gratis?",
    "Hvor mange gange om ugen er der genoptræning?",
    "Kan jeg få kørsel til genoptræning?",
    "Hvad er lovgrundlaget for genoptræning?",
)


def at_once(*work: Callable[[], Result]) -> list[Result]:
    """Does several things at the very same time; their results."""
    barrier = Barrier(len(work))

    def run(one: Callable[[], Result]) -> Result:
        barrier.wait(10)
        return one()

    with ThreadPoolExecutor(len(work)) as threads:
        return list(threads.map(run, work, timeout=60))


def citizen(talk: Client) -> list[str]:
    """What the citizen said, as the record has it."""
    return [message["text"] for message in talk.reload() if message["from"] == "citizen"]


def turn_of(reply: dict[str, Any]) -> int:
    return int(reply["messages"][0]["id"].partition(".")[0])


@pytest.mark.parametrize("number", [2, 2, 2, 2, 8])
def test_messages_at_once_are_all_answered_in_some_order(talk: Client, number: int) -> None:
    texts = [QUESTIONS[n % len(QUESTIONS)] + " " * (n // len(QUESTIONS)) + "?" * n for n in range(number)]
    replies = at_once(*[lambda text=text: talk.say(text) for text in texts])
    assert sorted(map(turn_of, replies)) == list(range(1, number + 1))
    by_turn = {
        turn_of(reply): (" ".join(text.split()), reply) for text, reply in zip(texts, replies, strict=True)
    }
    shown = talk.reload()[1:]
    for turn, (text, reply) in sorted(by_turn.items()):
        said, *answered = [m for m in shown if m["id"].startswith(f"{turn}.")]
        assert said["text"] == text
        assert [m["text"] for m in answered] == [m["text"] for m in reply["messages"]]
    assert len(citizen(talk)) == number


def test_many_conversations_at_once_do_not_mix(bot: RunningBot) -> None:
    talks = [bot.start_conversation(town) for town in ("herlev", "broendby", "ballerup", "koebenhavn")]

    def lead(talk: Client, town: str) -> None:
        for question in QUESTIONS:
            assert talk.say(question)["municipality"] == town
        assert citizen(talk) == list(QUESTIONS)

    towns = [talk.greeting[0]["municipality"] for talk in talks]
    at_once(*[lambda talk=talk, town=town: lead(talk, town) for talk, town in zip(talks, towns, strict=True)])


@pytest.mark.parametrize("times", [2, 2, 2, 6])
def test_the_same_request_in_parallel_gives_one_turn_and_equal_bodies(talk: Client, times: int) -> None:
    request = str(uuid.uuid4())
    replies = at_once(*[lambda: talk.post(text=QUESTIONS[0], request_id=request)] * times)
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert citizen(talk) == [QUESTIONS[0]]


def test_erasing_while_a_message_is_answered_leaves_nothing(bot: RunningBot) -> None:
    for _ in range(8):
        talk = bot.start_conversation()
        erased, said = at_once(
            lambda talk=talk: requests.delete(talk.address, headers=talk.headers, timeout=30),
            lambda talk=talk: talk.post(text=QUESTIONS[0]),
        )
        assert erased.status_code == 200
        assert said.status_code in {200, 409}
        again = requests.get(talk.address, headers=talk.headers, timeout=30)
        assert again.status_code == 409


def hang_up(talk: Client, body: dict[str, str], rudely: bool) -> None:
    """Sends a message and is gone before the answer; rudely means with a reset."""
    address, sent = urlsplit(talk.address), json.dumps(body).encode()
    head = (
        f"POST {address.path}/messages HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Authorization: Bearer {talk.token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(sent)}\r\n\r\n"
    )
    with socket.create_connection((address.hostname, address.port), timeout=10) as wire:
        wire.sendall(head.encode() + sent)
        if rudely:
            wire.recv(1)
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.mark.parametrize("rudely", [False] * 6 + [True] * 3)
def test_a_citizen_who_hangs_up_finds_the_turn_recorded_and_the_retry_gets_it(
    talk: Client, rudely: bool
) -> None:
    body = {"text": QUESTIONS[0], "request_id": str(uuid.uuid4())}
    hang_up(talk, body, rudely)
    deadline = time.monotonic() + 10
    while citizen(talk) == [] and time.monotonic() < deadline:
        time.sleep(0.02)
    assert citizen(talk) == [QUESTIONS[0]]
    retried = talk.post(**body)
    assert retried.status_code == 200
    shown = talk.reload()
    assert [m["text"] for m in retried.json()["messages"]] == [m["text"] for m in shown if m["id"] == "1.1"]
    assert citizen(talk) == [QUESTIONS[0]]


def test_a_citizen_who_hangs_up_and_retries_at_once_gets_one_answer(talk: Client) -> None:
    for n in range(1, 9):
        body = {"text": QUESTIONS[n % len(QUESTIONS)], "request_id": str(uuid.uuid4())}
        hang_up(talk, body, rudely=False)
        assert turn_of(talk.post(**body).json()) == n
    assert len(citizen(talk)) == 8
