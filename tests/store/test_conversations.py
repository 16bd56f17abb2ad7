"""A conversation in the record: begun, found by its token, read back, rated."""

import json
from datetime import timedelta, timezone

import pytest
import sqlalchemy as sa

from bot.clock import utc_now
from bot.db import tables
from bot.outcomes import Asker
from bot.store.conversations import Conversations
from bot.store.records import Conversation
from tests.databases import Database
from tests.store.builders import GREETING, Talk, a_greeting, a_message, a_reply, a_turn, an_answer


def test_a_new_conversation_holds_the_greeting_as_turn_nought(talk: Talk) -> None:
    (turn,) = talk.store.turns(talk.id)
    assert (turn.seq, turn.said, turn.reply["messages"][0]["text"]) == (0, None, GREETING)


def test_ids_and_tokens_are_long_and_never_the_same(store: Conversations) -> None:
    made = [store.start(a_greeting()) for _ in range(20)]
    assert len({name for name, _ in made}) == len({token for _, token in made}) == 20
    assert all(len(name) >= 22 and len(token) >= 40 for name, token in made)


def test_the_token_itself_is_stored_nowhere(talk: Talk, database: Database) -> None:
    kept = [str(tuple(row)) for table in tables.metadata.sorted_tables for row in database.rows(table)]
    assert kept
    assert not [row for row in kept if talk.token in row]


def test_the_right_token_finds_the_conversation(talk: Talk) -> None:
    assert talk.store.find(talk.id, talk.token) == Conversation(
        talk.id, "eksempelby", Asker.UNKNOWN, turns=0, state={}, erased=False
    )


def test_a_wrong_token_finds_as_little_as_an_unknown_id(talk: Talk) -> None:
    other = Talk(talk.store)
    for name, token in (
        (talk.id, other.token),
        (talk.id, ""),
        (talk.id, talk.token + "x"),
        (talk.id, "\udcff"),
        ("unknown", talk.token),
        ("", ""),
    ):
        assert talk.store.find(name, token) is None


def test_what_a_turn_brings_is_known_at_the_next(talk: Talk) -> None:
    talk.say(state={"topic": "price", "offered": ["topic:price"]}, asker=Asker.RELATIVE, municipality="nyby")
    known = talk.now
    assert (known.turns, known.asker, known.municipality) == (1, Asker.RELATIVE, "nyby")
    assert known.state == {"topic": "price", "offered": ["topic:price"]}


def test_turns_come_back_in_the_order_they_were_recorded(talk: Talk) -> None:
    words = [f"spørgsmål {n}" for n in range(1, 6)]
    assert [talk.say(said) for said in words] == [1, 2, 3, 4, 5]
    assert [(turn.seq, turn.said) for turn in talk.store.turns(talk.id)] == [(0, None), *enumerate(words, 1)]


def test_a_reply_comes_back_as_the_very_body_that_was_sent(talk: Talk) -> None:
    reply = a_reply(a_message("Ærligt: 1\u20133 gange 🙂 'x' \"y\" \\ %s", 1), a_message("Og en til.", 1, 2))
    talk.say(reply=reply, request_id="a")
    assert json.dumps(talk.store.turns(talk.id)[1].reply) == json.dumps(reply)
    assert json.dumps(talk.store.reply_to(talk.id, "a")) == json.dumps(reply)


def test_times_come_back_in_utc(talk: Talk) -> None:
    (turn,) = talk.store.turns(talk.id)
    assert turn.at.utcoffset() == timedelta(0)
    assert abs(utc_now() - turn.at.astimezone(timezone.utc)) < timedelta(minutes=1)


def test_each_answered_question_gets_a_row_of_its_own(talk: Talk, database: Database) -> None:
    rows = (an_answer(), an_answer(topic="food", outcome="handoff", reason="silent", confidence=None))
    talk.say(answers=rows, asker=Asker.SELF)
    found = [(row.n, row.topic, row.outcome, row.reason, row.asker) for row in database.rows(tables.answer)]
    assert found == [(1, "price", "answer", None, "self"), (2, "food", "handoff", "silent", "self")]


def test_conversations_do_not_see_each_other(talk: Talk) -> None:
    other = Talk(talk.store)
    talk.say("min egen sag", request_id="same")
    assert other.store.reply_to(other.id, "same") is None
    other.say("en anden sag", request_id="same")
    assert [turn.said for turn in talk.store.turns(talk.id)] == [None, "min egen sag"]


def test_an_unknown_request_got_no_reply(talk: Talk) -> None:
    talk.say(request_id="known")
    assert talk.store.reply_to(talk.id, "other") is None


def test_a_pressed_button_is_shown_by_its_title_even_after_other_turns(talk: Talk) -> None:
    offering = a_message("Hvad?", 1, buttons=[{"title": "Om prisen", "value": "topic:price"}])
    talk.say(reply=a_reply(offering))
    talk.say("en afbrydelse")
    talk.say(None, button="topic:price")
    assert [turn.button_title for turn in talk.store.turns(talk.id)] == ["", "", "", "Om prisen"]


def test_feedback_stands_at_its_message(talk: Talk) -> None:
    talk.say(reply=a_reply(a_message("Et.", 1), a_message("To.", 1, 2)))
    assert talk.store.rate(talk.id, 1, 2, helpful=True, comment="tak")
    assert [turn.feedback for turn in talk.store.turns(talk.id)] == [{}, {2: True}]


def test_later_feedback_replaces_the_earlier(talk: Talk, database: Database) -> None:
    talk.say()
    talk.store.rate(talk.id, 1, 1, helpful=True, comment="godt")
    talk.store.rate(talk.id, 1, 1, helpful=False, comment=None)
    assert [(row.helpful, row.comment) for row in database.rows(tables.feedback)] == [(False, None)]


@pytest.mark.parametrize(("seq", "n"), [(1, 0), (1, 2), (2, 1), (1, 10**30)])
def test_feedback_on_a_message_that_is_not_there_is_refused(talk: Talk, seq: int, n: int) -> None:
    talk.say()
    assert not talk.store.rate(talk.id, seq, n, helpful=True, comment=None)


def test_feedback_reaches_no_other_conversation(talk: Talk, database: Database) -> None:
    other = Talk(talk.store)
    talk.say()
    assert not other.store.rate(other.id, 1, 1, helpful=True, comment=None)
    assert database.rows(tables.feedback) == []


def test_a_turn_needs_its_conversation(database: Database) -> None:
    orphan = tables.turn.insert().values(
        conversation_id="nobody", seq=1, at=utc_now(), reply="{}", reply_text="", ms=1
    )
    with pytest.raises(sa.exc.IntegrityError), database.engine.begin() as connection:
        connection.execute(orphan)


def test_a_day_of_silence_forgets_the_talk_but_not_the_municipality(talk: Talk, database: Database) -> None:
    talk.say()
    with database.engine.begin() as connection:
        connection.execute(tables.conversation.update().values(state=None))
    assert talk.now.state == {"municipality": "eksempelby"}


def test_a_turn_can_say_nothing_at_all(talk: Talk) -> None:
    talk.store.record(talk.now, a_turn(None, 1, answers=(), state={}, municipality=None))
    assert (talk.now.turns, talk.now.municipality) == (1, None)
