"""Asks the knowledge: frozen, in memory, a day as an argument. One object per release."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from dateutil.parser import isoparse

from bot.facts.types import (
    BODIES,
    COMMON,
    NATIONAL,
    PARAGRAPHS,
    UNKNOWN_DAY,
    Edition,
    Fact,
    HardWord,
    Helpline,
    Knowledge,
    Municipality,
    Service,
)
from bot.outcomes import Validity


class Facts:
    """The knowledge of one release, indexed for questions."""

    def __init__(self, knowledge: Knowledge, release: str = "") -> None:
        """Indexes the knowledge; `release` is the id that answers carry."""
        self.knowledge = knowledge
        self.release = release
        self.editions: dict[str, Edition] = {edition.id: edition for edition in knowledge.editions}
        self.services: dict[str, Service] = {service.id: service for service in knowledge.services}
        self.municipalities: dict[str, Municipality] = {town.id: town for town in knowledge.municipalities}
        self.hard_words: dict[str, HardWord] = {word.id: word for word in knowledge.hard_words}
        self.helplines: dict[str, Helpline] = {line.id: line for line in knowledge.helplines}
        self._facts: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        self._shelves: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in knowledge.facts:
            self._shelves[fact.municipality, fact.service].append(fact)
            for name in fact.names:
                self._facts[fact.municipality, fact.service, name].append(fact)

    def about(self, municipality: str, service: str, name: str, day: date) -> list[Fact]:
        """What the edition that answers says: the service's own facts, else the common ones.

        Facts of another name that answer for this one too (`also`) come last.

        Args:
            municipality: its id.
            service: its id; `faelles` asks for the common facts alone.
            name: a name of the catalogue.
            day: the day that the answer is for.
        """
        own, common = (self._current(self._facts[municipality, on, name], day) for on in (service, COMMON))
        shared = [] if service == COMMON else [fact for fact in common if _holds_for(fact, service)]
        first = [fact for fact in own if fact.name == name] or [fact for fact in shared if fact.name == name]
        return [*first, *(fact for fact in (*own, *shared) if fact.name != name)]

    def recalled(self, municipality: str, service: str, name: str) -> list[Fact]:
        """Facts of replaced editions that are the only ones with a figure."""
        return [
            fact
            for fact in self._facts[municipality, service, name]
            if fact.show_with_current and fact.name == name
        ]

    def national(self, name: str, service: str, day: date) -> list[Fact]:
        """What the law says on this name, whichever the municipality."""
        return [
            fact
            for fact in self._current(self._facts[NATIONAL, COMMON, name], day)
            if _holds_for(fact, service)
        ]

    def in_municipality(self, municipality: str, day: date) -> list[Fact]:
        """Every fact that answers for a municipality on a day."""
        groups = [
            facts
            for (town, service), facts in self._shelves.items()
            if town == municipality and service not in (PARAGRAPHS, BODIES)
        ]
        return [fact for facts in groups for fact in self._current(facts, day)]

    def told_when_named(self, shelf: str, day: date) -> list[Fact]:
        """What the paragraphs of the laws say, or which body does the work of an old one.

        Args:
            shelf: `PARAGRAPHS` or `BODIES`.
            day: the day that the answer is for.
        """
        groups = [facts for (_, service), facts in self._shelves.items() if service == shelf]
        return [fact for facts in groups for fact in self._current(facts, day)]

    def services_with(self, municipality: str, name: str, day: date) -> list[str]:
        """The services of a municipality that have facts of their own under a name."""
        town = self.municipalities[municipality]
        return [
            service
            for service in (*town.services, *town.mentions)
            if self._current(self._facts[municipality, service, name], day)
        ]

    def standard(self, municipality: str) -> Edition:
        """The edition that answers for a municipality."""
        used = {fact.edition for fact in self.knowledge.facts if fact.municipality == municipality}
        answering = [
            self.editions[key] for key in sorted(used) if self.editions[key].validity is not Validity.REPLACED
        ]
        return answering[0]

    def public_contacts(self) -> frozenset[str]:
        """Phone numbers (digits) and mails (lower case) that are facts, so never masked."""
        towns = self.municipalities.values()
        values = [fact.value for fact in self.knowledge.facts if fact.value]
        values += [desk.value for town in towns for desk in (town.turn_to, *town.turn_to_for.values())]
        contacts = {
            contact for value in values for contact in (value.phone, value.fax, value.mail) if contact
        }
        contacts |= {line.phone for line in self.helplines.values()}
        return frozenset(contact.lower() for contact in contacts)

    def _current(self, facts: Iterable[Fact], day: date) -> list[Fact]:
        """The facts of answering editions, each in the version that holds on the day."""
        chosen: dict[str, Fact] = {}
        for fact in facts:
            edition = self.editions[fact.edition]
            if edition.validity is Validity.REPLACED or not _begun(fact.first_day, day):
                continue
            rival = chosen.get(fact.key)
            if rival is None or _order(fact.first_day) >= _order(rival.first_day):
                chosen[fact.key] = fact
        return list(chosen.values())


def _holds_for(fact: Fact, service: str) -> bool:
    return not fact.services or service in fact.services


def _begun(first_day: str, day: date) -> bool:
    return first_day == UNKNOWN_DAY or isoparse(first_day).date() <= day


def _order(first_day: str) -> str:
    return "" if first_day == UNKNOWN_DAY else first_day
