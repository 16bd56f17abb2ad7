"""The day that a citizen tells, and of what: the words stand in `events.yml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.deadlines import Rule
from bot.lang.dates import Mention, the_day
from bot.lang.dates.mention import Direction
from bot.lang.fold import fold, folded_words
from bot.lang.read import read_yaml
from bot.lang.stopwords import is_stopword

_CLAUSE = re.compile(r"[,;!?\n]|\.(?=\s)|\.$")


@dataclass(frozen=True)
class Told:
    """What a message tells of a day.

    `mention`: the day as it was said. `rules`: the deadlines that are counted from what it is the day of;
    none where the message names something that no deadline counts from. `named`: the events it names.
    `known`: a day that was said before, without a mention.
    """

    mention: Mention | None = None
    rules: list[Rule] = field(default_factory=list)
    named: frozenset[str] = frozenset()
    known: date | None = None

    @property
    def day(self) -> date | None:
        """The day, where there is exactly one."""
        return self.mention.day if self.mention else self.known


@cache
def data() -> dict[str, Any]:
    """The words of `events.yml`."""
    return read_yaml(Path(__file__).with_name("events.yml"))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the beginnings of words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})")


def says(words: Iterable[str], text: str) -> bool:
    """Whether a text has a word that begins so."""
    return bool(_pattern(tuple(words)).search(fold(text)))


def told_day(text: str, rules: list[Rule], today: date) -> Told:
    """The day that a text tells for some deadlines.

    What is told of the day stands beside it: the events that its own clause names count before those
    of the rest of the text.
    """
    mention = the_day(text, today, _direction(rules))
    if mention and _is_limit(text, mention):
        return Told()
    named = events_in(_beside(text, mention)) or events_in(text)
    fitting = [rule for rule in rules if rule.after in named] if named else rules
    return Told(mention, fitting, named)


def events_in(text: str) -> frozenset[str]:
    """What a text says has happened."""
    return frozenset(event for event, words in data()["events"].items() if says(words, text))


def only_a_day(text: str, mention: Mention, most: int = 0) -> bool:
    """Whether a text holds a day and hardly any other telling word."""
    left = text[: mention.start] + " " + text[mention.end :]
    carriers = {fold(word) for word in data()["carriers"]}
    others = [word for word in folded_words(left) if not is_stopword(word) and word not in carriers]
    return len(others) <= most


def can_be_today(text: str) -> bool:
    """Whether a text tells of something that has happened, and not of what somebody wants to do today."""
    return says(data()["happened"], text)


def _is_limit(text: str, mention: Mention) -> bool:
    """Whether the day is one that something must be done by ("inden den 3. maj")."""
    before = fold(text[: mention.start]).rstrip()
    return before.endswith(tuple(f" {fold(word)}" for word in data()["limits"]))


def _direction(rules: list[Rule]) -> Direction:
    return "either" if rules and {rule.after for rule in rules} <= set(data()["may_come"]) else "past"


def _beside(text: str, mention: Mention | None) -> str:
    if mention is None:
        return text
    start = max((found.end() for found in _CLAUSE.finditer(text, 0, mention.start)), default=0)
    end = _CLAUSE.search(text, mention.end)
    return text[start : end.start() if end else len(text)]
