"""Secrets of one-time codes at rest: sealed, opened by the same key alone, and a wrong key names its cure."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pyotp
import pytest

from bot.clock import utc_now
from bot.db import tables
from bot.store import codes
from bot.store.codes import SealError, seal, unseal
from bot.store.staff import Role
from tests.databases import Database, migrated, sqlite_database
from tests.review.conftest import PASSWORD, Browser, Console, code_of, running

SECRET = pyotp.random_base32()


def put(database: Database, login: str, stored: str | None) -> None:
    row = {"login": login, "name": login, "role": "laeser", "municipalities": "[]", "failed": 0}
    with database.engine.begin() as connection:
        connection.execute(tables.staff.insert().values(created_at=utc_now(), totp_secret=stored, **row))


def stored(database: Database) -> dict[str, str]:
    return {row.login: row.totp_secret for row in database.rows(tables.staff)}


def test_a_sealed_secret_opens_again_and_two_seals_of_it_differ() -> None:
    first, second = seal(SECRET, "key"), seal(SECRET, "key")
    assert first != second
    assert SECRET not in first
    assert unseal(first, "key") == unseal(second, "key") == SECRET


@pytest.mark.parametrize(
    "kept",
    [seal(SECRET, "another"), seal(SECRET, "key")[:-4], "s1:nonsense", SECRET],
    ids=["another key", "cut off", "nonsense", "bare"],
)
def test_what_does_not_open_says_what_to_do(kept: str) -> None:
    with pytest.raises(SealError, match=r"Set the former SECRET_KEY again.*staff reset LOGIN"):
        unseal(kept, "key")


def test_what_was_stored_bare_is_sealed_once_and_fits_its_column(database: Database) -> None:
    put(database, "ann", SECRET)
    put(database, "bo", None)
    assert codes.seal_all(database.engine, "key") == []
    sealed = stored(database)
    assert unseal(sealed["ann"], "key") == SECRET
    assert sealed["bo"] is None
    assert len(sealed["ann"]) <= 255
    assert codes.seal_all(database.engine, "key") == []
    assert stored(database) == sealed


def test_a_wrong_key_changes_nothing_and_the_log_names_who_and_the_cure(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    put(database, "ann", seal(SECRET, "the former key"))
    before = stored(database)
    with caplog.at_level(logging.ERROR):
        assert codes.seal_all(database.engine, "key") == ["ann"]
    assert stored(database) == before
    assert "ann: " in caplog.text
    assert "staff reset LOGIN" in caplog.text


def log_in(console: Console, login: str, code: str) -> int:
    form = {"navn": login, "kode": PASSWORD, "engang": code}
    return Browser(console.url).post("/login", form).status_code


@pytest.mark.slow
def test_the_console_seals_at_its_start_and_with_another_key_says_so_only_to_the_right_password(
    tmp_path: Path,
) -> None:
    with sqlite_database(tmp_path) as made, running(migrated(made), tmp_path) as console:
        member = console.member(Role.READER)
        code = code_of(console, member)
        with made.engine.begin() as connection:
            connection.execute(tables.staff.update().values(totp_secret=SECRET))
    file = made.path.read_bytes()
    assert SECRET.encode() in file  # as it was before there were seals
    with running(made, tmp_path) as console:
        assert log_in(console, member.login, code_of(console, member)) == 303
        kept = stored(made)[member.login]
    shutil.copy(made.path, tmp_path / "copy.db")
    assert SECRET.encode() not in (tmp_path / "copy.db").read_bytes()
    assert unseal(kept, "test") == SECRET
    with running(made, tmp_path, SECRET_KEY="another") as console:
        assert "staff reset LOGIN" in console.log.read_text()
        form = {"navn": member.login, "kode": PASSWORD, "engang": code}
        page = Browser(console.url).post("/login", form)
        assert (page.status_code, "konsollens nøgle" in page.text) == (503, True)
        assert Browser(console.url).post("/login", {**form, "kode": "wrong"}).status_code == 401
