"""What differs between a municipality's editions, and which of them should be read again."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.facts.catalogue import topics
from bot.facts.query import Facts
from bot.facts.types import COMMON, Edition, Fact, Municipality
from bot.lang import numbers
from bot.lang.read import read_yaml
from bot.lang.voice import Voice
from bot.outcomes import Validity

Address = tuple[str, str, str]
"""service, name, id: the same fact in every edition"""


@cache
def words() -> dict[str, Any]:
    """The Danish words of the page that are no headings."""
    return read_yaml(Path(__file__).with_name("known.yml"))


def differences(town: Municipality, facts: Facts) -> list[dict[str, Any]]:
    """For each edition that replaces another: its facts that are new, gone, or said otherwise.

    Returns:
        One entry a pair of editions: their names, how many facts are alike, and per service the rows
        with `old` and `new` (None where only the other edition has it); `figures` where the typed
        values differ.
    """
    own = [fact for fact in facts.knowledge.facts if fact.municipality == town.id]
    found = []
    for edition in (facts.editions[key] for key in dict.fromkeys(fact.edition for fact in own)):
        old = facts.editions.get(edition.replaces)
        if old is not None:
            found.append(_pair(edition, old, own, town, facts))
    return found


def _pair(new: Edition, old: Edition, own: list[Fact], town: Municipality, facts: Facts) -> dict[str, Any]:
    now, before = _by_address(own, new.id), _by_address(own, old.id)
    services = (COMMON, *town.services, *town.mentions)
    addresses = sorted(now.keys() | before.keys(), key=lambda at: _order(at, services))
    rows: dict[str, list[dict[str, Any]]] = {
        service: [] for service in (*services, *(at[0] for at in addresses))
    }
    for at in addresses:
        if not _alike(before.get(at), now.get(at)):
            rows[at[0]].append(_row(at[1], before.get(at), now.get(at)))
    labels = {service.id: service.label for service in facts.services.values()}
    return {
        "id": f"{town.id}-nyt-{new.id}",
        "new": new.edition,
        "old": old.edition,
        "count": sum(len(listed) for listed in rows.values()),
        "alike": sum(_alike(before.get(at), now.get(at)) for at in addresses),
        "services": [
            {"name": labels.get(service), "rows": listed} for service, listed in rows.items() if listed
        ],
    }


def _by_address(own: Iterable[Fact], edition: str) -> dict[Address, Fact]:
    return {(fact.service, fact.name, fact.id): fact for fact in own if fact.edition == edition}


def _order(at: Address, services: tuple[str, ...]) -> tuple[int, int, str]:
    """Services as the municipality lists them, then topics as the catalogue does."""
    place = services.index(at[0]) if at[0] in services else len(services)
    return place, list(topics()).index(at[1]), at[2]


def _alike(old: Fact | None, new: Fact | None) -> bool:
    return bool(old and new and (old.sentence, old.value) == (new.sentence, new.value))


def _row(name: str, old: Fact | None, new: Fact | None) -> dict[str, Any]:
    return {
        "label": topics()[name].label,
        "old": Voice().say(old.sentence) if old else None,
        "new": Voice().say(new.sentence) if new else None,
        "figures": bool(old and new and old.value != new.value),
    }


def state(edition: Edition) -> str:
    """How sure an edition is today, in words."""
    return str(words()["validity"][edition.validity.value])


def read_again(edition: Edition) -> date | None:
    """The day when an edition should have been read again, if it has one."""
    try:
        return date.fromisoformat(edition.review_by)
    except ValueError:
        return None


def overdue(facts: Facts, day: date) -> list[dict[str, str]]:
    """The editions still told from whose day of review has passed, the oldest first.

    Args:
        facts: the release that answers.
        day: today; an edition is overdue the day after its `review_by`.
    """
    told = {fact.edition: fact.municipality for fact in facts.knowledge.facts if _told(fact, facts)}
    late = []
    for edition in facts.editions.values():
        due = read_again(edition)
        if edition.id in told and due and due < day:
            town = facts.municipalities.get(told[edition.id])
            place = {"id": told[edition.id], "name": town.name if town else words()["national"]["name"]}
            late.append((due, {**place, "title": edition.title, "day": numbers.day(due)}))
    return [row for _, row in sorted(late, key=lambda item: item[0])]


def _told(fact: Fact, facts: Facts) -> bool:
    edition = facts.editions.get(fact.edition)
    return bool(edition and (edition.validity is not Validity.REPLACED or fact.show_with_current))
