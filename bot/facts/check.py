"""Checks that the content is consistent and honest. Each rule adds its faults; none stops."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from bot.facts.carried import hole_lines
from bot.facts.catalogue import topics
from bot.facts.check_screening import screening
from bot.facts.complete import completeness, in_turn
from bot.facts.load import Loaded
from bot.facts.load_deadlines import strays
from bot.facts.plain import readability, sentences
from bot.facts.problems import Problem, nearest, problem
from bot.facts.types import COMMON, NATIONAL, UNKNOWN_DAY, Edition, Fact, Municipality
from bot.facts.values import is_day, placeholders
from bot.lang.voice import PERSON_MARKS
from bot.outcomes import Validity

_MARK = re.compile(r"\{(\w+)\}")
_CPR = re.compile(r"(?<!\d)[0-3]\d[01]\d\d\d[- ]?\d{4}(?!\d)")


def check(loaded: Loaded) -> list[Problem]:
    """All faults of the content, those of the reading included, in the order of the files.

    Where something is still to be filled in, that alone is told of the line.
    """
    found = list(loaded.problems)
    for rule in _RULES:
        found.extend(rule(loaded))
    found += [] if found else screening(loaded)  # its faults would only follow from the others
    empty = {(name, line) for name, document in loaded.documents.items() for line in hole_lines(document)}
    return sorted({fault for fault in found if fault.code == "hole" or (fault.file, fault.line) not in empty})


def _ids(loaded: Loaded, file: str, top: str) -> list[str] | None:
    """The ids that stand in a file, also those whose row has faults; None if it cannot be read."""
    document = loaded.documents.get(f"knowledge/{file}")
    rows = document.data.get(top) if document else None
    return [str(key) for key in rows] if isinstance(rows, dict) else None


def _addresses(loaded: Loaded) -> list[Problem]:
    """Every fact names a known edition, section, event and law, and known services."""
    editions, found = {edition.id: edition for edition in loaded.editions}, []
    services, events = _services(loaded), _ids(loaded, "national/events.yml", "events")
    for fact, file, line in loaded.placed():
        code, known = _shelf(fact, loaded)
        edition = editions.get(fact.edition)
        if known is not None and fact.edition not in known:
            listed = ", ".join(known)
            found.append(problem(code, file, line, edition=fact.edition, law=fact.edition, known=listed))
        elif edition and fact.section not in edition.sections:
            near = nearest(fact.section, edition.sections)
            found.append(
                problem("unknown_section", file, line, section=fact.section, edition=edition.id, near=near)
            )
        event = fact.value.after if fact.value else None
        if event and events is not None and event not in events:
            found.append(problem("unknown_event", file, line, event=event, known=", ".join(events)))
        found += _unknown_services(fact.services, services, file, line)
        found += [
            problem("unknown_name", file, line, name=name, near=nearest(name, topics()))
            for name in fact.also
            if name not in topics()
        ]
    return found


def _shelf(fact: Fact, loaded: Loaded) -> tuple[str, list[str] | None]:
    """The editions that a fact may name, and the fault of naming another."""
    if fact.municipality == NATIONAL:
        return "unknown_law", _ids(loaded, "national/laws.yml", "laws")
    own = f"municipalities/{fact.municipality}/editions.yml"
    return "unknown_edition", _ids(loaded, own, "editions")


def _services(loaded: Loaded) -> list[str] | None:
    return _ids(loaded, "national/services.yml", "services")


def _unknown_services(named: Iterable[str], known: list[str] | None, file: str, line: int) -> list[Problem]:
    if known is None:
        return []
    listed = ", ".join(known)
    return [
        problem("unknown_service", file, line, service=name, known=listed)
        for name in sorted(set(named) - set(known))
    ]


def _values(loaded: Loaded) -> list[Problem]:
    """Every fact has the values that its name needs, and every sentence those that it uses."""
    found = []
    for fact, file, line in loaded.placed():
        given = set(fact.value.given()) if fact.value else set()
        topic = topics().get(fact.name)
        for field in topic.missing_fields(given) if topic else []:
            found.append(problem("missing_value", file, line, name=fact.name, field=field))
        found += _placeholders(fact.say, placeholders(fact.value), file, line)
    for town in loaded.municipalities:
        file = f"knowledge/municipalities/{town.id}/municipality.yml"
        document = loaded.documents[file]
        for service, desk in town.turn_to_for.items():
            line = document.line("turn_to_for", service, "say")
            found += _placeholders(desk.say, placeholders(desk.value), file, line)
        line = document.line("turn_to", "say")
        found += _placeholders(town.turn_to.say, placeholders(town.turn_to.value), file, line)
    return found


def _placeholders(say: str, known: Mapping[str, str], file: str, line: int) -> list[Problem]:
    return [
        problem("unknown_placeholder", file, line, field=field)
        for field in _MARK.findall(say)
        if field.lower() not in PERSON_MARKS and field not in known
    ]


def _files(loaded: Loaded) -> list[Problem]:
    """The lists in municipality.yml and the files agree; each municipality has an edition that answers."""
    known, found = _services(loaded), []
    for town in loaded.municipalities:
        folder = f"knowledge/municipalities/{town.id}"
        file = f"{folder}/municipality.yml"
        document = loaded.documents[file]
        listed = {*town.services, *town.mentions}
        there = {s.service for s in loaded.silences if s.municipality == town.id} - {COMMON}
        for key, services in _lists_of(town).items():
            found += _unknown_services(services, known, file, document.line(key))
        for service in sorted(there - listed):
            found.append(problem("unlisted_service", f"{folder}/services/{service}.yml", service=service))
        for service in sorted(listed & set(known or listed) - there):
            found.append(problem("missing_service", file, document.line("services"), service=service))
        editions = loaded.documents.get(f"{folder}/editions.yml")
        rows = editions.data.get("editions") if editions else None
        if isinstance(rows, dict) and all(
            isinstance(row, dict) and row.get("validity") == Validity.REPLACED.value for row in rows.values()
        ):
            found.append(problem("no_current_edition", f"{folder}/editions.yml"))
    return found


def _lists_of(town: Municipality) -> dict[str, list[str]]:
    """The services that a municipality names, by the key under which they stand."""
    return {
        "services": list(town.services),
        "mentions": list(town.mentions),
        "default_services": list(town.default_services),
        "turn_to_for": list(town.turn_to_for),
        "places": [place.service for place in town.places if place.service],
    }


def _lists(loaded: Loaded) -> list[Problem]:
    """Several facts under one name each have an id of their own."""
    groups: dict[tuple[str, ...], list[tuple[str, str, int]]] = defaultdict(list)
    for fact, file, line in loaded.placed():
        address = (fact.municipality, fact.service, fact.name, fact.edition, fact.first_day)
        groups[address].append((fact.id, file, line))
    found = []
    for (_, _, name, *_), group in groups.items():
        seen: set[str] = set()
        for number, (id_, file, line) in enumerate(group, 1):
            if not id_ and len(group) > 1:
                found.append(problem("missing_id", file, line, name=name, number=number))
            elif id_ in seen:
                found.append(problem("duplicate_id", file, line, id=id_, name=name))
            seen.add(id_)
    return found


def _days(loaded: Loaded) -> list[Problem]:
    """Every day is a day or `ukendt`."""
    found = []
    for edition in loaded.editions:
        for key in ("first_day", "not_before", "approved", "review_by"):
            if not _is_day(getattr(edition, key)):
                place = _place_of(edition, key, loaded)
                found.append(problem("bad_day", *place, key=key, value=getattr(edition, key)))
    for fact, file, line in loaded.placed():
        if not _is_day(fact.first_day):
            found.append(problem("bad_day", file, line, key="first_day", value=fact.first_day))
    return found


def _place_of(edition: Edition, key: str, loaded: Loaded) -> tuple[str, int]:
    places = (
        (document.name, document.line(top, edition.id, key))
        for document in loaded.documents.values()
        for top in ("editions", "laws")
        if edition.id in (document.data.get(top) or {})
    )
    return next(places)


def _is_day(text: str) -> bool:
    return text in {"", UNKNOWN_DAY} or is_day(text)


def _deadlines(loaded: Loaded) -> list[Problem]:
    """Every deadline names facts and events that are known."""
    return strays(loaded.documents, loaded.facts, _ids(loaded, "national/events.yml", "events"))


def _personal(loaded: Loaded) -> list[Problem]:
    """No number in any file looks like a CPR number."""
    return [
        problem("cpr", document.name, 0)
        for document in loaded.documents.values()
        if _CPR.search(str(document.data))
    ]


_RULES: tuple[Callable[[Loaded], list[Problem]], ...] = (
    _files,
    _addresses,
    _values,
    _lists,
    sentences,
    readability,
    completeness,
    in_turn,
    _days,
    _deadlines,
    _personal,
)
