"""Conditions in four words over what is still possible; three-valued (Kleene).

A *world* says for every variable which values are still possible. An atom holds if all of them fit, fails
if none does, and is unknown otherwise: not knowing never becomes a no.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Truth = bool | None
World = Mapping[str, frozenset[str]]

ALL, ANY, IS, AT_LEAST = "all", "any", "is", "at_least"
WORDS = (ALL, ANY, IS, AT_LEAST)


def all_of(values: Iterable[Truth]) -> Truth:
    """False if any is, else unknown if any is, else true."""
    seen = set(values)
    return False if False in seen else None if None in seen else True


def any_of(values: Iterable[Truth]) -> Truth:
    """True if any is, else unknown if any is, else false."""
    seen = set(values)
    return True if True in seen else None if None in seen else False


def turned(value: Truth) -> Truth:
    """The opposite; the unknown stays unknown."""
    return None if value is None else not value


@dataclass(frozen=True)
class Condition:
    """A condition, ready to be asked of a world.

    For `is` and `at_least`, `variables` are the variables asked (one of them must fit) and `values` what
    fits. For `all` and `any`, `parts` are the conditions.
    """

    word: str
    parts: tuple["Condition", ...] = ()
    variables: tuple[str, ...] = ()
    values: frozenset[str] = field(default_factory=frozenset)

    def holds(self, world: World) -> Truth:
        """Whether it holds in a world."""
        if self.word == ALL:
            return all_of(part.holds(world) for part in self.parts)
        if self.word == ANY:
            return any_of(part.holds(world) for part in self.parts)
        return any_of(_fits(world[variable], self.values) for variable in self.variables)

    def asked(self) -> frozenset[str]:
        """Every variable that it looks at."""
        return frozenset(self.variables).union(*(part.asked() for part in self.parts))


def _fits(possible: frozenset[str], wanted: frozenset[str]) -> Truth:
    if possible <= wanted:
        return True
    return None if possible & wanted else False


def listed(value: Any) -> tuple[str, ...]:
    """One value or several, as several."""
    return (value,) if isinstance(value, str) else tuple(value)
