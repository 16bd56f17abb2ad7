"""Everything that is known, laid out for people: municipality, service, fact, source, silence."""

from typing import Any

from bot import clock
from bot.answers.sources import caveats
from bot.facts.catalogue import expected_for, topics
from bot.facts.query import Facts
from bot.facts.types import COMMON, Fact, Municipality
from bot.lang.voice import Voice


def what_is_known(facts: Facts) -> list[dict[str, Any]]:
    """The municipalities with their services, each with its facts and its silences."""
    return [_town(town, facts) for town in facts.municipalities.values()]


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
    order = {name: n for n, name in enumerate(topics())}
    rows = [
        {
            "label": topics()[fact.name].label,
            "text": Voice().say(fact.sentence),
            "section": fact.section,
            "doubt": fact.doubt,
        }
        for fact in sorted(own, key=lambda fact: order[fact.name])
    ]
    known = facts.services.get(service)
    return {
        "id": service,
        "name": known.label if known else None,
        "facts": rows,
        "silent": _silent(service, town, facts),
    }


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
