"""The result of a pre-screening: it guides, says why, and names the way in. It never decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.eligibility.door import door
from bot.eligibility.findings import Finding, finding
from bot.eligibility.line import Line, told_all
from bot.eligibility.phrases import phrase
from bot.eligibility.rules import Rules
from bot.eligibility.verdict import Verdict
from bot.facts.types import Fact

_ORDER = (Verdict.LIKELY, Verdict.OTHER_ROUTE, Verdict.UNCLEAR, Verdict.NO_RULE, Verdict.UNLIKELY)
_MANY = 2
_WORTH_ASKING = {Verdict.LIKELY, Verdict.UNCLEAR}


@dataclass(frozen=True)
class Result:
    """What is said at the end; every line carries its facts, and so its sources.

    `findings` come with the likely ones first. `always` says who decides and that everyone may apply.
    `door` is how to go on. `summary` is what was told, to save or print.
    """

    intro: Line
    findings: tuple[Finding, ...]
    always: tuple[Line, ...]
    door: tuple[Line, ...]
    summary: Line

    @property
    def parts(self) -> tuple[tuple[Line, ...], ...]:
        """The whole, in the order of reading: a part for each service, none longer than it need be.

        Of many services that something speaks against, each is told with its first reason alone; a
        law that holds for several services is told once.
        """
        against = {each.service for each in self.findings if each.verdict is Verdict.UNLIKELY}
        shortened = against if len(against) > _MANY else set()
        found = [each.short if each.service in shortened else each.lines for each in self.findings]
        rest = (Line("not_modelled", phrase("result.left_out")),) if shortened else ()
        return ((self.intro, self.summary), *_once(found, "law"), (*rest, *self.always), self.door)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The whole, in the order of reading."""
        return tuple(line for part in self.parts for line in part)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that is stated, once, in the order of reading."""
        return tuple({fact.key: fact for line in self.lines for fact in line.facts}.values())

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The outcome by service."""
        return {each.service: each.verdict for each in self.findings}


def result_of(rules: Rules, answers: Mapping[str, str]) -> Result:
    """The result of these answers, however few they are."""
    found = [finding(rules, service, answers) for service in rules.services]
    found.sort(key=lambda each: _ORDER.index(each.verdict))
    worth = [each.service for each in found if each.verdict in _WORTH_ASKING]
    routes = [each.service for each in found if each.verdict is Verdict.OTHER_ROUTE]
    said = told_all(rules, answers)
    return Result(
        intro=Line("intro", phrase("result.intro")),
        findings=tuple(found),
        always=_always(rules, found),
        door=door(rules, worth or routes or list(rules.services), answers),
        summary=Line(
            "summary", phrase("result.summary", told=said) if said else phrase("result.nothing_told")
        ),
    )


def _once(parts: list[tuple[Line, ...]], id_: str) -> list[tuple[Line, ...]]:
    """The parts, lines of one kind only where they first stand."""
    seen: set[str] = set()
    kept = []
    for part in parts:
        kept.append(tuple(line for line in part if line.id != id_ or line.text not in seen))
        seen |= {line.text for line in part}
    return kept


def changes(rules: Rules, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Line, ...]:
    """What the services whose outcome differs between two sets of answers would come to; who decides."""
    was, now = (result_of(rules, answers) for answers in (before, after))
    changed = [found for found in now.findings if found.verdict is not was.verdicts[found.service]]
    lines = tuple(line for found in changed for line in found.short)
    return (*(lines or (Line("no_change", phrase("talk.no_change")),)), now.always[0])


def _always(rules: Rules, found: list[Finding]) -> tuple[Line, ...]:
    lines = [Line("decides", phrase("result.decides")), Line("everyone", phrase("result.everyone"))]
    refusal = rules.facts.national("refusal", "", rules.day)[:1]
    lines[1] = Line("everyone", lines[1].text, tuple(refusal))
    if any(each.verdict in {Verdict.UNCLEAR, Verdict.NO_RULE} for each in found):
        town = rules.facts.municipalities[rules.municipality]
        lines.append(Line("human", phrase("result.human", turn_to=town.turn_to.sentence)))
    return tuple(lines)
