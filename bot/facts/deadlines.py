"""Deadlines that can be worked out to a day: which facts state them, and what the facts leave open.

The figures (within, unit, after) stand in the facts alone; `deadlines.yml` says what happens on a closed
day, who must act, what holds when the day has passed, and worked examples, which run as tests.
"""

from typing import Literal

from pydantic import StrictStr, validator

from bot.facts.values import DayError, Strict, is_day


class Example(Strict):
    """A worked example: what happened on which day, and the last day that follows."""

    event: StrictStr
    last_day: StrictStr
    why: StrictStr = ""

    @validator("event", "last_day")
    def _day(cls, value: str) -> str:
        if not is_day(value):
            raise DayError
        return value


class Deadline(Strict):
    """One way of counting, for the facts that share it."""

    id: StrictStr
    facts: tuple[StrictStr, ...]
    """addresses without edition: `municipality.service.name#id`"""
    acts: Literal["citizen", "municipality"]
    on_closed_day: Literal["next_working_day", "same_day"]
    counts_from: StrictStr = ""
    """the event to ask about where the text does not say what it counts from; the answer says so"""
    passed: StrictStr = ""
    """the fact that says what holds when the day has passed"""
    examples: tuple[Example, ...] = ()
