"""Erase and retention: one function deletes, whoever asked.

What is left of an erased conversation is its id, the hash of its token and the receipt.
"""

import secrets
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.db.tables import conversation, hold, note, proposal, review, sample_item, turn
from bot.outcomes import Asker

_BATCH = 500
_STATE_HOURS = 24
_KEYED = (turn, review, note, sample_item, proposal, hold)


def erase(engine: Engine, name: str) -> str:
    """Deletes all that is keyed to a conversation; the receipt (the same when asked again)."""
    with engine.begin() as connection:
        known = connection.scalar(sa.select(conversation.c.receipt).where(conversation.c.id == name))
        receipt = known or _receipt()
        if not known:
            _delete(connection, [name], {name: receipt})
    _settle(engine)
    return str(receipt)


def sweep(engine: Engine, days: int, now: datetime | None = None) -> tuple[int, int]:
    """Erases what is older than the retention, and empties the state of silent conversations.

    Args:
        engine: the database.
        days: how many days a conversation is kept after its last message.
        now: the time to count from.

    Returns:
        How many conversations were erased, and how many states were emptied.
    """
    now = now or clock.utc_now()
    erased = 0
    while names := _due(engine, now - timedelta(days=days), now.date()):
        with engine.begin() as connection:
            _delete(connection, names, {name: _receipt() for name in names})
        erased += len(names)
    with engine.begin() as connection:
        silent = connection.execute(
            conversation.update()
            .where(
                conversation.c.last_at < now - timedelta(hours=_STATE_HOURS), conversation.c.state.isnot(None)
            )
            .values(state=None)
        )
    if erased:
        _settle(engine)
    return erased, silent.rowcount


def _due(engine: Engine, before: datetime, today: date) -> list[str]:
    held = sa.select(hold.c.conversation_id).where(hold.c.until >= today)
    query = (
        sa.select(conversation.c.id)
        .where(
            conversation.c.last_at < before,
            conversation.c.erased_at.is_(None),
            conversation.c.id.notin_(held),
        )
        .limit(_BATCH)
    )
    with engine.connect().execution_options(reading=True) as connection:
        return list(connection.scalars(query))


def _delete(connection: Connection, names: list[str], receipts: dict[str, str]) -> None:
    """Locks the conversations first, so that nothing written meanwhile is left behind."""
    connection.execute(
        sa.select(conversation.c.id).where(conversation.c.id.in_(names)).order_by("id").with_for_update()
    ).all()
    for table in _KEYED:
        connection.execute(table.delete().where(table.c.conversation_id.in_(names)))
    for name in names:
        connection.execute(
            conversation.update()
            .where(conversation.c.id == name)
            .values(
                state=None,
                municipality=None,
                asker=Asker.UNKNOWN.value,
                turns=0,
                erased_at=clock.utc_now(),
                receipt=receipts[name],
            )
        )


def _settle(engine: Engine) -> None:
    """SQLite keeps old pages in its write-ahead log until a checkpoint: empty it now."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(reading=True) as connection:
            connection.commit()
            connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _receipt() -> str:
    letters = secrets.token_hex(6).upper()
    return "-".join(letters[i : i + 4] for i in range(0, 12, 4))
