"""Every number of the content, each changed a little: what a slip of the finger would make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from bot.facts.claims import Claim, claims_of, desk_claims, edition_claims, helpline_claims
from bot.facts.figures.pack import pack
from bot.facts.load import Loaded
from bot.facts.types import UNKNOWN_DAY, Edition, Fact
from bot.facts.values import Range, Value
from bot.outcomes import Validity

UNITS = {
    "unit": ("calendar_day", "working_day", "week", "month"),
    "length_unit": ("minute", "hour", "day", "week", "month", "year"),
    "every_unit": ("week", "month", "year"),
    "per": ("dag", "uge", "maaned", "kvartal", "aar"),
}
NUMBERS = ("amount", "times", "sessions", "length", "within", "every", "age_from", "age_to")
NUMBERS += ("pension_age", "people", "count", "level", "year")
DIGITS = ("phone", "fax", "mail", "web", "address", "postal")
CLOCKS = ("opens", "closes", "before")
DAYS = ("date", "born_from", "born_to")
WORDS = {word: int(number) for word, number in pack("da").numbers.items() if number >= 2}
IN_ORDER = {number: word for word, number in WORDS.items()}
NUMBER_WORD = re.compile(rf"\b({'|'.join(WORDS)})\b", re.IGNORECASE)


CHOICES: dict[str, tuple[Any, ...]] = {
    "payer": ("kommune", "borger"),
    "amount": ("fastsat_aarligt", "gaeldende_takst"),
    "before_day": ("same_day", "day_before"),
    "days": (("hverdage",), ("mandag",)),
    "law": ("serviceloven", "sundhedsloven", "aeldreloven"),
}


class Mutant(NamedTuple):
    """A change, told in words; the claims that stood there, and those that stand there now."""

    told: str
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]


def mutants(loaded: Loaded) -> Iterator[Mutant]:
    """All mutants of facts, editions, desks and helplines."""
    yield from _of_facts(loaded)
    yield from _of_editions(loaded)
    yield from _of_desks(loaded)
    yield from _of_helplines(loaded)


def word_mutants(loaded: Loaded) -> Iterator[Mutant]:
    """Every event, payer, law and day of the facts, each exchanged for another."""
    editions = {edition.id: edition for edition in loaded.editions}
    choices = {**CHOICES, "after": tuple(loaded.events)}
    for fact, file, line in loaded.placed():
        before = tuple(claims_of(fact, file, line, editions.get(fact.edition)))
        for field, stated in fact.value.given().items() if fact.value else ():
            known = choices.get(field, ())
            for other in (choice for choice in known if stated in known and choice != stated):
                changed = fact.copy(update={"value": fact.value.copy(update={field: other})})
                after = tuple(claims_of(changed, file, line, editions.get(fact.edition)))
                yield Mutant(f"{file}:{line} {fact.key} {field} {other}", before, after)


def _of_facts(loaded: Loaded) -> Iterator[Mutant]:
    editions = {edition.id: edition for edition in loaded.editions}
    for fact, file, line in loaded.placed():
        edition = editions.get(fact.edition)
        for told, changed in _changed_facts(fact):
            before = tuple(claims_of(fact, file, line, edition))
            after = tuple(claims_of(changed, file, line, edition))
            yield Mutant(f"{file}:{line} {fact.key} {told}", before, after)


def _changed_facts(fact: Fact) -> Iterator[tuple[str, Fact]]:
    if fact.value:
        for told, value in changed_values(fact.value):
            yield told, fact.copy(update={"value": value})
    if fact.first_day != UNKNOWN_DAY:
        for day in _other_days(fact.first_day):
            yield f"first_day {day}", fact.copy(update={"first_day": day})
    for match in NUMBER_WORD.finditer(fact.say):
        other = IN_ORDER.get(WORDS[match.group().lower()] + 1, "elleve")
        say = fact.say[: match.start()] + other + fact.say[match.end() :]
        yield f"say {other}", fact.copy(update={"say": say})


def changed_values(value: Value) -> Iterator[tuple[str, Value]]:
    """The value with one number, unit, digit, day or paragraph changed, each in turn."""
    for field, stated in value.given().items():
        for other in _others(field, stated):
            yield f"{field} {stated!r} → {other!r}", value.copy(update={field: other})


def _others(field: str, stated: Any) -> Iterator[Any]:
    if field in NUMBERS and not isinstance(stated, str):
        yield from _other_numbers(stated)
    elif field in UNITS and stated in UNITS[field]:
        yield from (unit for unit in UNITS[field] if unit != stated)
    elif field in DIGITS:
        yield from _other_digits(stated)
    elif field in CLOCKS:
        hours, minutes = stated.split(":")
        yield from (f"{(int(hours) + 1) % 24:02}:{minutes}", f"{hours}:{(int(minutes) + 30) % 60:02}")
    elif field in DAYS:
        yield from _other_days(stated)
    elif field in {"paragraph", "stk"}:
        yield from _other_paragraphs(stated)


def _other_numbers(stated: float | Range) -> Iterator[float | Range]:
    if not isinstance(stated, Range):
        yield from (number for number in (stated - 1, stated + 1) if number >= 0)
        return
    for low, high in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        if 0 <= stated.min + low < stated.max + high:
            yield Range(min=stated.min + low, max=stated.max + high)


def _other_digits(stated: str) -> Iterator[str]:
    """One digit changed; where there is none, one letter."""
    places = [match.start() for match in re.finditer(r"\d", stated)] or [0]
    for at in places:
        other = str((int(stated[at]) + 1) % 10) if stated[at].isdigit() else "q"
        yield stated[:at] + other + stated[at + 1 :]


def _other_days(stated: str) -> Iterator[str]:
    day = date.fromisoformat(stated)
    for other in (day - timedelta(days=1), day + timedelta(days=1), day.replace(year=day.year + 1)):
        yield other.isoformat()


def _other_paragraphs(stated: str) -> Iterator[str]:
    numbers = [int(match.group()) for match in re.finditer(r"\d+", stated)]
    for number in numbers:
        for other in (number - 1, number + 1):
            if other > 0:
                yield re.sub(rf"\b{number}\b", str(other), stated, count=1)


def _of_editions(loaded: Loaded) -> Iterator[Mutant]:
    for edition in loaded.editions:
        before = tuple(edition_claims(edition, edition.id, 0, loaded.editions))
        for told, changed in _changed_editions(edition):
            after = tuple(edition_claims(changed, edition.id, 0, loaded.editions))
            yield Mutant(f"{edition.id} {told}", before, after)


def _changed_editions(edition: Edition) -> Iterator[tuple[str, Edition]]:
    for field in ("approved", "not_before", "first_day"):
        stated = getattr(edition, field)
        for day in _other_days(stated) if stated and stated != UNKNOWN_DAY else ():
            yield f"{field} {day}", edition.copy(update={field: day})
    for year in (edition.year - 1, edition.year + 1) if edition.year else ():
        yield f"year {year}", edition.copy(update={"year": year})
    for field in ("title", "edition", "in_text"):
        stated = getattr(edition, field)
        for match in re.finditer(r"\d+", stated):
            other = stated[: match.start()] + str(int(match.group()) + 1) + stated[match.end() :]
            yield f"{field} {other}", edition.copy(update={field: other})


def _of_desks(loaded: Loaded) -> Iterator[Mutant]:
    replaced = {edition.id for edition in loaded.editions if edition.validity is Validity.REPLACED}
    for town in loaded.municipalities:
        own = sorted({fact.edition for fact in loaded.facts if fact.municipality == town.id} - replaced)[0]
        for desk in (town.turn_to, *town.turn_to_for.values()):
            before = tuple(desk_claims(desk, town.id, 0, own))
            for told, value in changed_values(desk.value):
                changed = desk.copy(update={name: getattr(value, name) for name in _DESK_FIELDS})
                yield Mutant(f"{town.id} {told}", before, tuple(desk_claims(changed, town.id, 0, own)))


_DESK_FIELDS = ("phone", "mail", "web", "opens", "closes")


def _of_helplines(loaded: Loaded) -> Iterator[Mutant]:
    for helpline in loaded.helplines:
        before = tuple(helpline_claims(helpline, 0))
        for phone in _other_digits(helpline.phone):
            changed = helpline.copy(update={"phone": phone})
            yield Mutant(f"{helpline.id} {phone}", before, tuple(helpline_claims(changed, 0)))
