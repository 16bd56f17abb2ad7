"""What holds in the whole country: laws, bodies, numbers, words; from the national list alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.answers.types import Context, Message
from bot.facts.catalogue import topics
from bot.facts.load import Loaded
from bot.facts.plain import names_in
from bot.facts.query import Facts
from bot.facts.types import BODIES, NATIONAL, PARAGRAPHS, Fact
from bot.facts.values import placeholders
from bot.lang.numbers import phone
from bot.lang.voice import Voice
from bot.outcomes import Outcome
from bot.settings import ROOT
from tests.knowledge.test_content import standards
from tests.unit.answers.asking import told

DAY = date(2026, 11, 22)
LIST = "national_liste"
TOWNS = sorted(path.parent.name for path in ROOT.glob("knowledge/municipalities/*/municipality.yml"))
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONG = 13


def laws(facts: Facts) -> Iterator[tuple[str, str]]:
    """Every law and paragraph that is known."""
    shelf = (ROOT / "knowledge/national/laws.yml").read_text(encoding="utf-8")
    for edition in facts.editions.values():
        if edition.id != LIST and re.search(rf"^  {edition.id}:", shelf, re.MULTILINE):
            yield from ((edition.id, section) for section in edition.sections)


def of_the_law(facts: Facts) -> list[Fact]:
    return [f for f in facts.knowledge.facts if f.municipality == NATIONAL and f.edition != LIST]


def listed() -> str:
    folder = standards()
    if folder is None:
        pytest.skip("the national list is not on this machine")
    return (folder / "national.md").read_text(encoding="utf-8")


# --- laws ------------------------------------------------------------------------------------------


def test_every_paragraph_of_every_law_is_told_with_its_name(facts: Facts) -> None:
    rows = {(fact.edition, fact.section): fact for fact in facts.told_when_named(PARAGRAPHS, DAY)}
    assert set(rows) == set(laws(facts))
    for fact in rows.values():
        words = placeholders(fact.value)
        assert words["paragraph"] in fact.sentence, fact.key
        assert words["law"] in fact.sentence.lower(), fact.key


def test_a_fact_of_the_law_has_its_law_and_paragraph_to_reckon_with(facts: Facts) -> None:
    for fact in of_the_law(facts):
        if fact.name == "pension_age":
            continue
        assert fact.value is not None, fact.key
        assert (fact.value.law, placeholders(fact.value)["paragraph"]) == (fact.edition, fact.section), (
            fact.key
        )


def test_a_fact_of_the_law_names_its_paragraph_in_its_sentence(facts: Facts) -> None:
    unnamed = [f.key for f in of_the_law(facts) if f.name != "pension_age" and f.section not in f.sentence]
    assert unnamed == []


def test_the_paragraphs_are_those_of_the_national_list(facts: Facts) -> None:
    text = listed().partition("## Laws")[2].partition("##")[0].replace("–", "-")
    cells = re.findall(r"^\|[^|]*\| (§[^|,]*(?:, stk\. \d)?)[^|]*\|", text, re.MULTILINE)
    known = [section for law, section in laws(facts) if law != "lov_om_social_pension"]
    assert {cell.strip() for cell in cells} == set(known)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Hvad er servicelovens § 86, stk. 1?", {"servicelov_86_1"}),
        ("hvad betyder § 86,2", {"servicelov_86_2"}),
        ("paragraf 140a", {"sundhedslov_140a"}),
        ("hvad er § 84", {"servicelov_84", "sundhedslov_84"}),
        ("Hvad siger sundhedslovens § 84?", {"sundhedslov_84"}),
        ("hvad står der i § 10 i ældreloven", {"aeldrelov_9_10"}),
        ("hvad handler forvaltningslovens § 23 om", {"forvaltningslov_22_24"}),
        ("hvad siger lov om social pension § 1 a", {"pensionslov_1a"}),
    ],
)
@pytest.mark.parametrize("town", [None, *TOWNS])
def test_who_asks_for_a_paragraph_is_told_what_it_is_about(
    text: str, keys: set[str], town: str | None, facts: Facts
) -> None:
    message = told(facts, text, Context(municipality=town), topic="legal_basis")
    rows = [fact for fact in message.facts if fact.service == PARAGRAPHS]
    assert message.outcome is Outcome.ANSWER
    assert {fact.id for fact in rows} == keys
    assert {fact.municipality for fact in message.facts} <= {NATIONAL, town}
    assert message.text.startswith(Voice().say(rows[0].sentence))


def test_a_paragraph_beside_another_question_does_not_take_its_place(facts: Facts) -> None:
    text = "jeg træner efter § 86 stk 1, hvad koster det"
    message = told(facts, text, Context(municipality=TOWNS[0]), topic="price")
    assert PARAGRAPHS not in {fact.service for fact in message.facts}


def test_the_four_weeks_come_with_their_law(facts: Facts) -> None:
    message = told(facts, "hvad er retssikkerhedslovens § 67", Context(), topic="legal_basis")
    assert "4 uger" in message.text
    assert "retssikkerhedsloven § 67" in {f"{s.edition} {s.section}" for s in message.sources}


# --- bodies that are no more -----------------------------------------------------------------------


def test_todays_body_is_named_before_the_old_one(facts: Facts) -> None:
    text = (ROOT / "knowledge/national/bodies.yml").read_text(encoding="utf-8")
    todays = dict(
        zip(*(re.findall(rf"^ +(?:- )?{key}: (.+)$", text, re.M) for key in ("id", "today")), strict=True)
    )
    old = set(re.findall(r"^ +name: (.+)$", text, re.MULTILINE))
    bodies = facts.told_when_named(BODIES, DAY)
    assert {body.id for body in bodies} == set(todays)
    for body in bodies:
        assert body.sentence.startswith(todays[body.id]), body.key
        assert todays[body.id] not in old, "sent on to a body that is no more"
        assert body.name in topics()


def test_no_old_address_or_number_is_given_out(facts: Facts) -> None:
    for body in facts.told_when_named(BODIES, DAY):
        dates = placeholders(body.value).values()
        rest = body.sentence
        for written in dates:
            rest = rest.replace(written, "")
        assert not re.search(r"\d|@|www|\bvej\b|\bgade\b", rest), body.key


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("jeg vil klage til det sociale nævn", "Ankestyrelsen"),
        ("Findes Statsforvaltningen endnu?", "Ankestyrelsen"),
        ("hvor ligger statsforvaltningen", "Ankestyrelsen"),
        ("skal jeg skrive til Patientklagenævnet", "Styrelsen for Patientklager"),
        ("hvad blev der af patientombuddet", "Styrelsen for Patientklager"),
    ],
)
@pytest.mark.parametrize("town", [None, *TOWNS])
@pytest.mark.parametrize("topic", ["complaint_decision", "complaint_health_act", "what_is", None])
def test_who_names_an_old_body_is_told_todays_first(
    text: str, today: str, town: str | None, topic: str | None, facts: Facts
) -> None:
    message: Message = told(facts, text, Context(municipality=town), topic=topic)
    assert message.text.startswith(today), message.text
    assert message.facts[0].service == BODIES
    assert message.outcome in (Outcome.ANSWER, Outcome.HANDOFF)
    assert message.sources[0].section == "Klageinstanser"


def test_what_was_asked_is_still_answered_after_todays_body(facts: Facts) -> None:
    text = "jeg vil klage over afgørelsen til det sociale nævn"
    for town in TOWNS:
        message = told(facts, text, Context(municipality=town), topic="complaint_decision")
        assert "complaint_decision" in {fact.name for fact in message.facts if fact.service != BODIES}


def test_who_names_no_old_body_is_told_of_none(facts: Facts) -> None:
    message = told(
        facts,
        "hvordan klager jeg over afgørelsen",
        Context(municipality=TOWNS[0]),
        topic="complaint_decision",
    )
    assert BODIES not in {fact.service for fact in message.facts}


def test_the_days_of_change_stand_as_they_were_read(facts: Facts) -> None:
    given = {body.id: body.value.date for body in facts.told_when_named(BODIES, DAY) if body.value}
    assert given == {"det_sociale_naevn": "2013-07-01", "patientklagenaevnet": "2011-01-01"}


def test_the_days_of_change_are_those_of_the_list(facts: Facts) -> None:
    months = ["January", "July"]
    text = listed().partition("## Bodies")[2].partition("##")[0]
    days = {
        f"{y}-{7 if m == months[1] else 1:02}-{int(d):02}"
        for d, m, y in re.findall(r"(\d+) (January|July) (\d{4})", text)
    }
    given = {body.value.date for body in facts.told_when_named(BODIES, DAY) if body.value}
    assert given == days


# --- numbers to call, ways without a computer ------------------------------------------------------


def test_the_numbers_to_call_stand_as_they_were_read(facts: Facts) -> None:
    numbers = {line.id: line.phone for line in facts.helplines.values()}
    short = {"alarm": "112", "laege": "1813", "politi": "114", "vold": "1888"}
    assert numbers == {**short, "livslinien": "70201201", "gift": "82121212"}


def test_the_numbers_to_call_are_all_those_of_the_list_and_no_other(facts: Facts) -> None:
    text = listed().partition("## Where to call")[2].partition("##")[0]
    rows = [
        line.rsplit("|", 2)[1]
        for line in text.splitlines()
        if line.startswith("|") and re.search(r"\d", line)
    ]
    numbers = {re.sub(r"\D", "", re.split(r"[;,]", row)[0]) for row in rows}
    assert {line.phone for line in facts.helplines.values()} == numbers
    for line in facts.helplines.values():
        assert (line.shown or phone(line.phone)) in text


def test_who_has_no_computer_is_told_of_borgerservice_and_of_help_from_a_relative(facts: Facts) -> None:
    said = " ".join(fact.sentence for fact in facts.national("without_computer", "", DAY))
    for word in ("Borgerservice", "Digital Post", "søge", "fritages", "pårørende", "fuldmagt"):
        assert word in said


# --- words -----------------------------------------------------------------------------------------


def test_every_long_word_is_explained_or_an_everyday_one(content: Loaded) -> None:
    file = ROOT / "tests/knowledge/everyday.txt"
    everyday = {line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    said = " ".join(Voice().say(f"{fact.sentence} {fact.doubt}") for fact in content.facts)
    long = {word.lower() for word in WORD.findall(said) if len(word) >= LONG} - names_in(content)
    assert long - everyday == set()


def test_a_law_or_body_that_is_named_can_be_explained(facts: Facts) -> None:
    forms = {form for word in facts.hard_words.values() for form in word.words}
    assert {edition for edition, _ in laws(facts)} & {"serviceloven", "sundhedsloven"} <= forms
    assert {"ældreloven", "retssikkerhedsloven", "forvaltningsloven", "ankestyrelsen"} <= forms
    assert {"statsforvaltningen", "patientombuddet", "patientklagenævnet", "det sociale nævn"} <= forms


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("fys på recept", "vederlagsfri_fysioterapi"),
        ("rehab", "genoptraening"),
        ("optræning", "genoptraening"),
        ("dagcenter", "aktivitets_og_samvaerstilbud"),
        ("gymnastik for ældre", "vedligeholdende_traening"),
        ("genoptræningsplan", "genoptraening_140"),
        ("træningsophold", "doegngenoptraening"),
        ("gruppe for demente", "samvaersgruppe"),
    ],
)
def test_a_service_is_known_by_the_words_that_citizens_use(said: str, service: str, facts: Facts) -> None:
    assert said in facts.services[service].words


def test_no_two_services_have_a_word_in_common(facts: Facts) -> None:
    words = [word for service in facts.services.values() for word in service.words]
    assert [word for word in set(words) if words.count(word) > 1] == []
