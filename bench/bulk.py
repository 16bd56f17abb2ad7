"""Rows into a database the quickest way it knows: for measurements over very many of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.db import tables

Rows = Sequence[Mapping[str, Any]]
_MANY = 20_000
_INDEX = "turn_words_words"
"""PostgreSQL's index of words: building it at once takes a tenth of growing it row by row."""


@contextmanager
def loading(engine: Engine, count: int) -> Iterator[Connection]:
    """A connection to load with; many rows are not synced one by one, as nobody waits for them.

    Args:
        engine: a migrated database.
        count: how many conversations will come.
    """
    postgres, many = engine.dialect.name == "postgresql", count >= _MANY
    with engine.connect() as connection:
        if many and postgres:
            with connection.begin():
                connection.exec_driver_sql(f"DROP INDEX {_INDEX}")
        elif many:
            _carefree(connection, "OFF", -200_000)
        yield connection
        if many and postgres:
            with connection.begin():
                connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '512MB'")
                connection.exec_driver_sql(f"CREATE INDEX {_INDEX} ON turn_words USING gin (words)")
        elif many:
            _carefree(connection, "FULL", -2_000)


def _carefree(connection: Connection, synced: str, cache: int) -> None:
    """Outside a transaction, where alone SQLite takes these."""
    raw = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA synchronous={synced}")
    raw.execute(f"PRAGMA cache_size={cache}")


def store(connection: Connection, rows: Mapping[str, Rows], words: Sequence[tuple[int, list[str]]]) -> None:
    """Adds rows of several tables, and the stems of turns to the index of words, in one transaction.

    Args:
        connection: from `loading`.
        rows: the rows of each table, all of a table with the same columns.
        words: numbers of turns with their hashed stems.
    """
    with connection.begin():
        for name, some in rows.items():
            if some:
                _add(connection, tables.metadata.tables[name], some)
        _add_words(connection, [(tid, " ".join(stems)) for tid, stems in words])


def _add_words(connection: Connection, rows: list[tuple[int, str]]) -> None:
    if connection.dialect.name == "postgresql":
        _copy(connection, "turn_words", ("tid", "words"), rows)
    else:
        connection.exec_driver_sql("INSERT INTO turn_words (rowid, words) VALUES (?, ?)", rows)


def _add(connection: Connection, table: sa.Table, rows: Rows) -> None:
    if connection.dialect.name != "postgresql":
        connection.execute(table.insert(), rows)
        return
    names = tuple(rows[0])
    _copy(connection, table.name, names, [tuple(row[name] for name in names) for row in rows])


def _copy(connection: Connection, table: str, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """COPY; an empty cell is NULL, so no text here may be empty."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    out.seek(0)
    with connection.connection.dbapi_connection.cursor() as cursor:
        columns = ", ".join(f'"{name}"' for name in names)
        cursor.copy_expert(f'COPY "{table}" ({columns}) FROM STDIN WITH (FORMAT csv)', out)
