"""Small pieces of knowledge with defaults, all of a municipality that does not exist."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.facts.query import Facts
from bot.facts.types import Edition, Fact, Knowledge, Municipality, Service, TurnTo
from bot.outcomes import Validity

HOME = Path(__file__).parent / "eksempelby"


def an_eksempelby(folder: Path) -> Path:
    """A whole small `knowledge/` without faults, laid out below a folder; returns its root."""
    return Path(shutil.copytree(HOME, folder / "knowledge"))


def a_fact(**fields: object) -> Fact:
    """A fact of the edition that answers."""
    usual: dict[str, object] = {
        "municipality": "eksempelby",
        "service": "dans",
        "name": "price",
        "edition": "eksempelby-2024",
        "section": "Pris",
        "say": "Det er gratis.",
    }
    return Fact.parse_obj({**usual, **fields})


def an_edition(**fields: object) -> Edition:
    """The edition that answers, unless something else is said."""
    usual: dict[str, object] = {
        "id": "eksempelby-2024",
        "title": "Eksempelbys kvalitetsstandard",
        "edition": "udgave 2024",
        "in_text": "Eksempelbys standard",
        "validity": Validity.CURRENT,
        "sections": ["Pris"],
    }
    return Edition.parse_obj({**usual, **fields})


def a_service(**fields: object) -> Service:
    """A service that one can ask for."""
    usual: dict[str, object] = {
        "id": "dans",
        "name": "dans",
        "the": "dansen",
        "label": "Dans",
        "kind": "activity",
        "words": ["dans"],
    }
    return Service.parse_obj({**usual, **fields})


def a_municipality(**fields: object) -> Municipality:
    """Eksempelby with one service."""
    usual: dict[str, object] = {
        "id": "eksempelby",
        "name": "Eksempelby Kommune",
        "short": "Eksempelby",
        "possessive": "Eksempelbys",
        "words": ["eksempelby"],
        "services": ["dans"],
        "default_services": ["dans"],
        "turn_to": TurnTo(who="Dansehuset", say="Ring til Dansehuset."),
    }
    return Municipality.parse_obj({**usual, **fields})


def some_facts(
    *facts: Fact, editions: Sequence[Edition] = (), municipality: Municipality | None = None
) -> Facts:
    """Facts to ask, with the old and the present edition of Eksempelby and a law."""
    known = (
        an_edition(),
        an_edition(id="eksempelby-2019", validity=Validity.REPLACED),
        an_edition(id="eksempelloven"),
        *editions,
    )
    knowledge = Knowledge(
        services=(a_service(), a_service(id="genoptraening", kind="training")),
        editions=known,
        municipalities=(municipality or a_municipality(),),
        facts=facts,
        silences=(),
    )
    return Facts(knowledge, "test")
