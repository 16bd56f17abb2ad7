"""The same bot on PostgreSQL: what the contract promises does not depend on the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from bot.db.tables import turn
from tests.api.contract import CONVERSATION, Api, Talk, bearer
from tests.conftest import RunningBot, start_bot, stop
from tests.databases import Database, PostgresServer

pytestmark = pytest.mark.slow

DAYS = "17"


@pytest.fixture(scope="module")
def database(postgres: PostgresServer) -> Iterator[Database]:
    with postgres.database() as url:
        yield Database(url)


@pytest.fixture(scope="module")
def on_postgres(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    running = start_bot(
        tmp_path_factory.mktemp("postgres"),
        DATABASE_URL=database.url,
        SECRET_KEY="only for this test",
        RETENTION_DAYS=DAYS,
    )
    yield running
    stop(running)


@pytest.fixture
def talk(on_postgres: RunningBot) -> Talk:
    return Talk.begin(Api(on_postgres.url))


def test_a_whole_conversation_is_led_reloaded_and_rated(talk: Talk) -> None:
    first, again = (talk.post(text="Er genoptræning gratis?", request_id="a") for _ in range(2))
    assert first.content == again.content
    talk.say("Og hvor mange gange om ugen er det?")
    assert talk.rate("1.1", helpful=True).status_code == 204
    shown = talk.reload()
    assert [m["id"] for m in shown] == ["0.1", "1.0", "1.1", "2.0", "2.1"]
    assert shown[2]["feedback"] is True


@pytest.mark.parametrize(
    "text", ["hvad\x00 koster det?", "hvad \ud800 koster det?", "😀" * 2000, "'; DROP TABLE turn"]
)
def test_an_odd_text_is_recorded(talk: Talk, text: str) -> None:
    assert talk.say(text)["outcome"] != "error"
    assert len(talk.reload()) == 3


@pytest.mark.parametrize("name", ["%00", "%ff", "a" * 3000, "'"])
def test_an_odd_conversation_is_an_unknown_one(on_postgres: RunningBot, name: str) -> None:
    reply = Api(on_postgres.url).call("GET", CONVERSATION, name, headers=bearer("x"))
    assert reply.status_code == 404


def test_an_odd_request_id_is_refused(talk: Talk) -> None:
    for request_id in ("\x00", "\ud800", "x" * 65):
        assert talk.post(text="hej", request_id=request_id).status_code == 400
    assert talk.post(text="hej", request_id="😀" * 64).status_code == 200


def test_an_erased_text_is_in_no_row(talk: Talk, database: Database) -> None:
    secret = "hemmelighed" + "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex)
    talk.say(secret)
    assert [row for row in database.rows(turn) if secret in str(tuple(row))]
    assert talk.erase().status_code == 200
    assert [row for row in database.rows(turn) if secret in str(tuple(row))] == []


def test_the_receipt_tells_how_long_backups_live(talk: Talk) -> None:
    erased = talk.erase().json()
    assert erased["receipt"] in erased["text"]
    assert "ikkerhedskopier" in erased["text"]
    assert f"{DAYS} dage" in erased["text"]
    assert talk.get().status_code == 409
