"""Names where statements stand: standard, section, edition, and how sure it is today."""

from collections.abc import Iterable

from bot.answers.types import Source
from bot.facts.query import Facts
from bot.facts.types import Fact
from bot.outcomes import Validity


def sources_of(used: Iterable[Fact], facts: Facts) -> tuple[Source, ...]:
    """One source for each section that the facts come from, in the order of use."""
    found: dict[tuple[str, str], Source] = {}
    for fact in used:
        edition = facts.editions[fact.edition]
        found.setdefault(
            (fact.edition, fact.section),
            Source(
                standard=edition.id,
                title=edition.title,
                section=fact.section,
                edition=edition.edition,
                in_force=edition.validity is Validity.CURRENT,
                validity=edition.validity.value,
            ),
        )
    return tuple(found.values())


def caveats(used: Iterable[Fact], facts: Facts) -> list[str]:
    """The short line that each old edition in use carries, once."""
    lines: dict[str, str] = {}
    for fact in used:
        edition = facts.editions[fact.edition]
        if edition.caveat:
            lines[edition.id] = edition.caveat.replace("{year}", str(edition.year or ""))
    return list(lines.values())
