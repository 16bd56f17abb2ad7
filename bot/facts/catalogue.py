"""The closed list of fact names, read from `catalogue.yml`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.lang.read import read_yaml


@dataclass(frozen=True)
class Topic:
    """A name that facts can have: what citizens may ask about.

    `needs` lists fields that the value must fill; an entry with `|` is met by any one of them.
    """

    name: str
    label: str
    about: str
    needs: tuple[str, ...]
    expected: tuple[str, ...]

    def missing_fields(self, given: set[str]) -> list[str]:
        """The needs that the given fields do not meet."""
        return [need for need in self.needs if not given & set(need.split("|"))]


@cache
def topics() -> dict[str, Topic]:
    """All topics by name, in the order of the list."""
    rows = read_yaml(Path(__file__).with_name("catalogue.yml"))["facts"]
    return {name: _topic(name, **row) for name, row in rows.items()}


def _topic(
    name: str, label: str, about: str, needs: Sequence[str] = (), expected: Sequence[str] = ()
) -> Topic:
    return Topic(name, label, about, tuple(needs), tuple(expected))


def expected_for(kind: str) -> list[str]:
    """The names that a service of this kind must state or be silent on."""
    return [topic.name for topic in topics().values() if kind in topic.expected]
