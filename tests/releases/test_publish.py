"""Publishing: the same content has the same name, and what was published is never changed."""

from datetime import date

import pytest

from bot.clock import utc_now
from bot.db import tables
from bot.errors import StoreError
from bot.facts.load import Loaded
from bot.facts.load import load as load_files
from bot.facts.query import Facts
from bot.facts.types import Knowledge
from bot.releases import live
from bot.releases.publish import make_live, publish, release_id
from tests.builders import an_eksempelby
from tests.databases import Database


def amount(facts: Facts) -> object:
    """What the earlier edition asked for the dancing."""
    (price,) = facts.recalled("eksempelby", "dans", "price")
    return price.value and price.value.amount


def everything(database: Database) -> dict[str, list[object]]:
    kept = (tables.release, tables.fact, tables.page, tables.live)
    return {table.name: sorted(map(str, database.rows(table))) for table in kept}


def test_the_same_content_has_the_same_name_wherever_it_was_read(
    knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = load_files(an_eksempelby(tmp_path_factory.mktemp("again"))).knowledge()
    assert release_id(again) == release_id(knowledge)


def test_other_content_has_another_name(knowledge: Knowledge, changed: Knowledge) -> None:
    assert release_id(changed) != release_id(knowledge)


def test_what_is_published_is_live(shelf: Database, knowledge: Knowledge) -> None:
    assert publish(knowledge, shelf.engine, by="ann", why="nye priser") == (release_id(knowledge), True)
    assert live.live_id(shelf.engine) == release_id(knowledge)
    (row,) = shelf.rows(tables.release)
    assert (row.by, row.why) == ("ann", "nye priser")


def test_publishing_the_same_again_changes_nothing(shelf: Database, knowledge: Knowledge) -> None:
    name, _ = publish(knowledge, shelf.engine, by="ann")
    before = everything(shelf)
    assert publish(knowledge, shelf.engine, by="bo") == (name, False)
    assert everything(shelf) == before


def test_a_changed_fact_makes_a_new_release_and_both_are_kept(
    shelf: Database, knowledge: Knowledge, changed: Knowledge
) -> None:
    first, _ = publish(knowledge, shelf.engine, by="ann")
    second, is_new = publish(changed, shelf.engine, by="ann")
    assert is_new
    assert live.live_id(shelf.engine) == second
    assert [amount(live.load(shelf.engine, name)) for name in (first, second)] == [15, 17]
    assert len(shelf.rows(tables.live)) == 1


def test_loading_gives_back_equal_knowledge(shelf: Database, knowledge: Knowledge) -> None:
    name, _ = publish(knowledge, shelf.engine, by="ann")
    facts = live.load(shelf.engine, name)
    assert facts.knowledge == knowledge
    assert facts.release == name == release_id(facts.knowledge)


def test_loading_gives_back_the_whole_real_content(shelf: Database, content: Loaded) -> None:
    knowledge = content.knowledge()
    name, _ = publish(knowledge, shelf.engine, by="ann")
    assert live.load(shelf.engine, name).knowledge == knowledge


def test_an_old_release_can_be_made_live_again(
    shelf: Database, knowledge: Knowledge, changed: Knowledge
) -> None:
    old, _ = publish(knowledge, shelf.engine, by="ann")
    publish(changed, shelf.engine, by="ann")
    with shelf.engine.begin() as connection:
        assert make_live(connection, old)
        assert not make_live(connection, old)
    assert live.live_id(shelf.engine) == old
    assert amount(live.load(shelf.engine, old)) == 15


def test_publishing_old_content_again_makes_it_live_without_a_copy(
    shelf: Database, knowledge: Knowledge, changed: Knowledge
) -> None:
    old, _ = publish(knowledge, shelf.engine, by="ann")
    publish(changed, shelf.engine, by="ann")
    assert publish(knowledge, shelf.engine, by="ann") == (old, True)
    assert len(shelf.rows(tables.release)) == 2


def test_an_unknown_release_is_refused_with_the_cure(shelf: Database) -> None:
    with pytest.raises(StoreError, match="make knowledge"):
        live.load(shelf.engine, "r-unknown")


def test_a_release_remembers_when_it_was_made(shelf: Database, knowledge: Knowledge) -> None:
    publish(knowledge, shelf.engine, by="ann")
    (row,) = shelf.rows(tables.release)
    assert row.at.date() == utc_now().date()
    assert row.at.date() > date(2020, 1, 1)
