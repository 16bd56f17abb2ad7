"""The work: what is alike stands together, a sample is drawn alike each time, agreement is measured."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bench.talks import generate
from bot.clock import utc_now
from bot.db import tables
from bot.store import samples, unanswered
from bot.store.audit import Who
from bot.store.erase import erase
from bot.store.filters import Filter
from bot.store.staff import Role
from review.agreement import agreement
from review.likeness import grouped
from tests.databases import Database
from tests.review.conftest import Console
from tests.review.test_talk import danger, talk_about

QUESTIONS = [
    "hvad koster svømning?",
    "må jeg tage min hund med",
    "hvad koster svømningen",
    "Hvad koster det at gå til svømning??",
    "kan hunden komme med?",
    "hvornår lukker I",
]


def test_questions_that_say_the_same_stand_together_the_largest_group_first() -> None:
    assert grouped(QUESTIONS) == [[0, 2, 3], [1, 4], [5]]


def test_every_question_stands_in_one_group() -> None:
    groups = grouped([*QUESTIONS, "", "?", "og og og", "og og og"])
    assert sorted(number for group in groups for number in group) == list(range(10))


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15, 0.4),
        ([(True, True), (False, False)], 1.0),
        ([(True, False), (False, True)], -1.0),
        ([(True, True)] * 9, None),
        ([], None),
    ],
)
def test_agreement_is_cohens_kappa(pairs: list[tuple[bool, bool]], kappa: float | None) -> None:
    found = agreement(pairs).kappa
    assert found == (None if kappa is None else pytest.approx(kappa))


@pytest.fixture
def bo(database: Database) -> Who:
    """A staff member in the table."""
    row = {"login": "bo", "name": "Bo", "role": "redaktoer", "municipalities": "[]", "created_at": utc_now()}
    with database.engine.begin() as connection:
        return Who(
            connection.execute(tables.staff.insert().values(failed=0, **row)).inserted_primary_key[0], "bo"
        )


def drawn(database: Database, number: int) -> set[str]:
    return {row.conversation_id for row in database.rows(tables.sample_item) if row.sample_id == number}


def test_a_sample_has_its_share_and_the_same_seed_draws_the_same(database: Database, bo: Who) -> None:
    generate(database.engine, 200, utc_now() - timedelta(hours=1))
    first = samples.draw(database.engine, bo, Filter(), 0.1, 7)
    again = samples.draw(database.engine, bo, Filter(), 0.1, 7)
    other = samples.draw(database.engine, bo, Filter(), 0.1, 8)
    assert len(drawn(database, first)) == 20
    assert drawn(database, first) == drawn(database, again) != drawn(database, other)


def test_a_sample_is_drawn_from_what_the_filter_and_the_municipality_allow(
    database: Database, bo: Who
) -> None:
    generate(database.engine, 100, utc_now() - timedelta(hours=1))
    number = samples.draw(database.engine, bo, Filter.of({"topic": "price"}, ("eksempelby",)), 1.0, 1)
    names = {row.tid: row.conversation_id for row in database.rows(tables.turn)}
    right = {
        names[row.tid]
        for row in database.rows(tables.answer)
        if row.topic == "price" and row.municipality == "eksempelby"
    }
    assert drawn(database, number) == right != set()
    assert [one.id for one in samples.samples(database.engine, ("eksempelby",))] == [number]
    assert samples.samples(database.engine, ("nabokoebing",)) == []


def test_an_erased_conversation_leaves_the_sample(database: Database, bo: Who) -> None:
    generate(database.engine, 10, utc_now() - timedelta(hours=1))
    number = samples.draw(database.engine, bo, Filter(), 1.0, 1)
    gone = min(drawn(database, number))
    erase(database.engine, gone)
    assert gone not in {item.conversation for item in samples.items(database.engine, number)}
    assert len(samples.items(database.engine, number)) == 9


def test_the_unanswered_are_those_not_understood_or_not_known_of_ones_own_municipality(
    database: Database,
) -> None:
    generate(database.engine, 100, utc_now() - timedelta(hours=1))
    rows = database.rows(tables.answer)
    names = {row.tid: row.conversation_id for row in database.rows(tables.turn)}
    hidden = {names[row.tid] for row in rows if row.outcome == "safety"}
    for kind, wanted in (("missed", "not_understood"), ("silent", "silent")):
        right = {row.tid for row in rows if row.reason == wanted and names[row.tid] not in hidden}
        found = unanswered.missed(database.engine, kind, None)
        assert {one.tid for one in found} == right != set()
        local = unanswered.missed(database.engine, kind, ("eksempelby",))
        assert {one.municipality for one in local} == {"eksempelby"}


@pytest.mark.slow
def test_the_page_of_the_unanswered_names_the_question_and_hides_danger(console: Console) -> None:
    for _ in range(2):
        talk_about(console, said="kan hunden komme med", outcome="fallback", reason="not_understood")
    danger(console).say("kan katten komme med", answers=())
    page = console.as_(Role.READER).get("/ubesvarede").text
    assert "kan hunden komme med" in page
    assert "katten" not in page


@pytest.mark.slow
def test_two_reviewers_judge_apart_and_then_see_how_well_they_agree(console: Console) -> None:
    talk_about(console, "eksempelby")
    talk = talk_about(console, "eksempelby")
    tid = max(row.tid for row in console.database.rows(tables.answer))
    one, two = console.as_(Role.EDITOR, "eksempelby"), console.as_(Role.EDITOR, "eksempelby")
    sent = one.post("/stikproever", {"andel": "100", "froe": "3", "municipality": "eksempelby"})
    address = sent.headers["location"]
    one.post(f"/samtaler/{talk.id}/dom", {"svar": f"{tid}.1", "dom": "nej", "emne": "food"})
    assert "ifølge" not in two.get(f"/samtaler/{talk.id}").text
    two.post(f"/samtaler/{talk.id}/dom", {"svar": f"{tid}.1", "dom": "ja"})
    assert two.get(f"/samtaler/{talk.id}").text.count("ifølge") == 2
    page = two.get(address).text
    assert "Kan ikke regnes" in page or "0,00" in page
    assert console.as_(Role.READER, "nabokoebing").get(address).status_code == 404
    assert one.post("/stikproever", {"andel": "0", "froe": "3"}).status_code == 400
    with console.database.engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.sample)) == 1
