"""Checks that the content is consistent, plain and honest. Each rule adds its faults; none stops."""

import re
from collections import Counter
from collections.abc import Callable
from difflib import get_close_matches

from dateutil.parser import isoparse

from bot.facts.catalogue import expected_for, topics
from bot.facts.load import Loaded
from bot.facts.problems import Problem, problem
from bot.facts.types import COMMON, NATIONAL, UNKNOWN_DAY, Edition, Fact
from bot.facts.values import placeholders
from bot.lang import lix
from bot.lang.voice import PERSON_MARKS, Voice
from bot.outcomes import Validity

MAX_WORDS, MAX_LONG_WORDS, MAX_LIX = 20, 3, 40
_MARK = re.compile(r"\{(\w+)\}")
_BARE = re.compile(r"\b(du|dig|din|dit|dine|dit|borgeren)\b", re.IGNORECASE)
_PROMISE = re.compile(r"\b(ret til|berettiget|garanter\w*|kan ikke få|får ikke|du får)\b", re.IGNORECASE)
_CPR = re.compile(r"(?<!\d)[0-3]\d[01]\d\d\d[- ]\d{4}(?!\d)")


def check(loaded: Loaded) -> list[Problem]:
    """All faults of the content, those of the reading included, in the order of the files."""
    found = list(loaded.problems)
    for rule in _RULES:
        found.extend(rule(loaded))
    return sorted(set(found))


def _editions(loaded: Loaded) -> dict[str, Edition]:
    return {edition.id: edition for edition in loaded.editions}


def _addresses(loaded: Loaded) -> list[Problem]:
    """Every fact names a known edition, section, event and law."""
    editions, found = _editions(loaded), []
    for fact in loaded.facts:
        file, line = loaded.places[fact.key]
        edition = editions.get(fact.edition)
        if edition is None:
            code = "unknown_law" if fact.municipality == NATIONAL else "unknown_edition"
            known = ", ".join(editions)
            found.append(problem(code, file, line, edition=fact.edition, law=fact.edition, known=known))
        elif fact.section not in edition.sections:
            near = (get_close_matches(fact.section, edition.sections, 1, 0.0) or ["?"])[0]
            found.append(
                problem("unknown_section", file, line, section=fact.section, edition=edition.id, near=near)
            )
        event = fact.value.after if fact.value else None
        if event and event not in loaded.events:
            known = ", ".join(loaded.events)
            found.append(problem("unknown_event", file, line, event=event, known=known))
    return found


def _values(loaded: Loaded) -> list[Problem]:
    """Every fact has the values that its name needs and its sentence uses."""
    found = []
    for fact in loaded.facts:
        file, line = loaded.places[fact.key]
        given = set(fact.value.given()) if fact.value else set()
        topic = topics().get(fact.name)
        for field in topic.missing_fields(given) if topic else []:
            found.append(problem("missing_value", file, line, name=fact.name, field=field))
        known = placeholders(fact.value)
        for field in _MARK.findall(fact.say):
            if field.lower() not in PERSON_MARKS and field not in known:
                found.append(problem("unknown_placeholder", file, line, field=field))
    return found


def _sentences(loaded: Loaded) -> list[Problem]:
    """Every sentence is plain, short, without digits, bare persons and promises."""
    names = names_in(loaded)
    found = []
    for fact in loaded.facts:
        file, line = loaded.places[fact.key]
        bare = _MARK.sub(" ", fact.say)
        for code, pattern in (("bare_person", _BARE), ("promise", _PROMISE)):
            if hit := pattern.search(bare):
                found.append(problem(code, file, line, found=hit.group()))
        if hit := re.search(r"\d+", bare):
            found.append(problem("digit_in_say", file, line, found=hit.group()))
        found += _lengths(Voice().say(fact.sentence), file, line, names)
    return found


def _lengths(text: str, file: str, line: int, names: frozenset[str]) -> list[Problem]:
    found = []
    for sentence in lix.sentences(text):
        words, long = len(sentence.split()), lix.long_words(sentence, names)
        if words > MAX_WORDS:
            found.append(problem("long_sentence", file, line, words=words, limit=MAX_WORDS, found=sentence))
        if len(long) > MAX_LONG_WORDS:
            listed = ", ".join(long)
            found.append(
                problem("many_long_words", file, line, count=len(long), limit=MAX_LONG_WORDS, found=listed)
            )
    return found


def _readability(loaded: Loaded) -> list[Problem]:
    """No file of a service is harder to read than LIX 40."""
    names, found = names_in(loaded), []
    for file, text in file_texts(loaded).items():
        measured = lix.measure(text, names)
        if measured.words >= 100 and measured.lix > MAX_LIX:
            common = Counter(word.lower() for word in lix.long_words(text, names)).most_common(8)
            listed = ", ".join(word for word, _ in common)
            found.append(problem("lix_high", file, 0, lix=measured.lix, limit=MAX_LIX, found=listed))
    return found


def _completeness(loaded: Loaded) -> list[Problem]:
    """Every expected name stands in facts or in silent_on, and not in both."""
    kinds = {service.id: service.kind for service in loaded.services}
    stated = _stated(loaded)
    common_silent = {s.municipality: set(s.names) for s in loaded.silences if s.service == COMMON}
    found = []
    for silence in loaded.silences:
        file = f"knowledge/municipalities/{silence.municipality}/services/{silence.service}.yml"
        line = loaded.documents[file].line("silent_on")
        own = stated.get((silence.municipality, silence.service), set())
        for name in sorted(set(silence.names) - set(topics())):
            near = (get_close_matches(name, list(topics()), 1, 0.0) or ["?"])[0]
            found.append(problem("unknown_name", file, line, name=name, near=near))
        found += [problem("both", file, line, name=name) for name in sorted(own & set(silence.names))]
        if silence.service == COMMON or silence.partial or silence.service not in kinds:
            continue
        covered = own | stated.get((silence.municipality, COMMON), set()) | set(silence.names)
        covered |= common_silent.get(silence.municipality, set())
        missing = [name for name in expected_for(kinds[silence.service]) if name not in covered]
        found += [problem("neither", file, line, name=name) for name in missing]
    return found


def _stated(loaded: Loaded) -> dict[tuple[str, str], set[str]]:
    """The names that answering editions state, by municipality and service."""
    replaced = {edition.id for edition in loaded.editions if edition.validity is Validity.REPLACED}
    stated: dict[tuple[str, str], set[str]] = {}
    for fact in loaded.facts:
        holds_for = fact.services if fact.service == COMMON and fact.services else (fact.service,)
        for service in holds_for if fact.edition not in replaced else ():
            stated.setdefault((fact.municipality, service), set()).add(fact.name)
    return stated


def _files(loaded: Loaded) -> list[Problem]:
    """The lists in municipality.yml and the files agree; each municipality has an edition that answers."""
    known, found = {service.id for service in loaded.services}, []
    for town in loaded.municipalities:
        folder = f"knowledge/municipalities/{town.id}"
        listed = {*town.services, *town.mentions}
        there = {s.service for s in loaded.silences if s.municipality == town.id} - {COMMON}
        for service in sorted((listed | there) - known):
            found.append(
                problem(
                    "unknown_service", f"{folder}/municipality.yml", service=service, known=", ".join(known)
                )
            )
        for service in sorted(there - listed):
            found.append(problem("unlisted_service", f"{folder}/services/{service}.yml", service=service))
        for service in sorted(listed - there):
            found.append(problem("missing_service", f"{folder}/municipality.yml", service=service))
        editions = {f"{folder}/editions.yml"} & set(loaded.documents)
        own = loaded.documents[editions.pop()].data.get("editions") or {} if editions else {}
        if all(row.get("validity") == Validity.REPLACED.value for row in own.values()):
            found.append(problem("no_current_edition", f"{folder}/editions.yml"))
    return found


def _lists(loaded: Loaded) -> list[Problem]:
    """Several facts under one name each have an id."""
    groups: dict[tuple[str, str, str, str], list[Fact]] = {}
    for fact in loaded.facts:
        groups.setdefault((fact.municipality, fact.service, fact.name, fact.edition), []).append(fact)
    return [
        problem("missing_id", *loaded.places[fact.key], name=fact.name, number=number)
        for group in groups.values()
        if len(group) > 1
        for number, fact in enumerate(group, 1)
        if not fact.id
    ]


def _days(loaded: Loaded) -> list[Problem]:
    """Every day is a day or `ukendt`."""
    found = []
    for edition in loaded.editions:
        for key in ("first_day", "not_before", "approved", "review_by"):
            if not _is_day(getattr(edition, key)):
                found.append(problem("bad_day", edition.id, 0, key=key, value=getattr(edition, key)))
    for fact in loaded.facts:
        if not _is_day(fact.first_day):
            found.append(problem("bad_day", *loaded.places[fact.key], key="first_day", value=fact.first_day))
    return found


def _is_day(text: str) -> bool:
    if text in {"", UNKNOWN_DAY}:
        return True
    try:
        return bool(isoparse(text))
    except ValueError:
        return False


def _personal(loaded: Loaded) -> list[Problem]:
    """No number in any file looks like a CPR number."""
    return [
        problem("cpr", document.name, 0)
        for document in loaded.documents.values()
        if _CPR.search(str(document.data))
    ]


def names_in(loaded: Loaded) -> frozenset[str]:
    """Words (lower case) that count as names: laws, places, offices, services, hard words."""
    texts = [service.name for service in loaded.services] + [service.the for service in loaded.services]
    texts += [edition.title for edition in loaded.editions]
    texts += [f"{word.word} {' '.join(word.words)}" for word in loaded.hard_words]
    for town in loaded.municipalities:
        texts += [town.name, town.turn_to.who, *(place.name for place in town.places)]
        texts += [word for place in town.places for word in place.words]
    return frozenset(word.lower() for text in texts for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


def file_texts(loaded: Loaded) -> dict[str, str]:
    """The sentences of each file of facts, as a citizen reads them, spoken to oneself."""
    texts: dict[str, list[str]] = {}
    for fact in loaded.facts:
        texts.setdefault(loaded.places[fact.key][0], []).append(Voice().say(fact.sentence))
    return {file: "\n".join(lines) for file, lines in texts.items()}


_RULES: tuple[Callable[[Loaded], list[Problem]], ...] = (
    _files,
    _addresses,
    _values,
    _lists,
    _sentences,
    _readability,
    _completeness,
    _days,
    _personal,
)
