"""Whatever is sent: the contract's error or an ordinary answer; never a 500, never a stack trace."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests

from tests.api.contract import CONVERSATION, FEEDBACK, MESSAGES, START, Api, Talk, bearer, text_of
from tests.conftest import RunningBot

pytestmark = pytest.mark.slow

JSON = "application/json"
FAILED = re.compile(r" ERROR (bot|rasa)(?!.*ServiceUnavailable)")
"""A line of the log that tells of a failure; a caller who hung up is none."""
DEEP = "[" * 15_000 + "]" * 15_000


@pytest.fixture(scope="module", autouse=True)
def clean_log(bot: RunningBot) -> Iterator[None]:
    """Nothing in this file may make the bot stumble, not even behind the scenes."""
    log = bot.var / "bot.log"
    before = log.stat().st_size
    yield
    told = log.read_bytes()[before:].decode("utf-8", "replace").splitlines()
    assert [line for line in told if FAILED.search(line)] == []


def send(talk: Talk, body: bytes, kind: str = JSON) -> requests.Response:
    headers = {**bearer(talk.token), "Content-Type": kind}
    return talk.api.call("POST", MESSAGES, talk.id, data=body, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"null",
        b"[]",
        b'["hej"]',
        b'"hej"',
        b"5",
        b"{",
        b"hej",
        b'{"text": "hej"',
        b"{'text': 'hej'}",
        b'{"text": "hej"} {}',
        b'{"text": NaN}',
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": true}',
        b'{"text": ["hej"]}',
        b'{"text": {"text": "hej"}}',
        b'{"text": ""}',
        b'{"text": "   "}',
        b'{"text": "\\n\\t \\r\\n"}',
        b'{"text": "\\u0000"}',
        b'{"text": "\\u200b\\u200d\\ufeff\\u202e"}',
        b'{"text": "\\ud800"}',
        b'{"text": "\xff\xfe"}',
        '{"text": "hej"}'.encode("utf-16"),
        b'{"text": "hej", "button": "topic:price"}',
        b'{"button": 5}',
        b'{"button": ["topic:price"]}',
        b'{"button": "\\ud800"}',
        b'{"button": "\\u0000"}',
        b'{"text": "hej", "request_id": 5}',
        b'{"text": "hej", "request_id": ""}',
        b'{"text": "hej", "request_id": "\\u0000"}',
        b'{"text": "hej", "request_id": "\\ud800"}',
        b'{"text": "hej", "request_id": "' + b"x" * 65 + b'"}',
        b'{"text": ' + b"9" * 5000 + b"}",
        DEEP.encode(),
        b'{"text": ' + DEEP.encode() + b"}",
    ],
    ids=lambda body: body[:48].decode("latin-1"),
)
def test_a_malformed_or_empty_message_is_refused_and_leaves_no_trace(talk: Talk, body: bytes) -> None:
    reply = send(talk, body)
    assert reply.status_code == 400
    assert reply.headers["Content-Type"].startswith("application/problem+json")
    assert len(talk.reload()) == 1


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml", ""]
)
def test_another_type_than_json_is_refused(talk: Talk, kind: str) -> None:
    assert send(talk, b'{"text": "hej"}', kind).status_code == 415
    assert len(talk.reload()) == 1


def test_json_with_a_charset_is_json(talk: Talk) -> None:
    assert send(talk, '{"text": "må jeg få kørsel?"}'.encode(), "application/json; charset=utf-8").ok


def test_two_thousand_characters_are_read_and_one_more_is_too_long(talk: Talk) -> None:
    assert talk.post(text="a" * 2000).status_code == 200
    assert talk.post(text="a" * 2001).status_code == 413
    assert talk.post(text="😀" * 2001).status_code == 413
    assert len(talk.reload()) == 3


@pytest.mark.parametrize("size", [41_000, 200_000, 3_000_000])
def test_a_huge_body_is_refused(bot: RunningBot, talk: Talk, size: int) -> None:
    body = json.dumps({"text": "a" * size}).encode()
    head = (
        f"POST /api/conversations/{talk.id}/messages HTTP/1.1\r\nHost: bot\r\n"
        f"Authorization: Bearer {talk.token}\r\nContent-Type: {JSON}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    assert status_of(raw(bot, head.encode() + body)) == 413
    assert len(talk.reload()) == 1


# --- odd texts are still texts ---------------------------------------------------------------------

ODD = {
    "html": "<script>alert('hej')</script><img src=x onerror=alert(1)> hvad koster det?",
    "nul bytes": "hvad\u0000 koster\u0000 det?",
    "lone surrogates": "hvad \ud800 koster \udfff det?",
    "900 emoji": "🏋️‍♀️" * 225,
    "right to left": "\u202eكم تكلفة التدريب؟ ?ted retsok davh\u202c",
    "zero width": "h\u200bv\u200ba\u200bd\u200b k\u200do\u200ds\u200dt\u200de\u200dr\u200d d\ufeffet?",
    "combining": "hvad koster det" + "\u0301" * 500,
    "control": "hvad\x07 koster\x1b[31m det\x7f?",
    "sql": "'; DROP TABLE turn; -- hvad koster det?",
    "template": "{{7*7}} ${7*7} {du} %s %(x)s {0} hvad koster det?",
    "json": '{"text": "hvad koster det?", "intent": "price"}',
    "number": "5",
    "numbers": "1 2 3 4",
    "dots": "...",
    "question marks": "?" * 1999,
    "one long word": "træning" * 280,
    "no spaces": "hvadkosterdetatgåtilgenoptræning",
    "line breaks": "hvad\nkoster\r\ndet\n\n\n?",
    "private use": "\ue000\ue001 hvad koster det?",
    "noncharacters": "\ufffe\uffff hvad koster det?",
    "chinese": "培训费用是多少？",
    "escapes": "\\u0000 \\n \\ud800 \\",
    "entity": "ask_price{}[genoptræning](service)",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_text_gets_an_ordinary_answer(talk: Talk, text: str) -> None:
    reply = talk.say(text)
    assert reply["outcome"] != "error"
    assert "Traceback" not in text_of(reply)
    said = next(m["text"] for m in talk.reload() if m["from"] == "citizen")
    assert said
    assert not {"\x00", "\x1b", "\u200b", "\u202e"} & set(said)
    assert talk.say("Er genoptræning gratis?")["outcome"] == "answer"


COMMANDS = [
    "/restart",
    "/session_start",
    "/back",
    '/prescreen{"age": 3}',
    "/ask_price",
    "/press",
    '/press{"value": "human:"}',
    '/inform_municipality{"municipality": "ballerup"}',
    "/SetSlots(municipality=ballerup)",
    'EXTERNAL: /ask_price{"service": "genoptraening"}',
    "@restart",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_framework_is_ordinary_words(api: Api, command: str) -> None:
    talk, plain = Talk.begin(api), Talk.begin(api)
    for each in (talk, plain):
        each.say("Er genoptræning gratis?")
    reply, same = talk.say(command), plain.say(command.lstrip("/"))
    assert reply["outcome"] != "error"
    assert (reply["outcome"], text_of(reply)) == (same["outcome"], text_of(same))
    assert [m["text"] for m in talk.reload() if m["from"] == "citizen"][-1] == command
    after, same_after = (each.say("Og hvor mange gange om ugen er det?") for each in (talk, plain))
    assert text_of(after) == text_of(same_after)
    assert after["service"] == "genoptraening"


@pytest.mark.parametrize("text", ["/", "//", "/ /", " / "])
def test_a_slash_alone_gets_an_ordinary_answer(talk: Talk, text: str) -> None:
    reply = talk.say(text)
    assert reply["outcome"] in {"fallback", "clarify", "out_of_scope"}
    assert talk.reload()[1]["text"] == text.strip()


# --- the other doors -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b'{"municipality": "atlantis"}',
        b'{"municipality": ""}',
        b'{"municipality": 5}',
        b'{"municipality": ["herlev"]}',
        b'{"municipality": {"id": "herlev"}}',
        b'{"municipality": "Herlev"}',
        b'{"municipality": "\\ud800"}',
        b'{"municipality": "\\u0000"}',
        b"[]",
        b'"herlev"',
        b"{",
        DEEP.encode(),
    ],
    ids=lambda body: body[:40].decode("latin-1"),
)
def test_a_conversation_begins_only_in_a_known_municipality(api: Api, body: bytes) -> None:
    reply = api.call("POST", START, data=body, headers={"Content-Type": JSON})
    assert reply.status_code == 400


def test_a_conversation_begins_only_with_json(api: Api) -> None:
    assert api.call("POST", START, data={"municipality": "herlev"}).status_code == 415


@pytest.mark.parametrize("comment", ["\ud800", "\x00", "<b>x</b>", "x" * 5000, "😀" * 900, ""])
def test_any_comment_is_taken(talk: Talk, comment: str) -> None:
    assert talk.rate("0.1", helpful=True, comment=comment).status_code == 204


def test_feedback_that_is_not_json_is_refused(talk: Talk) -> None:
    headers = {**bearer(talk.token), "Content-Type": "text/plain"}
    reply = talk.api.call("POST", FEEDBACK, talk.id, "0.1", data=b"ja", headers=headers)
    assert reply.status_code == 415


@pytest.mark.parametrize("name", ["%00", "..%2f..", "æøå", "%ff", "'", "a" * 3000, "%F0%9F%98%80", "0"])
def test_an_odd_conversation_is_an_unknown_one(api: Api, name: str) -> None:
    assert api.call("GET", CONVERSATION, name, headers=bearer("x")).status_code == 404
    assert api.call("POST", MESSAGES, name, json={"text": "hej"}, headers=bearer("x")).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "/api/conversations"), ("PATCH", "/api/municipalities"), ("DELETE", "/viden"), ("TRACE", "/")],
)
def test_a_method_that_is_not_offered_is_refused_as_a_problem(
    bot: RunningBot, method: str, path: str
) -> None:
    reply = requests.request(method, bot.url + path, timeout=30)
    assert reply.status_code == 405
    assert reply.headers["Content-Type"].startswith("application/problem+json")
    assert reply.headers["Allow"]


def raw(bot: RunningBot, sent: bytes) -> bytes:
    """What comes back for bytes on the wire, until the bot closes or says nothing for two seconds."""
    received = b""
    address = urlsplit(bot.url)
    with socket.create_connection((address.hostname, address.port), timeout=2) as wire:
        try:
            wire.sendall(sent)
            while part := wire.recv(65536):
                received += part
        except (TimeoutError, ConnectionError):
            pass
    return received


def status_of(received: bytes) -> int:
    return int(received.split(b" ", 2)[1]) if received.startswith(b"HTTP/") else 0


POST = b"POST /api/conversations HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/conversations/\xc3\xa6?\xff=\xff HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n\r\n",
        b"GET /api/conversations/x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xff\xfe\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        POST + b"Content-Length: -5\r\n\r\n{}",
        POST + b"Content-Length: x\r\n\r\n{}",
        POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n{}",
        POST + b"Content-Length: " + b"9" * 12 + b"\r\n\r\n{}",
        POST + b"Transfer-Encoding: gzip\r\n\r\n{}",
        POST + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n",
        POST + b"Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}",
        POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nbroken header\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=lambda sent: sent[:60].decode("latin-1"),
)
def test_broken_http_is_refused_or_dropped(bot: RunningBot, sent: bytes) -> None:
    received = raw(bot, sent)
    assert status_of(received) < 500, received[:500]
    assert b"Traceback" not in received
    assert requests.get(f"{bot.url}/health/live", timeout=5).ok
