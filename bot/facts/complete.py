"""Checks that nothing is forgotten: every expected name is stated, or said to be silent."""

from collections import defaultdict

from bot.facts.carried import successions
from bot.facts.catalogue import expected_for, topics
from bot.facts.load import Loaded
from bot.facts.problems import Problem, nearest, problem
from bot.facts.types import COMMON, Silence
from bot.outcomes import Validity


def completeness(loaded: Loaded) -> list[Problem]:
    """Every expected name stands in facts or in silent_on, and not in both."""
    kinds = {service.id: service.kind for service in loaded.services}
    stated, common = _stated(loaded), {s.municipality: s for s in loaded.silences if s.service == COMMON}
    found = []
    for silence in loaded.silences:
        file = _file(silence)
        if file not in loaded.documents:
            continue
        line = loaded.documents[file].line("silent_on")
        own, silent = stated[silence.municipality, silence.service], set(silence.names)
        for name in sorted(silent - set(topics())):
            found.append(problem("unknown_name", file, line, name=name, near=nearest(name, topics())))
        for name in sorted(own & silent):
            found.append(problem("both", file, line, name=name))
        shared = common.get(silence.municipality)
        unread = shared is not None and _file(shared) not in loaded.documents
        if silence.service == COMMON or silence.partial or silence.service not in kinds or unread:
            continue
        covered = own | silent | stated[silence.municipality, COMMON] | set(shared.names if shared else ())
        for name in expected_for(kinds[silence.service]):
            if name not in covered:
                found.append(problem("neither", file, line, name=name))
    return found


def in_turn(loaded: Loaded) -> list[Problem]:
    """An edition that another replaces is there, and no longer answers: else both would."""
    editions, found = {edition.id: edition for edition in loaded.editions}, []
    for document in loaded.documents.values():
        rows = document.data.get("editions") or {}
        for new, old in successions(document).items():
            line, before = document.line("editions", old, "validity"), editions.get(old)
            if old not in rows:
                at, known = document.line("editions", new, "replaces"), ", ".join(rows)
                found.append(problem("unknown_edition", document.name, at, edition=old, known=known))
            elif before and before.validity is not Validity.REPLACED:
                found.append(problem("both_answer", document.name, line, old=old, new=new))
    return found


def _file(silence: Silence) -> str:
    return f"knowledge/municipalities/{silence.municipality}/services/{silence.service}.yml"


def _stated(loaded: Loaded) -> dict[tuple[str, str], set[str]]:
    """The names that answering editions state, by municipality and service."""
    replaced = {edition.id for edition in loaded.editions if edition.validity is Validity.REPLACED}
    stated: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in loaded.facts:
        if fact.edition in replaced:
            continue
        for service in fact.services if fact.service == COMMON and fact.services else (fact.service,):
            stated[fact.municipality, service].update(fact.names)
    for municipality, service, name in loaded.faulty:
        stated[municipality, service].add(name)
    return stated
