"""The rules of the real content, one day at a time; property tests that are the same each time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import settings

from bot.eligibility import Rules, rules_for
from bot.facts.query import Facts

DAY = date(2026, 11, 22)

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

RulesOf = Callable[..., Rules]


@pytest.fixture(scope="session")
def rules_of(facts: Facts) -> RulesOf:
    """The rules of a municipality on a day, made once."""

    @cache
    def made(municipality: str, day: date = DAY, focus: str | None = None) -> Rules:
        return rules_for(facts, municipality, day, focus)

    return made
