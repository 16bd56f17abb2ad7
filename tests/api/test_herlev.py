"""What a citizen of Herlev is told, and from where: the facts that must never be wrong."""

import re
from typing import Any

import pytest

from tests.api.contract import Api, Talk, text_of

pytestmark = pytest.mark.slow

NOW, BEFORE = "herlev-gaeldende", "herlev-tidligere"
Source = tuple[str, str]


def ask(api: Api, question: str) -> dict[str, Any]:
    return Talk.begin(api, "herlev").say(question)


def sources(reply: dict[str, Any]) -> set[Source]:
    """Standard and section of everything that was named."""
    return {(s["standard"], s["section"]) for message in reply["messages"] for s in message["sources"]}


def validities(reply: dict[str, Any]) -> dict[str, tuple[str, str, bool]]:
    """standard → its edition, its validity, and whether it is in force"""
    return {
        s["standard"]: (s["edition"], s["validity"], s["in_force"])
        for message in reply["messages"]
        for s in message["sources"]
    }


def says(reply: dict[str, Any], *patterns: str) -> None:
    text = text_of(reply)
    for pattern in patterns:
        assert re.search(pattern, text, re.IGNORECASE | re.DOTALL), f"«{pattern}» is not in: {text}"


def never_says(reply: dict[str, Any], *patterns: str) -> None:
    text = text_of(reply)
    for pattern in patterns:
        assert not re.search(pattern, text, re.IGNORECASE), f"«{pattern}» is in: {text}"


ANSWERED = [
    pytest.param(
        "Er genoptræning gratis?",
        "price",
        "genoptraening",
        [r"\bgratis\b"],
        {(NOW, "Genoptræning: Betaling for indsatsen")},
        id="genoptræning is free",
    ),
    pytest.param(
        "Koster vedligeholdende træning noget?",
        "price",
        "vedligeholdende_traening",
        [r"vedligeholdende træning er gratis"],
        {(NOW, "Vedligeholdende træning: Betaling for indsatsen")},
        id="vedligeholdende træning is free",
    ),
    pytest.param(
        "Hvem kan få genoptræning?",
        "who_can",
        "genoptraening",
        [r"\b18 år\b.*folkepensionsalderen", r"over folkepensionsalderen.*helhedspleje"],
        {
            (NOW, "Genoptræning: Hvem kan modtage indsatsen?"),
            (NOW, "Hvad er kvalitetsstandarden – og hvem gælder den for?"),
        },
        id="who can get genoptræning, and where older people go",
    ),
    pytest.param(
        "Kan jeg få kørsel til genoptræning?",
        "transport",
        "genoptraening",
        [r"kørsel", r"terapeut", r"gratis"],
        {(NOW, "Genoptræning: Hvilke aktiviteter indgår i indsatsen?")},
        id="transport, free if needed",
    ),
    pytest.param(
        "Hvor mange gange om ugen er der genoptræning?",
        "frequency",
        "genoptraening",
        [r"1-3 gange (om|hver) uge"],
        {(NOW, "Genoptræning: Indsatsens omfang?")},
        id="how often",
    ),
    pytest.param(
        "Hvor mange gange om ugen kan man komme i Aktivitetscentret?",
        "frequency",
        "aktivitets_og_samvaerstilbud",
        [r"1-3 gange (om|hver) uge"],
        {(NOW, "Vedligeholdende træning: Indsatsens omfang?")},
        id="how often in the activity centre",
    ),
    pytest.param(
        "Hvor mange uger varer et forløb med genoptræning?",
        "duration",
        "genoptraening",
        [r"op til 10 uger"],
        {(NOW, "Genoptræning: Indsatsens omfang?")},
        id="how long",
    ),
    pytest.param(
        "Hvor hurtigt kommer jeg i gang med genoptræning?",
        "start_deadline",
        "genoptraening",
        [r"hurtigst muligt", r"senest 14 dage efter (visitations)?besøget|besøget.*senest 14 dage"],
        {(NOW, "Genoptræning: Hvad er Herlev Kommunes kvalitetsmål?")},
        id="start within 14 days of the visit",
    ),
    pytest.param(
        "Hvad er lovgrundlaget for genoptræning?",
        "legal_basis",
        "genoptraening",
        [r"serviceloven § 86, stk\. 1"],
        {(NOW, "Genoptræning: Hvad er indsatsens lovgrundlag?")},
        id="legal basis of genoptræning",
    ),
    pytest.param(
        "Hvilken paragraf gives vedligeholdende træning efter?",
        "legal_basis",
        "vedligeholdende_traening",
        [r"serviceloven § 86, stk\. 2"],
        {(NOW, "Vedligeholdende træning: Hvad er indsatsens lovgrundlag?")},
        id="legal basis of vedligeholdende træning",
    ),
    pytest.param(
        "Hvordan følger I op på vedligeholdende træning?",
        "follow_up",
        "vedligeholdende_traening",
        [r"(6\.?|sjette|seks) måned"],
        {(NOW, "Vedligeholdende træning: Hvordan følges op på indsatsen?")},
        id="follow-up",
    ),
]


@pytest.mark.parametrize(("question", "topic", "service", "patterns", "named"), ANSWERED)
def test_the_standard_in_force_answers_with_its_section(
    api: Api, question: str, topic: str, service: str, patterns: list[str], named: set[Source]
) -> None:
    reply = ask(api, question)
    assert (reply["outcome"], reply["topic"], reply["service"]) == ("answer", topic, service), text_of(reply)
    says(reply, *patterns)
    assert named <= sources(reply)
    assert validities(reply) == {NOW: ("gældende udgave, uden dato", "current", True)}


def test_the_activity_offer_is_paid_and_the_last_known_price_is_the_earlier_editions(api: Api) -> None:
    reply = ask(api, "Hvad koster det at komme i Aktivitetscentret?")
    assert (reply["outcome"], reply["topic"]) == ("answer", "price")
    assert reply["service"] == "aktivitets_og_samvaerstilbud"
    says(
        reply,
        r"betaler selv|egenbetaling",
        r"én gang om året|hvert år|årligt",
        r"tidligere kvalitetsstandard.*25 kr\. pr\. fremmøde.*kaffe",
        r"bekræftet",
    )
    assert {
        (NOW, "Vedligeholdende træning: Betaling for indsatsen"),
        (BEFORE, "Vedligeholdende træning: Hvad koster indsatsen?"),
    } <= sources(reply)
    assert validities(reply) == {
        NOW: ("gældende udgave, uden dato", "current", True),
        BEFORE: ("tidligere udgave, uden dato, erstattet", "replaced", False),
    }


def test_the_price_is_not_mistaken_for_that_of_the_training(api: Api) -> None:
    for question in ("Er genoptræning gratis?", "Koster vedligeholdende træning noget?"):
        never_says(ask(api, question), r"\b25\b")


def test_a_complaint_has_four_weeks_by_law_to_the_municipality_and_then_ankestyrelsen(api: Api) -> None:
    reply = ask(api, "Hvordan klager jeg over en afgørelse?")
    assert reply["topic"] == "complaint_decision"
    says(reply, r"\bloven\b.*4 uger", r"til kommunen.*Ankestyrelsen", r"kvalitetsstandard siger ikke")
    never_says(reply, r"Det Sociale Nævn", r"Statsforvaltningen", r"Patientklagenævn")
    law = "retssikkerhedsloven"
    assert {(law, "§ 66"), (law, "§ 67"), (law, "§ 60")} <= sources(reply)
    assert set(validities(reply)) == {law, "forvaltningsloven"}  # the second: who may help


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Hvordan melder jeg afbud?", "cancellation"),
        ("Hvad sker der, hvis jeg udebliver?", "no_show"),
        ("Hvor mange minutter varer hver træning?", "session_length"),
        ("Hvad er jeres åbningstider?", "opening_hours"),
    ],
)
def test_what_the_standard_does_not_say_is_named_as_that_and_whom_to_ask(
    api: Api, question: str, topic: str
) -> None:
    reply = ask(api, question)
    assert (reply["outcome"], reply["reason"], reply["topic"]) == ("handoff", "silent", topic), text_of(reply)
    says(reply, r"siger ikke|siger intet|står ikke", r"Visitationen i Herlev Kommune", r"www\.herlev\.dk")
    never_says(reply, r"\d{2} ?\d{2} ?\d{2} ?\d{2}", r"\bkl\.", r"\d+ minutter")
    assert {standard for standard, _ in sources(reply)} <= {NOW}


def test_an_answer_that_states_a_fact_always_has_a_source(api: Api) -> None:
    questions = [str(case.values[0]) for case in ANSWERED]
    for question in [*questions, "Hvordan søger jeg om træning?", "Hvad laver man til genoptræning?"]:
        for message in ask(api, question)["messages"]:
            assert message["outcome"] != "answer" or message["sources"], question


def test_no_standard_but_herlevs_is_named_to_a_citizen_of_herlev(api: Api) -> None:
    for case in ANSWERED:
        named = {standard for standard, _ in sources(ask(api, str(case.values[0])))}
        assert named <= {NOW, BEFORE}


@pytest.mark.parametrize(
    ("question", "outcome", "reason"),
    [
        ("hej", "smalltalk", None),
        ("Jeg vil gerne tale med et menneske", "handoff", "human_asked"),
        ("Hvordan får jeg et nyt pas?", "out_of_scope", None),
        ("Min far har ondt i brystet og kan ikke få vejret", "safety", None),
        ("asdf qwer zxcv", "fallback", "not_understood"),
    ],
)
def test_what_is_not_a_question_on_training_has_its_own_outcome(
    api: Api, question: str, outcome: str, reason: str | None
) -> None:
    reply = ask(api, question)
    assert (reply["outcome"], reply["reason"]) == (outcome, reason), text_of(reply)
    if outcome == "safety":
        says(reply, r"\b112\b")
    if reason == "human_asked":
        says(reply, r"Visitationen i Herlev Kommune", r"www\.herlev\.dk")


def test_without_a_municipality_the_bot_asks_which(api: Api) -> None:
    reply = Talk.begin(api, None).say("Hvad koster det at komme i Aktivitetscentret?")
    assert (reply["outcome"], reply["reason"]) == ("clarify", "which_municipality")
    assert len(reply["messages"][0]["buttons"]) == 4
