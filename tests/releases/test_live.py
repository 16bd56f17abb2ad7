"""The release that answers in this process: taken up once, replaced whole."""

from pathlib import Path

import pytest

from bot.facts.types import Knowledge
from bot.releases import live
from bot.releases.publish import make_live, publish
from tests.databases import Database


def test_a_live_release_is_taken_up_once(shelf: Database, knowledge: Knowledge) -> None:
    name, _ = publish(knowledge, shelf.engine, by="ann")
    assert live.refresh(shelf.engine)
    taken = live.current()
    assert taken.release == name
    assert not live.refresh(shelf.engine)
    assert live.current() is taken


def test_without_a_release_nothing_is_taken_up(shelf: Database) -> None:
    assert live.live_id(shelf.engine) is None
    assert not live.refresh(shelf.engine)


def test_a_new_release_is_taken_up_and_replies_under_way_keep_the_old(
    shelf: Database, knowledge: Knowledge, changed: Knowledge
) -> None:
    old, _ = publish(knowledge, shelf.engine, by="ann")
    live.refresh(shelf.engine)
    under_way = live.current()
    new, _ = publish(changed, shelf.engine, by="ann")
    assert live.refresh(shelf.engine)
    assert (under_way.release, live.current().release) == (old, new)


def test_going_back_to_an_old_release_is_noticed_too(
    shelf: Database, knowledge: Knowledge, changed: Knowledge
) -> None:
    old, _ = publish(knowledge, shelf.engine, by="ann")
    publish(changed, shelf.engine, by="ann")
    live.refresh(shelf.engine)
    with shelf.engine.begin() as connection:
        make_live(connection, old)
    assert live.refresh(shelf.engine)
    assert live.current().release == old


def test_a_process_that_nobody_tells_looks_for_itself(
    shelf: Database, knowledge: Knowledge, changed: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", shelf.url)
    monkeypatch.setenv("SECRET_KEY", "only for this test")
    for content in (knowledge, changed):
        name, _ = publish(content, shelf.engine, by="ann")
        live._looked = float("-inf")
        assert live.current().release == name


def test_where_nothing_was_published_the_files_answer(
    shelf: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", shelf.url)
    monkeypatch.setenv("SECRET_KEY", "only for this test")
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    assert live.current().release == "files"
    assert set(live.current().municipalities) == {"eksempelby"}
