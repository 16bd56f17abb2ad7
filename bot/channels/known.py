"""Everything that is known, laid out for people: municipality, service, fact, source, silence."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.answers.phrases import phrase
from bot.answers.sources import caveats
from bot.channels.changes import differences, overdue, read_again, state, words
from bot.facts.catalogue import expected_for, topics
from bot.facts.query import Facts
from bot.facts.types import BODIES, COMMON, NATIONAL, PARAGRAPHS, Fact, Municipality
from bot.lang import numbers
from bot.lang.fold import fold
from bot.lang.voice import Voice

_SEARCHED = ("label", "text", "section", "asked")
"""What a search looks into; `asked` holds the words of citizens and is not shown."""


def known_page(facts: Facts, day: date, query: str = "") -> dict[str, Any]:
    """What the page shows.

    Args:
        facts: the release that answers.
        day: today.
        query: words that everything shown must have; empty shows all.
    """
    towns, wanted = what_is_known(facts, day), fold(query).split()
    return {
        "towns": _having(wanted, towns) if wanted else towns,
        "query": query,
        "found": sum(
            len(service["facts"]) for town in _having(wanted, towns) for service in town["services"]
        ),
        "overdue": overdue(facts, day),
        "release": facts.release,
    }


def what_is_known(facts: Facts, day: date) -> list[dict[str, Any]]:
    """The municipalities with their services, each with its facts and its silences; then the law."""
    return [*(_town(town, facts, day) for town in facts.municipalities.values()), _country(facts, day)]


def _having(wanted: list[str], towns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Only the facts and silences that have every word, somewhere in them or in what they stand under."""
    found = []
    for town in towns:
        services = []
        for service in town["services"]:
            above = f"{town['name']} {service['name'] or ''}"
            has = _has(wanted, above)
            facts = [row for row in service["facts"] if has(" ".join(row[part] for part in _SEARCHED))]
            silent = [label for label in service["silent"] if has(label)]
            if facts or silent:
                services.append({**service, "facts": facts, "silent": silent})
        if services:
            found.append({**town, "services": services, "changes": []})
    return found


def _has(wanted: list[str], above: str) -> Callable[[str], bool]:
    return lambda text: all(word in fold(f"{above} {text}") for word in wanted)


def _country(facts: Facts, day: date) -> dict[str, Any]:
    """What holds everywhere, laid out like a municipality of one service."""
    texts, shelves = words()["national"], (PARAGRAPHS, BODIES)
    named = [fact for shelf in shelves for fact in facts.told_when_named(shelf, day)]
    everything = list(dict.fromkeys([*facts.in_municipality(NATIONAL, day), *named]))
    laws = {fact.key: facts.editions[fact.edition].title for fact in everything}
    rows = [
        {**_row(fact), "section": f"{laws[fact.key]}, {fact.section}"}
        for fact in sorted(everything, key=_place)
    ]
    service = {"id": COMMON, "name": texts["service"], "facts": rows, "silent": []}
    head = {key: texts[key] for key in ("name", "standard", "edition")}
    rest = {"state": "", "review": "", "caveats": [], "changes": [], "services": [service]}
    return {"id": NATIONAL, **head, **rest}


def _town(town: Municipality, facts: Facts, day: date) -> dict[str, Any]:
    edition = facts.standard(town.id)
    due, everything = read_again(edition), facts.in_municipality(town.id, day)
    services = (COMMON, *town.services, *town.mentions)
    return {
        "id": town.id,
        "name": town.name,
        "standard": edition.title,
        "edition": edition.edition,
        "state": state(edition),
        "review": numbers.day(due) if due else "",
        "caveats": caveats(everything[:1], facts),
        "changes": differences(town, facts),
        "services": [_service(service, town, everything, facts, day) for service in services],
    }


def _service(
    service: str, town: Municipality, everything: list[Fact], facts: Facts, day: date
) -> dict[str, Any]:
    own = [fact for fact in everything if fact.service == service]
    older = [fact for name in topics() for fact in facts.recalled(town.id, service, name)]
    rows = [_row(fact) for fact in sorted(own, key=_place)] + [_older(fact, facts) for fact in older]
    known = facts.services.get(service)
    return {
        "id": service,
        "name": known.label if known else None,
        "facts": rows,
        "silent": _silent(service, town, facts, day),
    }


def _place(fact: Fact) -> int:
    """Where its topic stands in the catalogue."""
    return list(topics()).index(fact.name)


def _row(fact: Fact) -> dict[str, Any]:
    return {
        "label": topics()[fact.name].label,
        "text": Voice().say(fact.sentence),
        "section": fact.section,
        "doubt": fact.doubt,
        "asked": " ".join(fact.words),
    }


def _older(fact: Fact, facts: Facts) -> dict[str, Any]:
    """A figure that only a replaced edition has, told as that edition's."""
    row, edition = _row(fact), facts.editions[fact.edition].in_text
    path = "answer.older" if fact.name == "price" else "answer.older_other"
    return {**row, "text": phrase(path, edition=edition, text=row["text"])}


def _silent(service: str, town: Municipality, facts: Facts, day: date) -> list[str]:
    """The labels of what the standard does not say on a service that has a full file."""
    known = facts.services.get(service)
    if known is None or service in town.mentions:
        return []
    return [
        topics()[name].label
        for name in expected_for(known.kind)
        if not facts.about(town.id, service, name, day)
    ]
