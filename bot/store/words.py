"""Full-text search in both sides of the talk, over hashed stems.

What is indexed is a keyed hash of each word's Danish stem. So both databases find the same, and
what an index leaves behind in its freed pages after an erasure tells nobody a word (FTS5 of
SQLite before 3.42 cannot overwrite what it deletes).
"""

import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import snowballstemmer
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import settings
from bot.db.tables import turn
from bot.lang.fold import fold, words

RARE = 2000
"""Up to so many matches are fetched at once; more are walked through from the newest."""

_BATCH = 500


@cache
def _key() -> bytes:
    return settings.load().secret_key.encode()[:64]


def forget_key() -> None:
    """Reads the key anew; for tests, and whenever the setting changes."""
    _key.cache_clear()
    _token.cache_clear()


@lru_cache(maxsize=20_000)
def _token(word: str) -> str:
    stem = fold(snowballstemmer.stemmer("danish").stemWord(word.lower()))
    return "w" + hashlib.blake2b(stem.encode(), key=_key(), digest_size=5).hexdigest()


def tokens(text: str) -> list[str]:
    """The hashed stems of the words of a text, each once, in order."""
    return list(dict.fromkeys(_token(word[:60]) for word in words(text)))


def add(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Indexes turns.

    Args:
        connection: in the transaction that records them.
        rows: each turn's number with all its words.
    """
    sqlite = connection.dialect.name == "sqlite"
    found = [{"tid": tid, "words": " ".join(tokens(text)) if sqlite else tokens(text)} for tid, text in rows]
    if not found:
        return
    statement = (
        "INSERT INTO turn_words (rowid, words) VALUES (:tid, :words)"
        if sqlite
        else "INSERT INTO turn_words (tid, words) VALUES (:tid, array_to_tsvector(CAST(:words AS text[])))"
    )
    connection.execute(sa.text(statement), found)


def catch_up(engine: Engine) -> int:
    """Indexes the turns that were recorded before there was an index; how many."""
    column = "rowid" if engine.dialect.name == "sqlite" else "tid"
    known, done = sa.text(f"NOT EXISTS (SELECT 1 FROM turn_words WHERE turn_words.{column} = turn.tid)"), 0
    query = sa.select(turn.c.tid, turn.c.said, turn.c.reply_text).where(known).limit(_BATCH)
    while True:
        with engine.connect().execution_options(reading=True) as connection:
            rows = connection.execute(query).all()  # citizens may write while we look
        if rows:
            with engine.begin() as connection:
                still = sa.select(turn.c.tid).where(turn.c.tid.in_([tid for tid, _, _ in rows]))
                there = set(
                    connection.scalars(still.with_for_update())
                )  # what was erased meanwhile stays away
                add(connection, [(tid, f"{said or ''}\n{text}") for tid, said, text in rows if tid in there])
        done += len(rows)
        if len(rows) < _BATCH:
            return done


def newest(connection: Connection, query: list[str], below: int, limit: int) -> list[int]:
    """The numbers of turns with all the words, newest first (SQLite's index runs in that order).

    Args:
        connection: a reading one, on SQLite.
        query: hashed stems, from `tokens`.
        below: only numbers below this one.
        limit: at most so many.
    """
    statement = f"{_select('sqlite', query)} AND rowid < :below ORDER BY rowid DESC LIMIT :limit"
    return list(connection.scalars(sa.text(statement), {"below": below, "limit": limit}))


def holding(query: list[str], number: Any) -> Any:
    """The condition that the turn of this number holds all the words (PostgreSQL)."""
    there = sa.text(_select("postgresql", query)).columns(sa.column("tid")).subquery()
    return number.in_(sa.select(there.c.tid))


def among(connection: Connection, query: list[str], tids: list[int]) -> set[int]:
    """Those of the given turns that hold all the words."""
    given = sa.bindparam("tids", tids, expanding=True)
    if connection.dialect.name == "sqlite":  # which would go through the whole index again for each number
        statement = sa.text("SELECT rowid, words FROM turn_words WHERE rowid IN :tids").bindparams(given)
        wanted = set(query)
        return {tid for tid, held in connection.execute(statement) if wanted <= set(held.split())}
    statement = sa.text(f"{_select('postgresql', query)} AND tid IN :tids").bindparams(given)
    return set(connection.scalars(statement))


def if_rare(connection: Connection, query: list[str]) -> list[int] | None:
    """The numbers of all turns with the words, where they are few."""
    statement = f"{_select(connection.dialect.name, query)} LIMIT {RARE + 1}"
    found = list(connection.scalars(sa.text(statement)))
    return found if len(found) <= RARE else None


def _select(dialect: str, query: list[str]) -> str:
    """Tokens are letters and digits of our own making, so they may stand in the statement."""
    if dialect == "sqlite":
        return f"SELECT rowid FROM turn_words WHERE turn_words MATCH '{' AND '.join(query)}'"
    return f"SELECT tid FROM turn_words WHERE words @@ CAST('{' & '.join(query)}' AS tsquery)"
