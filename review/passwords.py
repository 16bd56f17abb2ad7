"""Passwords (argon2id) and one-time codes (TOTP)."""

import secrets
import threading
from functools import cache

import pyotp
import segno
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot import clock

SHORTEST, LONGEST = 12, 200
_ISSUER = "Traeningsguiden"
_STEP_SECONDS = 30
_hasher = PasswordHasher()
_at_once = threading.BoundedSemaphore(2)
"""Each check takes 64 MiB and a tenth of a second: only so many at a time."""


def hash_password(password: str) -> str:
    """The argon2id hash as it is stored."""
    with _at_once:
        return _hasher.hash(password)


def check_password(stored: str | None, password: str) -> bool:
    """Whether the password is right; takes as long where there is none to compare with."""
    with _at_once:
        try:
            return _hasher.verify(stored or _nobodys(), password[:LONGEST]) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_hex())


def new_secret() -> str:
    """A new secret for somebody's codes."""
    return pyotp.random_base32()


def step_of(secret: str, code: str) -> int | None:
    """The half minute that a code belongs to (now, or one off for slow clocks); None if it is wrong."""
    digits, now = "".join(code.split()), int(clock.utc_now().timestamp()) // _STEP_SECONDS
    for step in (now, now - 1, now + 1):
        if secrets.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), digits.encode()):
            return step
    return None


def address_of(secret: str, login: str) -> str:
    """What an authenticator app reads."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=_ISSUER))


def picture_of(address: str) -> tuple[int, str]:
    """A QR code: its side in squares, and the path of its dark squares."""
    matrix = segno.make(address, error="m").matrix
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix, 4) for x, bit in enumerate(row, 4) if bit]
    return len(matrix) + 8, "".join(dark)
