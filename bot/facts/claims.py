"""What our content claims in figures, each with its place in the files and the text that must bear it out."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.facts.figures.figure import Figure
from bot.facts.figures.national import NATIONAL_LIST
from bot.facts.figures.needs import Need, of_fact, of_text, of_value
from bot.facts.load import Loaded
from bot.facts.types import UNKNOWN_DAY, Edition, Fact, Helpline, TurnTo
from bot.outcomes import Validity

_HELPLINES = "knowledge/national/helplines.yml"
ANYWHERE = ""
"""The section of a claim that may stand anywhere in its edition."""


class Claim(NamedTuple):
    """A need, where it stands in our files, and the section of the edition that must meet it."""

    file: str
    line: int
    edition: str
    section: str
    need: Need
    say: str = ""
    """the sentence in which the figure is told, where it is one"""


@lru_cache(maxsize=8192)
def needs_of(fact: Fact, edition: Edition | None) -> tuple[Need, ...]:
    """The needs of a fact; facts are frozen, so each is read once."""
    return tuple(of_fact(fact, edition))


def claims(loaded: Loaded) -> list[Claim]:
    """Every claim of the facts, the editions, the desks and the helplines."""
    return [*_facts(loaded), *_editions(loaded), *_desks(loaded), *_helplines(loaded)]


def _facts(loaded: Loaded) -> Iterator[Claim]:
    editions = {edition.id: edition for edition in loaded.editions}
    for fact, file, line in loaded.placed():
        yield from claims_of(fact, file, line, editions.get(fact.edition))


def claims_of(fact: Fact, file: str, line: int, edition: Edition | None) -> Iterator[Claim]:
    """The claims of one fact; without figures it still claims its section."""
    needs = needs_of(fact, edition) or (Need("section", frozenset()),)
    for need in needs:
        yield Claim(file, line, fact.edition, fact.section, need, fact.say)


def _editions(loaded: Loaded) -> Iterator[Claim]:
    """The years, days and paragraphs in the name of an edition, and its own days."""
    for document in loaded.documents.values():
        for top in ("editions", "laws"):
            for edition in loaded.editions:
                if edition.id in (document.data.get(top) or {}):
                    line = document.line(top, edition.id)
                    yield from edition_claims(edition, document.name, line, loaded.editions)


def edition_claims(edition: Edition, file: str, line: int, laws: Sequence[Edition]) -> Iterator[Claim]:
    """The claims of an edition; it cannot be older than the law that it names, which began on a day."""
    for field in ("title", "edition", "in_text"):
        for need in of_text(getattr(edition, field), field):
            yield Claim(file, line, edition.id, ANYWHERE, need)
    for field, day in (("approved", edition.approved), ("first_day", edition.first_day)):
        if day and day != UNKNOWN_DAY:
            yield Claim(file, line, edition.id, ANYWHERE, _day(field, day))
    if edition.not_before:
        begun = [law.id for law in laws if law.first_day == edition.not_before] or [edition.id]
        yield Claim(file, line, begun[0], ANYWHERE, _day("not_before", edition.not_before))
    if edition.year:
        year = Need("year", frozenset({Figure("year", str(edition.year))}))
        yield Claim(file, line, edition.id, ANYWHERE, year)


def _day(field: str, day: str) -> Need:
    return Need(field, frozenset({Figure("date", day)}))


def _desks(loaded: Loaded) -> Iterator[Claim]:
    """Whom to turn to stands in the edition that answers for the municipality."""
    replaced = {edition.id for edition in loaded.editions if edition.validity is Validity.REPLACED}
    for town in loaded.municipalities:
        file = f"knowledge/municipalities/{town.id}/municipality.yml"
        own = sorted({fact.edition for fact in loaded.facts if fact.municipality == town.id} - replaced)
        line = loaded.documents[file].line("turn_to")
        for desk in (town.turn_to, *town.turn_to_for.values()):
            yield from desk_claims(desk, file, line, own[0] if own else ANYWHERE)


def desk_claims(desk: TurnTo, file: str, line: int, edition: str) -> Iterator[Claim]:
    """The claims of a desk."""
    for need in of_value(desk.value):
        yield Claim(file, line, edition, ANYWHERE, need)


def _helplines(loaded: Loaded) -> Iterator[Claim]:
    for helpline in loaded.helplines:
        line = loaded.documents[_HELPLINES].line("helplines", helpline.id)
        yield from helpline_claims(helpline, line)


def helpline_claims(helpline: Helpline, line: int) -> Iterator[Claim]:
    """The number of a helpline; the list writes a short number as it writes any number."""
    figures = {Figure("phone", helpline.phone), Figure("count", helpline.phone)}
    yield Claim(_HELPLINES, line, NATIONAL_LIST, ANYWHERE, Need("phone", frozenset(figures)))
