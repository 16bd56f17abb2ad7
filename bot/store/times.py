"""Stored times: UTC, which SQLite gives back without its zone."""

from datetime import date, datetime, timedelta, timezone

from bot.clock import COPENHAGEN


def utc(moment: datetime) -> datetime:
    """A stored time with its zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def local(moment: datetime) -> datetime:
    """A stored time on a Danish wall clock."""
    return utc(moment).astimezone(COPENHAGEN)


def start_of(day: date) -> datetime:
    """When a Danish day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN).astimezone(timezone.utc)


def end_of(day: date) -> datetime:
    """When a Danish day is over, in UTC."""
    return start_of(day + timedelta(days=1))
