"""Traces every figure of the content to the section that it cites, and finds what no fact covers."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from bot.facts.claims import ANYWHERE, Claim, claims
from bot.facts.coverage import Covered, LeftOut, uncovered
from bot.facts.figures.about import mixed_up
from bot.facts.figures.figure import Figure
from bot.facts.figures.national import NATIONAL_LIST
from bot.facts.figures.sheet import Page, Row, Sheet
from bot.facts.load import Loaded
from bot.facts.problems import Problem
from bot.facts.told import fault, said, texts


@dataclass
class Report:
    """What the audit found: faults, and by edition what is covered, claimed and traced."""

    faults: list[Problem] = field(default_factory=list)
    covered: dict[str, Covered] = field(default_factory=lambda: defaultdict(Covered))
    claimed: Counter[str] = field(default_factory=Counter)
    traced: Counter[str] = field(default_factory=Counter)

    @property
    def uncovered(self) -> int:
        """How many figures and rows of the texts are neither covered nor left out."""
        return sum(item.code in {"figure_left", "row_left"} for item in self.faults)


def audit(loaded: Loaded, sheet: Sheet, left_out: Collection[LeftOut]) -> Report:
    """The whole audit of loaded content against the sheet of figures."""
    return audit_claims(claims(loaded), sheet, left_out)


def audit_claims(stated: Iterable[Claim], sheet: Sheet, left_out: Collection[LeftOut]) -> Report:
    """The audit of some claims: each is traced, then the sheet is searched for what is left.

    Of the national list only the laws must be covered: the rest are rules for code, such as days.
    """
    report = Report()
    for claim in stated:
        _trace(claim, sheet, report)
    for edition, page in sheet.items():
        if edition != NATIONAL_LIST:
            report.faults += uncovered(edition, page, report.covered[edition], left_out)
    return report


def _trace(claim: Claim, sheet: Sheet, report: Report) -> None:
    details = {"section": claim.section, "edition": claim.edition}
    page = sheet.get(claim.edition)
    if page is None:
        report.faults.append(fault("no_text", claim.file, claim.line, **details))
        return
    row = _whole(page) if claim.section == ANYWHERE else page.sections.get(claim.section)
    if row is None:
        report.faults.append(fault("no_section", claim.file, claim.line, **details))
        return
    met = claim.need.met_by(row.figures)
    report.covered[claim.edition].add(claim.section, met)
    if claim.need.figures:
        report.claimed[claim.edition] += 1
        report.traced[claim.edition] += bool(met)
        report.faults += _mixed_up(claim, row, met) if met else [_not_there(claim, row)]


def _not_there(claim: Claim, row: Row) -> Problem:
    kinds = {figure.kind for figure in claim.need.figures}
    there = dict.fromkeys(said(figure) for figure in row.figures if figure.kind in kinds)
    return fault(
        "not_there",
        claim.file,
        claim.line,
        field=claim.need.field,
        said=said(sorted(claim.need.figures)[0]),
        section=claim.section or texts()["whole_text"],
        edition=claim.edition,
        there=", ".join(there) or texts()["nothing"],
    )


def _mixed_up(claim: Claim, row: Row, met: Iterable[Figure]) -> Iterator[Problem]:
    """A figure of the section, but the one that the text says about something else."""
    for figure in met if row.about and claim.say else ():
        if other := mixed_up(figure, claim.say, row.about):
            details = {"section": claim.section, "edition": claim.edition, "field": claim.need.field}
            told = {"said": said(figure), "other": said(other)}
            yield fault("mixed_up", claim.file, claim.line, **details, **told)


@cache
def _whole_of(figures: tuple[tuple[Figure, ...], ...]) -> Row:
    return Row(0, tuple(figure for row in figures for figure in row))


def _whole(page: Page) -> Row:
    return _whole_of(tuple(row.figures for row in page.sections.values()))


def summary(loaded: Loaded, sheet: Sheet, report: Report, left_out: Collection[LeftOut]) -> Iterator[str]:
    """A line for each edition, and one for all."""
    for edition, page in sheet.items():
        rows = {section for section, row in page.sections.items() if row.words and edition != NATIONAL_LIST}
        yield texts()["summary"].format(
            facts=sum(fact.edition == edition for fact in loaded.facts),
            figures=report.traced[edition],
            percent=_percent(report.traced[edition], report.claimed[edition]),
            rows=len(rows & report.covered[edition].sections),
            of=len(rows),
            left=sum(item.edition == edition for item in left_out),
            edition=edition,
        )
    traced, claimed = sum(report.traced.values()), sum(report.claimed.values())
    counts = {"traced": traced, "claims": claimed, "uncovered": report.uncovered, "left": len(left_out)}
    yield texts()["total"].format(percent=_percent(traced, claimed), **counts)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.4g}" if whole else "100"
