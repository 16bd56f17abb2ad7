"""The list: no conversation twice, none left out, whatever is filtered, searched or said meanwhile."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bench import bulk
from bench.talks import RARE_WORD, generate
from bot.clock import utc_now
from bot.db import tables
from bot.store import candidates, export, listing, words
from bot.store.audit import Who
from bot.store.erase import erase
from bot.store.filters import Filter
from bot.store.times import local
from tests.databases import Database
from tests.store.builders import a_message, a_reply, a_turn, an_answer

COUNT = 230


@pytest.fixture
def filled(database: Database) -> Database:
    """Some hundred conversations of the last week, none of the last seconds."""
    generate(database.engine, COUNT, utc_now() - timedelta(minutes=10), days=7)
    return database


def walk(database: Database, chosen: Filter, between: Callable[[], None] = lambda: None) -> list[str]:
    """All conversations, page by page."""
    return [row.conversation for page in pages(database, chosen, between) for row in page.rows]


def pages(
    database: Database, chosen: Filter, between: Callable[[], None] = lambda: None
) -> Iterator[listing.Page]:
    cursor = None
    while True:
        page = listing.page(database.engine, chosen, cursor)
        yield page
        if page.following is None:
            return
        cursor = page.following
        between()


def all_answers(database: Database) -> list[tuple[str, object]]:
    names = {row.tid: row.conversation_id for row in database.rows(tables.turn)}
    return [(names[row.tid], row) for row in database.rows(tables.answer)]


def expected(database: Database, matches: Callable[[object], bool]) -> list[str]:
    """Every conversation with a matching answer, the latest match first: by looking at all rows."""
    latest: dict[str, int] = {}
    for name, row in all_answers(database):
        if matches(row):
            latest[name] = max(latest.get(name, 0), row.tid)
    return sorted(latest, key=lambda name: -latest[name])


def test_every_conversation_stands_in_the_list_once(filled: Database) -> None:
    found = walk(filled, Filter())
    assert len(found) == len(set(found)) == COUNT
    assert found == expected(filled, lambda _: True)


def test_what_is_loaded_in_bulk_for_measurements_is_as_if_it_had_been_said(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_MANY", 10)
    generate(database.engine, COUNT, utc_now() - timedelta(minutes=10), days=7)
    turns = database.rows(tables.turn)
    assert [row.tid for row in sorted(turns, key=lambda row: row.tid)] == list(range(1, len(turns) + 1))
    rare = {row.conversation_id for row in turns if RARE_WORD in (row.said or "")}
    assert set(walk(database, Filter().searching(words.tokens(RARE_WORD)))) == rare != set()
    assert words.catch_up(database.engine) == 0
    names = {index["name"] for index in sa.inspect(database.engine).get_indexes("turn_words")}
    assert database.folder or "turn_words_words" in names


@pytest.mark.parametrize(
    "chosen",
    [
        {"topic": "price"},
        {"outcome": "fallback"},
        {"reason": "silent", "municipality": "eksempelby"},
        {"service": "dans", "asker": "relative"},
        {"topic": "price", "outcome": "safety"},
        {"topic": "unknown"},
    ],
)
def test_a_filter_finds_just_what_a_look_at_every_row_finds(chosen: dict[str, str], filled: Database) -> None:
    right = expected(filled, lambda row: all(getattr(row, name) == value for name, value in chosen.items()))
    assert walk(filled, Filter.of(chosen, None)) == right


def test_confidence_is_filtered_in_three_steps(filled: Database) -> None:
    low = walk(filled, Filter.of({"confidence": "low"}, None))
    assert low == expected(filled, lambda row: row.confidence < 0.5)
    assert low


def test_days_are_danish_and_the_last_one_counts(filled: Database) -> None:
    day = (utc_now() - timedelta(days=3)).date().isoformat()
    found = [
        row for page in pages(filled, Filter.of({"since": day, "until": day}, None)) for row in page.rows
    ]
    assert found
    assert {row.at.date().isoformat() for row in found} == {day}


def test_feedback_is_filtered_by_what_the_citizen_pressed(filled: Database) -> None:
    rated = {(row.tid, row.n): row.helpful for row in filled.rows(tables.feedback)}
    no = walk(filled, Filter.of({"feedback": "no"}, None))
    assert no == expected(filled, lambda row: rated.get((row.tid, row.n)) is False)
    assert no


def test_what_is_said_while_one_pages_moves_nothing(filled: Database) -> None:
    def somebody_speaks_again() -> None:
        """The last conversation of the list, not shown yet, gets a new answer."""
        rows = filled.rows(tables.turn)
        now = utc_now()
        number = max(row.tid for row in rows) + 1
        row = {**rows[0]._mapping, "tid": number, "seq": number, "at": now}
        new = {**filled.rows(tables.answer)[0]._mapping, "tid": row["tid"], "at": now}
        with filled.engine.begin() as connection:
            connection.execute(tables.turn.insert().values(**row))
            connection.execute(tables.answer.insert().values(**new))

    right = expected(filled, lambda _: True)
    assert walk(filled, Filter(), somebody_speaks_again) == right


def test_who_has_one_municipality_sees_only_conversations_about_it(filled: Database) -> None:
    right = expected(filled, lambda row: row.municipality == "eksempelby")
    assert walk(filled, Filter.of({}, ("eksempelby",))) == right
    assert walk(filled, Filter.of({"municipality": "nabokoebing"}, ("eksempelby",))) == []


def test_an_erased_conversation_is_gone_from_list_search_count_and_export(filled: Database) -> None:
    names = walk(filled, Filter())
    search = Filter().searching(words.tokens(RARE_WORD))
    (gone,) = walk(filled, search)
    erase(filled.engine, gone)
    assert walk(filled, Filter()) == [name for name in names if name != gone]
    assert walk(filled, search) == []
    assert listing.count(filled.engine, search) == (0, False)
    assert gone not in "".join(export.rows(filled.engine, Filter(), Who(None, "test")))


def test_the_state_of_the_work_is_a_filter(filled: Database) -> None:
    names = walk(filled, Filter())
    done = {"conversation_id": names[3], "state": "done", "labels": "[]", "at": utc_now()}
    with filled.engine.begin() as connection:
        connection.execute(tables.review.insert().values(**done))
    assert walk(filled, Filter.of({"state": "done"}, None)) == [names[3]]
    assert walk(filled, Filter.of({"state": "new"}, None)) == [name for name in names if name != names[3]]


def test_words_are_found_in_both_sides_and_in_other_forms(database: Database) -> None:
    from bot.store.conversations import Conversations
    from tests.store.builders import Talk

    talk = Talk(Conversations(database.engine))
    reply = a_reply(a_message("Træningen er gratis i svømmehallen.", 1))
    talk.store.record(talk.now, a_turn("må hunden komme med?", 1, reply=reply))
    with database.engine.begin() as connection:
        connection.execute(tables.answer.update().values(at=utc_now() - timedelta(minutes=1)))

    def finds(text: str) -> bool:
        return walk(database, Filter().searching(words.tokens(text))) == [talk.id]

    assert finds("hund")
    assert finds("HUNDENE svømmehal")
    assert finds("svømmehallerne")
    assert not finds("kat")
    assert not finds("hund kat")


@pytest.mark.parametrize("text", ["hofte", "hofte knæ", RARE_WORD, "kommunen vurderer", "findesikke"])
@pytest.mark.parametrize("chosen", [{}, {"topic": "price"}, {"outcome": "safety"}])
def test_search_finds_just_what_a_look_at_every_turn_finds(
    text: str, chosen: dict[str, str], filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "RARE", 40)  # so that the ways for rare and for common words are both gone
    monkeypatch.setattr(candidates, "_MOST_FOUND", listing.MOST_COUNTED)
    wanted = set(words.tokens(text))
    holding = {
        row.tid
        for row in filled.rows(tables.turn)
        if wanted <= set(words.tokens(f"{row.said or ''}\n{row.reply_text}"))
    }
    right = expected(
        filled,
        lambda row: row.tid in holding and all(getattr(row, name) == value for name, value in chosen.items()),
    )
    search = Filter.of(chosen, None).searching(sorted(wanted))
    assert walk(filled, search) == right
    total, more = listing.count(filled.engine, search)
    matching = [1 for _, row in all_answers(filled) if row.tid in holding
                and all(getattr(row, name) == value for name, value in chosen.items())]  # fmt: skip
    assert (total, more) == (len(matching), False)


def test_counting_stops_where_it_would_grow_slow(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_COUNTED", 100)
    assert listing.count(filled.engine, Filter()) == (100, True)
    total, more = listing.count(filled.engine, Filter().searching(words.tokens("kommunen")))
    assert more
    assert 50 < total <= 100  # of a hundred turns those that answer, so not the greetings


def test_of_a_search_fewer_are_counted(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "RARE", 40)
    assert listing.count(filled.engine, Filter().searching(words.tokens("kommunen"))) == (500, True)


def test_the_words_of_a_conversation_on_danger_are_not_in_the_list(filled: Database) -> None:
    danger = set(expected(filled, lambda row: row.outcome == "safety"))
    rows = [row for page in pages(filled, Filter()) for row in page.rows]
    assert danger
    assert all(row.said is None for row in rows if row.conversation in danger)
    assert all(row.sensitive is (row.conversation in danger) for row in rows)


def test_an_export_holds_every_matching_answer_once_masked_and_is_audited(filled: Database) -> None:
    who = Who(7, "bo")
    text = "".join(export.rows(filled.engine, Filter.of({"topic": "price"}, None), who))
    table = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    right = [row for _, row in all_answers(filled) if row.topic == "price"]
    assert len(table) == len(right)
    assert {row["topic"] for row in table} == {"price"}
    danger = set(expected(filled, lambda row: row.outcome == "safety"))
    assert all(bool(row["said"]) is (row["conversation"] not in danger) for row in table)
    (entry,) = filled.rows(tables.audit)
    assert (entry.login, entry.action) == ("bo", "exported")


def test_no_cell_of_an_export_is_a_formula(database: Database) -> None:
    from bot.store.conversations import Conversations
    from tests.store.builders import Talk

    talk = Talk(Conversations(database.engine))
    talk.store.record(talk.now, a_turn("=HYPERLINK(1)", 1, answers=(an_answer(),)))
    text = "".join(export.rows(database.engine, Filter(), Who(None, "test")))
    assert "'=HYPERLINK(1)" in text


def test_no_word_of_an_erased_conversation_is_left_in_the_index(database: Database) -> None:
    from bot.store.conversations import Conversations
    from tests.store.builders import Talk

    talk = Talk(Conversations(database.engine))
    talk.say("kanariefugl")
    assert walk(database, Filter().searching(words.tokens("kanariefugl")))[:1] in ([talk.id], [])
    if database.folder:
        assert b"kanariefugl" in b"".join(path.read_bytes() for path in database.folder.iterdir())
    erase(database.engine, talk.id)
    with database.engine.connect().execution_options(reading=True) as connection:
        assert words.if_rare(connection, words.tokens("kanariefugl")) == []
    if database.folder:
        assert b"kanariefugl" not in b"".join(path.read_bytes() for path in database.folder.iterdir())


def test_turns_from_before_there_was_an_index_are_taken_up(filled: Database) -> None:
    names = walk(filled, Filter().searching(words.tokens(RARE_WORD)))
    with filled.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM turn_words")
    assert walk(filled, Filter().searching(words.tokens(RARE_WORD))) == []
    assert words.catch_up(filled.engine) == len(filled.rows(tables.turn))
    assert walk(filled, Filter().searching(words.tokens(RARE_WORD))) == names


@pytest.mark.parametrize("text", ["", "hofte", "kommunen"])
def test_days_are_kept_to_exactly_though_only_a_stretch_is_walked_through(
    text: str, filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "RARE", 40)
    monkeypatch.setattr(candidates, "_SLACK", 0)  # here every turn is younger than the one before
    first, last = (local(utc_now() - timedelta(days=n)).date() for n in (4, 2))
    chosen = Filter.of({"since": first.isoformat(), "until": last.isoformat()}, None)
    wanted = set(words.tokens(text))
    holding = {
        row.tid
        for row in filled.rows(tables.turn)
        if wanted <= set(words.tokens(f"{row.said or ''}\n{row.reply_text}"))
    }
    right = expected(filled, lambda row: row.tid in holding and first <= local(row.at).date() <= last)
    assert walk(filled, chosen.searching(sorted(wanted))) == right != []
