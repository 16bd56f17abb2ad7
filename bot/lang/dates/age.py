"""Ages in a message: "82", "toogfirs", "snart 80", "i firserne". No judgement of what is possible."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from re import Match, Pattern
from typing import Literal

from bot.lang.dates.canonical import canonical
from bot.lang.dates.vocabulary import DATA, DECADES, number, pattern

Groups = dict[str, str | None]


@dataclass(frozen=True)
class Age:
    """An age, or the span that it lies in; `text[start:end]` says it.

    `lowest` and `highest` are whole years, both included; None is an open end. They are the same for an
    exact age, which may be an impossible one: the caller judges.
    """

    lowest: int | None
    highest: int | None
    kind: Literal["exact", "vague"] = "exact"
    start: int = 0
    end: int = 0

    @property
    def years(self) -> int | None:
        """The age, where it is exact."""
        return self.lowest if self.kind == "exact" else None


def ages(text: str) -> tuple[Age, ...]:
    """Every age in a message, in reading order; a number alone is an age if it is the whole message."""
    found = canonical(text)
    if match := pattern(DATA["bare_age"]).fullmatch(found.text.strip()):
        years = number(match["a"])
        return (Age(years, years, "exact", 0, len(text)),)
    taken: set[int] = set()
    made: list[Age] = []
    for name, words in _patterns():
        for match in words.finditer(found.text):
            if not taken.isdisjoint(range(*match.span())):
                continue
            taken.update(range(*match.span()))
            if name != "nothing":
                made.append(_age(name, match, found.span(*match.span())))
    return tuple(sorted(made, key=lambda age: age.start))


def _age(name: str, match: Match[str], span: tuple[int, int]) -> Age:
    lowest, highest = _READERS[name](match.groupdict())
    kind: Literal["exact", "vague"] = "exact" if name == "exact" else "vague"
    return Age(lowest, highest, kind, *span)


def _exact(said: Groups) -> tuple[int | None, int | None]:
    years = number(said["a"] or said.get("a2") or "")
    return years, years


def _turning(said: Groups) -> tuple[int | None, int | None]:
    """Fylder 80: 79 now, or 80 today."""
    years = number(said["a"] or "") or 0
    return max(0, years - 1), years


def _between(said: Groups) -> tuple[int | None, int | None]:
    one, other = number(said["a"] or "") or 0, number(said["b"] or "") or 0
    return min(one, other), max(one, other)


def _bound(said: Groups) -> tuple[int | None, int | None]:
    years, sense = number(said["a"] or "") or 0, DATA["bounds"][said["bound"]]
    spans: dict[str, tuple[int | None, int | None]] = {
        "above": (years, None),
        "least": (years, None),
        "below": (None, max(0, years - 1)),
        "soon": (max(0, years - 2), max(0, years - 1)),
        "about": (max(0, years - 2), years + 2),
    }
    return spans[sense]


def _decade(said: Groups) -> tuple[int | None, int | None]:
    first = int(said["digits"] or DECADES.get(said["decade"] or "", 0))
    low, high = DATA["decade_parts"].get(said["part"], (0, 9))
    return first + low, first + high


_READERS: dict[str, Callable[[Groups], tuple[int | None, int | None]]] = {
    "exact": _exact,
    "turning": _turning,
    "between": _between,
    "bound": _bound,
    "decade": _decade,
}


@cache
def _patterns() -> tuple[tuple[str, Pattern[str]], ...]:
    return tuple((row["read"], pattern(row["words"])) for row in DATA["age_patterns"])
