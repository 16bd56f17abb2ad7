"""The secrets of one-time codes, sealed at rest: who reads the database alone cannot make a code.

The sealing key is drawn from `SECRET_KEY`, which is not in the database. With another `SECRET_KEY`
no seal opens; the cure is the former key, or a new link for each (`python -m review staff reset`).
"""

import hashlib
import hmac
import logging
from base64 import urlsafe_b64encode

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.engine import Engine

from bot.db.tables import staff
from bot.errors import StoreError

log = logging.getLogger(__name__)

_MARK = "s1:"
"""Begins every sealed secret; base32 has no colon, so a bare one is told apart."""


class SealError(StoreError):
    """A sealed secret that this `SECRET_KEY` does not open, or one that was never sealed."""


def seal(secret: str, key: str) -> str:
    """A secret as it is stored."""
    return _MARK + _box(key).encrypt(secret.encode()).decode()


def unseal(stored: str, key: str) -> str:
    """The secret again.

    Raises:
        SealError: naming the cure.
    """
    sealed = stored.removeprefix(_MARK) if stored.startswith(_MARK) else ""
    try:
        return _box(key).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealError(
            "a secret of one-time codes cannot be opened: SECRET_KEY is another than the one that sealed it. "
            "Set the former SECRET_KEY again, or give new links with 'python -m review staff reset LOGIN'."
        ) from error


def seal_all(engine: Engine, key: str) -> list[str]:
    """Seals what was stored before there were seals.

    Returns:
        The logins whose secret this key does not open; the log names the cure.
    """
    shut = []
    with engine.begin() as connection:
        query = sa.select(staff.c.id, staff.c.login, staff.c.totp_secret).with_for_update()
        for row in connection.execute(query.where(staff.c.totp_secret.isnot(None))).all():
            if not row.totp_secret.startswith(_MARK):
                sealed = staff.update().where(staff.c.id == row.id)
                connection.execute(sealed.values(totp_secret=seal(row.totp_secret, key)))
                continue
            try:
                unseal(row.totp_secret, key)
            except SealError as error:
                shut.append(row.login)
                log.error("%s: %s", row.login, error)
    return shut


def _box(key: str) -> Fernet:
    """One key for this use alone, whatever else `SECRET_KEY` is used for."""
    return Fernet(urlsafe_b64encode(hmac.new(key.encode(), b"one-time codes", hashlib.sha256).digest()))
