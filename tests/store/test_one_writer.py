"""Turns are numbered without gaps or doubles, whoever writes at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.db import tables
from bot.errors import ConversationGone
from bot.store.conversations import Conversations
from bot.store.erase import erase
from bot.store.records import Conflict
from tests.databases import Database
from tests.store.builders import Talk, a_turn


def test_of_two_writers_who_read_the_same_state_exactly_one_wins(talk: Talk, database: Database) -> None:
    for said in ("første", "anden"):
        known, barrier = talk.now, Barrier(2)

        def write(
            words: str, known: object = known, barrier: Barrier = barrier, store: Conversations = talk.store
        ) -> str:
            barrier.wait(10)
            try:
                store.record(known, a_turn(words, known.turns + 1))  # type: ignore[attr-defined,arg-type]
            except Conflict:
                return "lost"
            return words

        with ThreadPoolExecutor(2) as threads:
            results = list(threads.map(write, (said, said + " igen"), timeout=30))
        assert results.count("lost") == 1
        winner = next(result for result in results if result != "lost")
        assert talk.store.turns(talk.id)[-1].said == winner
    assert [turn.seq for turn in talk.store.turns(talk.id)] == [0, 1, 2]
    assert len(database.rows(tables.answer)) == 2


def test_the_loser_may_read_again_and_repeat(talk: Talk) -> None:
    known = talk.now
    talk.say("den første")
    with pytest.raises(Conflict):
        talk.store.record(known, a_turn("for sent", 1))
    assert talk.store.record(talk.now, a_turn("for sent", 2)) == 2


def test_a_request_is_recorded_once(talk: Talk) -> None:
    talk.say("spørgsmål", request_id="r-1")
    with pytest.raises(Conflict):
        talk.say("spørgsmål igen", request_id="r-1")
    assert [turn.said for turn in talk.store.turns(talk.id)] == [None, "spørgsmål"]
    assert talk.now.turns == 1


def test_turns_without_a_request_id_are_all_recorded(talk: Talk) -> None:
    talk.say("samme")
    talk.say("samme")
    assert [turn.said for turn in talk.store.turns(talk.id)] == [None, "samme", "samme"]


def test_nothing_is_recorded_in_an_erased_conversation(talk: Talk, database: Database) -> None:
    known = talk.now
    erase(database.engine, talk.id)
    with pytest.raises(ConversationGone):
        talk.store.record(known, a_turn("for sent", 1))
    assert talk.store.turns(talk.id) == []


def test_many_writers_leave_every_turn_once_and_in_order(talk: Talk) -> None:
    def write(n: int) -> None:
        while True:
            known = talk.now
            try:
                talk.store.record(known, a_turn(f"nr. {n}", known.turns + 1))
            except Conflict:
                continue
            return

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(12), timeout=60))
    turns = talk.store.turns(talk.id)[1:]
    assert [turn.seq for turn in turns] == list(range(1, 13))
    assert sorted(turn.said or "" for turn in turns) == sorted(f"nr. {n}" for n in range(12))
