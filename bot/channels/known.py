"""Everything that is known, laid out for people: municipality, service, fact, source, silence."""

from functools import cache
from pathlib import Path
from typing import Any

from bot import clock
from bot.answers.phrases import phrase
from bot.answers.sources import caveats
from bot.facts.catalogue import expected_for, topics
from bot.facts.query import Facts
from bot.facts.types import COMMON, NATIONAL, Fact, Municipality
from bot.lang.read import read_yaml
from bot.lang.voice import Voice


@cache
def _words() -> dict[str, Any]:
    return read_yaml(Path(__file__).with_name("known.yml"))


def what_is_known(facts: Facts) -> list[dict[str, Any]]:
    """The municipalities with their services, each with its facts and its silences; then the law."""
    return [*(_town(town, facts) for town in facts.municipalities.values()), _country(facts)]


def _country(facts: Facts) -> dict[str, Any]:
    """What holds everywhere, laid out like a municipality of one service."""
    words, everything = _words()["national"], facts.in_municipality(NATIONAL, clock.today())
    laws = {fact.key: facts.editions[fact.edition].title for fact in everything}
    rows = [
        {**_row(fact), "section": f"{laws[fact.key]}, {fact.section}"}
        for fact in sorted(everything, key=_place)
    ]
    service = {"id": COMMON, "name": words["service"], "facts": rows, "silent": []}
    head = {key: words[key] for key in ("name", "standard", "edition")}
    return {"id": NATIONAL, **head, "caveats": [], "services": [service]}


def _town(town: Municipality, facts: Facts) -> dict[str, Any]:
    edition = facts.standard(town.id)
    everything = facts.in_municipality(town.id, clock.today())
    services = (COMMON, *town.services, *town.mentions)
    return {
        "id": town.id,
        "name": town.name,
        "standard": edition.title,
        "edition": edition.edition,
        "caveats": caveats(everything[:1], facts),
        "services": [_service(service, town, everything, facts) for service in services],
    }


def _service(service: str, town: Municipality, everything: list[Fact], facts: Facts) -> dict[str, Any]:
    own = [fact for fact in everything if fact.service == service]
    older = [fact for name in topics() for fact in facts.recalled(town.id, service, name)]
    rows = [_row(fact) for fact in sorted(own, key=_place)] + [_older(fact, facts) for fact in older]
    known = facts.services.get(service)
    return {
        "id": service,
        "name": known.label if known else None,
        "facts": rows,
        "silent": _silent(service, town, facts),
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
    }


def _older(fact: Fact, facts: Facts) -> dict[str, Any]:
    """A figure that only a replaced edition has, told as that edition's."""
    row, edition = _row(fact), facts.editions[fact.edition].in_text
    path = "answer.older" if fact.name == "price" else "answer.older_other"
    return {**row, "text": phrase(path, edition=edition, text=row["text"])}


def _silent(service: str, town: Municipality, facts: Facts) -> list[str]:
    """The labels of what the standard does not say on a service that has a full file."""
    known = facts.services.get(service)
    if known is None or service in town.mentions:
        return []
    day = clock.today()
    return [
        topics()[name].label
        for name in expected_for(known.kind)
        if not facts.about(town.id, service, name, day)
    ]
