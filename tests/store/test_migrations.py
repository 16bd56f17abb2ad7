"""The migrations: they make exactly the tables of `tables.py`, and may run any number of times."""

import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.clock import utc_now
from bot.db.engine import migrate
from bot.db.tables import audit, metadata
from bot.settings import ROOT
from tests.databases import Database, PostgresServer


def tables_of(database: Database) -> set[str]:
    """The tables, without the search index, which each database makes in its own way."""
    names = sa.inspect(database.engine).get_table_names()
    return {name for name in names if not name.startswith("turn_words")}


def not_the_search_index(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and str(name).startswith("turn_words"))


def test_the_migrations_make_every_table(empty_database: Database) -> None:
    migrate(empty_database.url)
    assert tables_of(empty_database) == {*metadata.tables, "alembic_version"}


def test_the_tables_page_and_the_migrations_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": not_the_search_index}
        )
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing_and_loses_nothing(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(audit.insert().values(at=utc_now(), action="begun"))
    before = tables_of(database)
    migrate(database.url)
    assert tables_of(database) == before
    assert [row.action for row in database.rows(audit)] == ["begun"]


@pytest.mark.slow
def test_several_processes_may_migrate_a_new_server_at_once(postgres: PostgresServer) -> None:
    program = "import sys; from bot.db.engine import migrate; migrate(sys.argv[1])"
    with postgres.database() as url:
        command = [sys.executable, "-c", program, url]
        started = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
        told = [process.communicate(timeout=60)[1].decode() for process in started]
        assert [process.returncode for process in started] == [0, 0, 0], "\n".join(told)
        assert tables_of(Database(url)) == {*metadata.tables, "alembic_version"}
