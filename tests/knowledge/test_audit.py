"""Every figure that we tell stands in the very section that we cite, and none of the texts' is forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest

from bot.facts.__main__ import main
from bot.facts.audit import Report, audit, audit_claims
from bot.facts.claims import Claim, claims, claims_of
from bot.facts.coverage import LEFT_OUT, LeftOut, read_left_out
from bot.facts.figures.figure import Figure, read
from bot.facts.figures.sheet import Page, Row, load_sheet
from bot.facts.load import Loaded
from bot.facts.values import Range, Value
from bot.lang.read import read_yaml
from tests.builders import a_fact
from tests.knowledge.mutants import Mutant, mutants, word_mutants

EDITION = "eksempelby-2024"
CAUGHT, CAUGHT_WORDS = 0.99, 0.97


def a_page(**sections: Sequence[str]) -> Page:
    """A text whose sections have these figures."""
    rows = {name: Row(9, tuple(read(figure) for figure in figures)) for name, figures in sections.items()}
    return Page("text", rows)


def audited(page: Page, *facts: object, left_out: Iterable[LeftOut] = ()) -> Report:
    """The audit of some facts against one page."""
    stated = [claim for fact in facts for claim in claims_of(fact, "dans.yml", 7, None)]
    return audit_claims(stated, {EDITION: page}, list(left_out))


def codes(report: Report) -> list[str]:
    return sorted(fault.code for fault in report.faults)


DEADLINE = a_fact(
    name="start_deadline",
    value=Value(within=10, unit="working_day"),
    say="Dansen begynder inden for {within} hverdage.",
)


def test_every_figure_and_row_is_traced_and_none_is_forgotten(content: Loaded) -> None:
    report = audit(content, load_sheet(), read_left_out())
    assert [str(fault) for fault in report.faults] == []
    assert report.traced == report.claimed
    assert report.uncovered == 0


def test_the_command_says_so(
    content: Loaded, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.facts.__main__.load", lambda root: content)
    assert main(["audit"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "(100 %), 0 " in last


def test_what_is_left_out_has_a_reason() -> None:
    rows = read_yaml(LEFT_OUT)["left_out"]
    assert all(len(row["reason"].split()) >= 5 for row in rows)


def missed_by_the_audit(content: Loaded, changes: Iterable[Mutant]) -> tuple[int, list[str]]:
    """How many changes there were, and those that the audit says nothing about."""
    sheet, left_out = load_sheet(), read_left_out()
    stated: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims(content):
        stated[claim.edition].append(claim)
    told, missed = 0, []
    for change in changes:
        editions = {claim.edition for claim in (*change.before, *change.after)}
        now = list(change.after)
        gone = [claim[2:] for claim in change.before]
        for claim in (claim for edition in editions for claim in stated[edition]):
            if claim[2:] in gone:
                gone.remove(claim[2:])
            else:
                now.append(claim)
        assert gone == [], f"what is changed does not stand there: {change.told}"
        pages = {edition: sheet[edition] for edition in editions}
        report = audit_claims(now, pages, [item for item in left_out if item.edition in editions])
        told += 1
        if not report.faults:
            missed.append(change.told)
    print(
        f"{told - len(missed)} of {told} caught ({100 - 100 * len(missed) / told:.2f} %)", *missed, sep="\n"
    )
    return told, missed


def test_a_slip_of_the_finger_in_a_number_is_caught(content: Loaded) -> None:
    told, missed = missed_by_the_audit(content, mutants(content))
    assert told > 1000
    assert len(missed) <= (1 - CAUGHT) * told, missed


def test_another_event_payer_or_law_is_caught(content: Loaded) -> None:
    told, missed = missed_by_the_audit(content, word_mutants(content))
    assert told > 500
    assert len(missed) <= (1 - CAUGHT_WORDS) * told, missed
    assert [change for change in missed if " payer " not in change and "hospital_plan" not in change] == []


def test_a_figure_that_stands_in_the_section_is_traced() -> None:
    report = audited(a_page(Pris=["span | 10 | working_day"]), DEADLINE)
    assert report.faults == []
    assert report.traced == {EDITION: 2}, "once for its value, once for its sentence"


@pytest.mark.parametrize("there", ["span | 10 | calendar_day", "span | 11 | working_day", "times | 10"])
def test_another_number_or_another_unit_is_a_fault(there: str) -> None:
    report = audited(a_page(Pris=[there]), DEADLINE)
    assert "not_there" in codes(report)
    assert "10 hverdage" in str(report.faults[0])
    assert "dans.yml, linje 7" in str(report.faults[0])


def test_a_figure_of_another_section_does_not_bear_it_out() -> None:
    page = a_page(Pris=[], Frister=["span | 10 | working_day"])
    assert codes(audited(page, DEADLINE)).count("not_there") == 2


def test_a_number_written_as_a_word_in_a_sentence_is_traced_too() -> None:
    fact = a_fact(say="Der er tre lærere.")
    assert codes(audited(a_page(Pris=["count | 3"]), fact)) == []
    assert "not_there" in codes(audited(a_page(Pris=["count | 4"]), fact))


def test_a_section_or_an_edition_that_is_in_no_text_is_a_fault() -> None:
    assert "no_section" in codes(audited(a_page(Frister=[]), DEADLINE))
    elsewhere = a_fact(edition="andenby", say="Det er gratis.")
    assert "no_text" in codes(audited(a_page(Pris=[]), elsewhere, DEADLINE))


def test_a_figure_that_no_fact_tells_is_listed() -> None:
    page = a_page(Pris=["span | 10 | working_day", "phone | 11223344"])
    report = audited(page, DEADLINE)
    assert codes(report) == ["figure_left"]
    assert report.uncovered == 1
    assert "11223344" in str(report.faults[0])


def test_a_row_that_no_fact_builds_on_is_listed() -> None:
    page = a_page(Pris=["span | 10 | working_day"], Mad=[])
    assert codes(audited(page, DEADLINE)) == ["row_left"]


def test_what_is_left_out_on_purpose_is_not_listed() -> None:
    page = a_page(Pris=["span | 10 | working_day", "phone | 11223344"])
    out = LeftOut(EDITION, "Pris", Figure("phone", "11223344"))
    assert codes(audited(page, DEADLINE, left_out=[out])) == []


def test_leaving_out_what_is_not_missing_is_a_fault() -> None:
    out = LeftOut(EDITION, "Pris", Figure("phone", "55667788"))
    assert codes(audited(a_page(Pris=["span | 10 | working_day"]), DEADLINE, left_out=[out])) == [
        "left_out_in_vain"
    ]


def test_leaving_out_more_than_a_twentieth_of_the_rows_is_a_fault() -> None:
    page = a_page(Pris=["span | 10 | working_day"], **{f"Tom{n}": [] for n in range(9)})
    out = [LeftOut(EDITION, f"Tom{n}", None) for n in range(9)]
    assert codes(audited(page, DEADLINE, left_out=out)) == ["too_much_left_out"]


def test_a_deadline_is_counted_from_what_its_own_sentence_says() -> None:
    fact = DEADLINE.copy(update={"value": Value(within=10, unit="working_day", after="henvendelse")})
    right = "deadline | 10 working_day | henvendelse"
    wrong = "deadline | 10 working_day | afgoerelse"
    length = "span | 10 | working_day"
    assert codes(audited(a_page(Pris=[length, right]), fact)) == []
    assert codes(audited(a_page(Pris=[length, wrong]), fact)) == ["not_there"]


def test_the_right_paragraph_but_the_wrong_part_is_a_fault() -> None:
    first, second = (Figure("paragraph", f"7, stk. {part}", "serviceloven") for part in (1, 2))
    stems = {first: ("dansen", "musikke"), second: ("svoemni", "bassine")}
    page = Page("text", {"Lov": Row(9, (first, second), stems)})
    right = a_fact(
        section="Lov", value=Value(law="serviceloven", paragraph="7", stk="1"), say="Dansen med musikken."
    )
    other = a_fact(
        section="Lov", value=Value(law="serviceloven", paragraph="7", stk="2"), say="Svømning i bassinet."
    )
    mixed = right.copy(update={"value": Value(law="serviceloven", paragraph="7", stk="2")})
    assert codes(audited(page, right, other)) == []
    assert "mixed_up" in codes(audited(page, mixed, right, other))


def test_two_deadlines_of_one_section_are_not_mixed_up() -> None:
    ten, twenty = (Figure("span", number, "working_day") for number in ("10", "20"))
    page = Page("text", {"Frister": Row(9, (ten, twenty), {ten: ("danseti",), twenty: ("sangtim",)})})

    def begins(what: str, within: int) -> object:
        value = Value(within=within, unit="working_day")
        return a_fact(section="Frister", value=value, say=f"{what} begynder inden for {{within}} hverdage.")

    assert codes(audited(page, begins("Dansetimer", 10), begins("Sangtimer", 20))) == []
    swapped = audited(page, begins("Dansetimer", 20), begins("Sangtimer", 10))
    assert set(codes(swapped)) == {"mixed_up"}


def test_a_range_must_be_the_texts_own_range() -> None:
    fact = a_fact(value=Value(times=Range(min=1, max=3), per="uge"), say="Der er dans {times} gange om ugen.")
    assert codes(audited(a_page(Pris=["times | 1-3 | uge"]), fact)) == []
    assert "not_there" in codes(audited(a_page(Pris=["times | 1-2 | uge", "times | 3 | uge"]), fact))
