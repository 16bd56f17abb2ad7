"""National rows that become facts: read, checked like any fact, and told only when they are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.facts.check import check
from bot.facts.load import Loaded, load
from bot.facts.named import Citation, asks_only_for_it, bodies_in, citations
from bot.facts.query import Facts
from bot.facts.types import BODIES, NATIONAL, PARAGRAPHS
from bot.lang.voice import Voice, relations
from tests.builders import an_eksempelby

DAY = date(2026, 4, 21)
BODY = """bodies:
  - {{id: laug, name: Danselauget, words: [danselauget], today: Dansenævnet, since: {since}, topic: {topic},
     edition: eksempelloven, section: "§ 1", say: "{{today}} gør det, som {{name}} gjorde før {{since}}."}}
"""
AGE = """pension_age:
  - {{id: alle, from: {born}, age: 67, edition: eksempelloven, section: "§ 2",
     say: "Fra {{born_from}}: {{pension_age}} år."}}
"""
PARAGRAPH = """paragraphs:
  - {{id: et, edition: eksempelloven, section: "§ 1",
     value: {{law: serviceloven, paragraph: "1"}}, say: "{say}"}}
  - {{id: et, edition: eksempelloven, section: "§ 1", first_day: "2026-01-01",
     value: {{law: serviceloven, paragraph: "1"}}, say: "{{Law}} {{paragraph}} handler om dans og sang."}}
"""


def read(folder: Path, name: str, text: str) -> Loaded:
    root = an_eksempelby(folder)
    (root / "national" / name).write_text(text, encoding="utf-8")
    return load(root)


def faults(loaded: Loaded) -> list[str]:
    return [fault.code for fault in check(loaded)]


def body(folder: Path, since: str = '"2013-07-01"', topic: str = "complaint_decision") -> Loaded:
    return read(folder, "bodies.yml", BODY.format(since=since, topic=topic))


def test_a_body_is_told_with_its_day_and_only_when_it_is_named(tmp_path: Path) -> None:
    loaded = body(tmp_path)
    assert faults(loaded) == []
    facts = Facts(loaded.knowledge(), "test")
    (row,) = facts.told_when_named(BODIES, DAY)
    assert row.sentence == "Dansenævnet gør det, som Danselauget gjorde før 1. juli 2013."
    assert row not in facts.in_municipality(NATIONAL, DAY)
    assert row not in facts.national("complaint_decision", "dans", DAY)


@pytest.mark.parametrize(
    ("since", "topic", "fault"),
    [('"i 2013"', "complaint_decision", "wrong_type"), ('"2013-07-01"', "klage", "unknown_name")],
)
def test_a_body_with_a_fault_is_told_of(since: str, topic: str, fault: str, tmp_path: Path) -> None:
    assert faults(body(tmp_path, since, topic)) == [fault]


def test_a_body_whose_day_is_unknown_has_none(tmp_path: Path) -> None:
    facts = [fact for fact in body(tmp_path, "ukendt").facts if fact.service == BODIES]
    assert [fact.value for fact in facts] == [None]


@pytest.mark.parametrize(("born", "fault"), [('"1963-01-01"', []), ('"1963"', ["wrong_type"])])
def test_an_age_is_counted_from_a_day(born: str, fault: list[str], tmp_path: Path) -> None:
    assert faults(read(tmp_path, "pension_age.yml", AGE.format(born=born))) == fault


def test_the_first_and_last_day_of_a_year_are_written_as_the_year(tmp_path: Path) -> None:
    said = []
    for n, born in enumerate(('"1963-01-01"', '"1955-07-01"')):
        loaded = read(tmp_path / str(n), "pension_age.yml", AGE.format(born=born))
        said += [fact.sentence for fact in loaded.facts if fact.name == "pension_age"]
    assert said == ["Fra 1963: 67 år.", "Fra 1. juli 1955: 67 år."]


def test_a_paragraph_is_told_as_it_is_on_the_day(tmp_path: Path) -> None:
    loaded = read(tmp_path, "paragraphs.yml", PARAGRAPH.format(say="{law} {paragraph} handlede om dans."))
    assert faults(loaded) == []
    facts = Facts(loaded.knowledge(), "test")
    told = [
        [fact.sentence for fact in facts.told_when_named(PARAGRAPHS, day)] for day in (date(2025, 1, 1), DAY)
    ]
    assert told == [["serviceloven § 1 handlede om dans."], ["Serviceloven § 1 handler om dans og sang."]]


def test_a_paragraph_is_checked_like_any_fact(tmp_path: Path) -> None:
    loaded = read(tmp_path, "paragraphs.yml", PARAGRAPH.format(say="Du får 3 ting."))
    assert set(faults(loaded)) == {"bare_person", "digit_in_say", "promise"}


# --- what a message names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("§ 86, stk. 1", Citation("86", None, "1")),
        ("§86,2", Citation("86", None, "2")),
        ("Paragraf 86 stykke 2 i serviceloven", Citation("86", "serviceloven", "2")),
        ("SERVICELOVENS § 83 A", Citation("83a", "serviceloven")),
        ("§140a", Citation("140a")),
        ("§ 86 i mit brev", Citation("86")),
        ("§§ 22-24 i forvaltningsloven", Citation("22", "forvaltningsloven")),
        ("§ 9 i aeldreloven", Citation("9", "aeldreloven")),
        ("serviceloven eller sundhedsloven § 84", Citation("84")),
    ],
)
def test_a_paragraph_is_found_however_it_is_written(text: str, found: Citation) -> None:
    assert citations(text) == (found,)


@pytest.mark.parametrize(
    "text", ["ring 86 12 34 56", "jeg er 86 år", "86 kr", "kl. 8.40", "parken er på 84", ""]
)
def test_a_number_is_no_paragraph(text: str) -> None:
    assert citations(text) == ()


@pytest.mark.parametrize("text", ["Hvad er § 86, stk. 1?", "hvad står der i servicelovens § 104", "§ 140 a"])
def test_a_paragraph_may_be_all_that_is_asked_for(text: str) -> None:
    assert asks_only_for_it(text)


@pytest.mark.parametrize("text", ["hvad koster træning efter § 86", "jeg fik afslag efter § 86, stk. 2"])
def test_another_question_may_stand_beside_a_paragraph(text: str) -> None:
    assert not asks_only_for_it(text)


@pytest.mark.parametrize(
    ("text", "count"), [("Findes Danselauget?", 1), ("danselaugets kasse", 0), ("dans", 0)]
)
def test_a_body_is_found_by_its_whole_name(text: str, count: int, tmp_path: Path) -> None:
    rows = [fact for fact in body(tmp_path).facts if fact.service == BODIES]
    assert len(bodies_in(text, rows)) == count


# --- adjectives on the person ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asker", "said"),
    [(None, "Er du uenig?"), ("mor", "Er din mor uenig?"), ("foraeldre", "Er dine forældre uenige?")],
)
def test_an_adjective_follows_the_number_of_persons(asker: str | None, said: str) -> None:
    assert Voice(relations()[asker] if asker else None).say("Er {du} {uenig|uenige}?") == said
