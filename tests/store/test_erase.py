"""An erased conversation: nothing of its text is left, only id, token hash and receipt."""

import re
from datetime import timedelta
from threading import Event, Thread

import sqlalchemy as sa

from bot.clock import utc_now
from bot.db import tables
from bot.outcomes import Asker
from bot.store.erase import erase, sweep
from tests.databases import Database
from tests.store.builders import Talk, a_message, a_reply

SECRET = "hemmelighed-æøå-77"


def tell_everything(talk: Talk, database: Database) -> None:
    """Puts the secret wherever a citizen's or a staff member's words can stand."""
    long = f"{SECRET} " * 900
    talk.say(
        long,
        reply=a_reply(a_message(f"Du skrev {long}", 1)),
        trace={"entities": [SECRET]},
        state={"topic": SECRET, "offered": [SECRET]},
        request_id=SECRET,
        municipality="eksempelby",
        asker=Asker.RELATIVE,
    )
    talk.say(None, button=SECRET, state={"topic": SECRET})
    talk.store.rate(talk.id, 1, 1, helpful=False, comment=SECRET)
    tid, now = database.rows(tables.turn)[-1].tid, utc_now()
    person = {"login": "ann", "name": "Ann", "role": "reviewer", "municipalities": "[]", "created_at": now}
    with database.engine.begin() as connection:
        staff = connection.execute(tables.staff.insert().values(failed=0, **person)).inserted_primary_key[0]
        about = {"conversation_id": talk.id, "staff_id": staff, "at": now}
        sample = tables.sample.insert().values(staff_id=staff, query="", share=1.0, seed=1, at=now)
        sample_id = connection.execute(sample).inserted_primary_key[0]
        for statement in (
            tables.note.insert().values(text=SECRET, **about),
            tables.review.insert().values(conversation_id=talk.id, state="open", labels=SECRET, at=now),
            tables.verdict.insert().values(tid=tid, n=1, staff_id=staff, right=False, topic="price", at=now),
            tables.proposal.insert().values(tid=tid, kind="nlu", state="open", body=SECRET, **about),
            tables.sample_item.insert().values(sample_id=sample_id, conversation_id=talk.id),
            tables.hold.insert().values(
                conversation_id=talk.id, staff_id=staff, reason=SECRET, until=now.date()
            ),
        ):
            connection.execute(statement)


def text_in_tables(database: Database) -> list[str]:
    found = []
    for name in sa.inspect(database.engine).get_table_names():
        table = sa.Table(name, sa.MetaData(), autoload_with=database.engine)
        found += [name for row in database.rows(table) if SECRET in str(tuple(row))]
    return found


def text_in_files(database: Database) -> list[str]:
    """The SQLite files that hold the words; none for a server, whose pages are its own affair."""
    paths = sorted(database.folder.iterdir()) if database.folder else []
    return [path.name for path in paths if SECRET.encode() in path.read_bytes()]


def test_nothing_of_the_text_is_left_in_any_table_or_file(talk: Talk, database: Database) -> None:
    tell_everything(talk, database)
    assert {"turn", "conversation", "feedback", "note", "proposal", "hold"} <= set(text_in_tables(database))
    assert bool(text_in_files(database)) is bool(database.folder)
    erase(database.engine, talk.id)
    assert text_in_tables(database) == []
    assert text_in_files(database) == []


def test_all_rows_keyed_to_the_conversation_are_gone(talk: Talk, database: Database) -> None:
    tell_everything(talk, database)
    erase(database.engine, talk.id)
    keyed = ("turn", "answer", "feedback", "review", "verdict", "note", "sample_item", "proposal", "hold")
    assert [name for name in keyed if database.rows(tables.metadata.tables[name])] == []


def test_only_id_token_hash_and_receipt_are_left(talk: Talk, database: Database) -> None:
    talk.say(municipality="eksempelby", asker=Asker.RELATIVE)
    receipt = erase(database.engine, talk.id)
    (row,) = database.rows(tables.conversation)
    assert (row.id, row.receipt) == (talk.id, receipt)
    assert (row.state, row.municipality, row.asker, row.turns) == (None, None, "unknown", 0)


def test_the_holder_of_the_token_learns_that_it_was_erased_and_nobody_else(
    talk: Talk, database: Database
) -> None:
    erase(database.engine, talk.id)
    assert talk.now.erased
    assert talk.store.find(talk.id, "wrong") is None


def test_erasing_twice_gives_the_same_receipt(talk: Talk, database: Database) -> None:
    receipt = erase(database.engine, talk.id)
    (before,) = database.rows(tables.conversation)
    assert re.fullmatch(r"[0-9A-F]{4}(-[0-9A-F]{4}){2}", receipt)
    assert erase(database.engine, talk.id) == receipt
    assert database.rows(tables.conversation) == [before]


def test_other_conversations_stay(talk: Talk, database: Database) -> None:
    other = Talk(talk.store)
    other.say("min sag")
    other.store.rate(other.id, 1, 1, helpful=True, comment="tak")
    erase(database.engine, talk.id)
    assert [(turn.said, turn.feedback) for turn in other.store.turns(other.id)] == [
        (None, {}),
        ("min sag", {1: True}),
    ]


def test_the_text_leaves_the_files_even_while_somebody_reads(talk: Talk, database: Database) -> None:
    tell_everything(talk, database)
    reading, done = Event(), Event()

    def read() -> None:
        with database.engine.connect().execution_options(reading=True) as connection:
            connection.execute(sa.select(tables.turn)).all()
            reading.set()
            done.wait(1)

    reader = Thread(target=read)
    reader.start()
    assert reading.wait(10)
    erase(database.engine, talk.id)
    reader.join(10)
    assert text_in_tables(database) == text_in_files(database) == []


def test_retention_leaves_nothing_in_tables_or_files_either(talk: Talk, database: Database) -> None:
    tell_everything(talk, database)
    assert sweep(database.engine, days=30, now=utc_now() + timedelta(days=31)) == (1, 0)
    assert text_in_tables(database) == text_in_files(database) == []
