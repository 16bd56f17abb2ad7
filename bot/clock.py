"""What day and time it is: the only place that asks. `TODAY` fixes it for tests and previews."""

from datetime import date, datetime, timezone

from dateutil import parser, tz

from bot import settings
from bot.errors import SettingsError

COPENHAGEN = tz.gettz("Europe/Copenhagen")


def utc_now() -> datetime:
    """The true time, with its zone; for the record, never moved by `TODAY`."""
    return datetime.now(timezone.utc)


def local_now(fixed: str = "") -> datetime:
    """The time on a Danish wall clock; `fixed` (or the setting TODAY) replaces it.

    Raises:
        SettingsError: if the fixed day cannot be read.
    """
    text = fixed or settings.load().today
    if not text:
        return datetime.now(COPENHAGEN)
    try:
        return parser.isoparse(text).replace(tzinfo=COPENHAGEN)
    except ValueError as error:
        raise SettingsError(
            f"TODAY={text!r} must be a date (2026-04-21) or a local date-time (2026-04-21T09:30)."
        ) from error


def today(fixed: str = "") -> date:
    """The day in Denmark."""
    return local_now(fixed).date()
