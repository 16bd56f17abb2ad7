"""What is understood: replies to a question, facts told in passing, a no turned round, an age."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.eligibility import Rules
from bot.eligibility.asking import is_question, supposes
from bot.eligibility.engine import open_questions
from bot.eligibility.hear import hear, remarks, told_in
from bot.eligibility.hear_age import age_in
from bot.eligibility.interview import Said, step
from bot.eligibility.state import State
from bot.eligibility.wording import find, tokens
from tests.eligibility.conftest import DAY, RulesOf

REPLIES = [
    json.loads(line)
    for line in Path(__file__).with_name("replies.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = 0.95


@pytest.fixture
def rules(rules_of: RulesOf) -> Rules:
    return rules_of("ballerup")


def test_replies_as_people_write_them_are_understood(rules_of: RulesOf) -> None:
    """An empty answer means: a plain yes or no that has to be asked back."""
    wrong = []
    for row in REPLIES:
        heard = hear(rules_of(row["municipality"]), row["say"], row["question"])
        right = heard.answers.get(row["question"]) == row["answer"] if row["answer"] else heard.either_or
        wrong += [] if right else [row["say"]]
    print(f"{len(REPLIES)} replies, wrong: {wrong}")
    assert len(wrong) <= (1 - FLOOR) * len(REPLIES)


def test_what_is_told_in_passing_is_picked_up(rules: Rules) -> None:
    text = "Kan min mand på 74, der har parkinson og bor på plejehjem, få noget træning?"
    assert remarks(rules, text) == {"bolig": "plejecenter", "diagnose": "progressiv+"}


@pytest.mark.parametrize(
    "text",
    [
        "hvad koster det at komme i daghjem?",
        "hvad er forskellen på daghjem og samværsgruppe?",
        "hvor ligger plejecentret?",
        "hvem laver udredningen",
        "min hund er gammel",
        "klokken er 82",
    ],
)
def test_a_question_tells_nothing_about_the_citizen(rules: Rules, text: str) -> None:
    assert remarks(rules, text) == {}


def test_a_no_just_before_the_words_turns_them_round(rules: Rules) -> None:
    assert "diagnose" not in remarks(rules, "hun har ikke demens")
    assert hear(rules, "hun har ikke demens", "diagnose").answers == {}
    assert remarks(rules, "hun har ikke parkinson, men hun er dement") == {"diagnose": "demens+"}
    assert remarks(rules, "lægen har ikke henvist hende") == {"henvisning": "nej"}


def test_a_no_after_the_words_leaves_them(rules: Rules) -> None:
    assert remarks(rules, "han kan pludselig ikke gå") == {"forloeb": "pludselig"}


def test_several_answers_are_heard_where_several_can_hold(rules: Rules) -> None:
    assert hear(rules, "både demens og parkinson", "diagnose").answers["diagnose"] == "demens+progressiv"


def test_the_own_town_is_not_another_one(rules_of: RulesOf) -> None:
    assert "bolig" not in remarks(rules_of("ballerup"), "hun bor i Ballerup")
    assert remarks(rules_of("herlev"), "hun bor i Ballerup")["bolig"] == "anden_kommune"


def test_danish_letters_may_be_written_out_and_long_words_misspelt(rules: Rules) -> None:
    assert remarks(rules, "hun har en genoptraeningsplan")["forloeb"] == "plan"
    assert remarks(rules, "han har en genoptrænigsplan fra sygehuset")["forloeb"] == "plan"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("82", "82"),
        ("hun er 82", "82"),
        ("toogfirs", "82"),
        ("født i 1951", "f1951"),
        ("1951", "f1951"),
        ("min far på 77", "77"),
        ("hun er født den 3. april 1949", "f1949-04-03"),
    ],
)
def test_ages_and_births_are_read(text: str, answer: str) -> None:
    assert age_in(text, DAY, "age").answer == answer


def test_a_span_of_years_is_kept_as_a_span() -> None:
    lowest, highest = age_in("hun er i firserne", DAY, "age").answer.split("-")
    assert (int(lowest), int(highest)) == (80, 89)


@pytest.mark.parametrize("text", ["for 2 år siden", "i 20 år", "1-3 gange om ugen", "tlf 43 28 28 28"])
def test_other_figures_are_no_ages(text: str) -> None:
    assert age_in(text, DAY).answer == ""


def test_what_asks_is_told_from_what_tells() -> None:
    assert all(is_question(text) for text in ("hvad koster det", "er det gratis", "kan man søge", "nå?"))
    assert not any(is_question(text) for text in ("hun er 82", "det kan jeg ikke", "kan jeg ikke", "ja"))


def test_a_gap_is_at_most_three_words_and_never_over_punctuation() -> None:
    assert find("bor … hjemme", tokens("han bor stadig for det meste hjemme")) is None
    assert find("bor … hjemme", tokens("han bor nu vist nok hjemme")) is not None
    assert find("bor … hjemme", tokens("han bor dårligt. hjemme er bedst")) is None


def test_the_age_holds_on_the_day_it_is_told() -> None:
    assert age_in("født i 2027", date(2026, 1, 1), "age").bad
    assert age_in("født i 2007", date(2026, 1, 1), "age").answer == "f2007"


def test_one_illness_told_in_passing_does_not_rule_out_the_others(rules: Rules) -> None:
    told = remarks(rules, "min kone har demens og bor hjemme")
    assert told["diagnose"] == "demens+"
    assert rules.world(told)["diagnose:hjerneskade"] == {"ja", "nej"}
    assert "diagnose" in open_questions(rules, told, frozenset())
    state, _ = step(
        rules, State("ballerup", answers=told, asked=("diagnose",), pending="diagnose"), Said("nej")
    )
    assert state.answers["diagnose"] == "demens"


@pytest.mark.parametrize(
    "text",
    [
        "Hvad er en genoptræningsplan?",
        "kan jeg få en genoptræningsplan",
        "er der træning på plejehjem?",
        "kan man få det når man bor på plejehjem",
        "Er der en aldersgrænse på 65 år?",
        "Kan jeg få genoptræning, hvis jeg er 70 år?",
        "hvad nu hvis hun bor på plejecenter",
        "vi venter på en genoptræningsplan",
    ],
)
def test_what_is_asked_wished_or_supposed_is_not_told(rules_of: RulesOf, text: str) -> None:
    assert told_in(rules_of("herlev"), text) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kan min mor få træning når hun er 82 og bor hjemme?", {"bolig": "hjemme", "alder": "82"}),
        ("Kan min mor på 82 få træning?", {"alder": "82"}),
        ("min mor er 82, er der noget til hende?", {"alder": "82"}),
        ("Hun bor hjemme og hvad koster det", {"bolig": "hjemme"}),
    ],
)
def test_a_question_can_tell_something_of_the_person(
    rules_of: RulesOf, text: str, told: dict[str, str]
) -> None:
    assert told_in(rules_of("herlev"), text) == told


def test_what_a_relative_says_of_themselves_is_left_out(rules_of: RulesOf) -> None:
    assert told_in(rules_of("herlev"), "Jeg er 58 og min mor er 82", other=True) == {"alder": "82"}
    assert told_in(rules_of("herlev"), "jeg bor i Ballerup, hun bor på plejehjem", other=True) == {
        "bolig": "plejecenter"
    }


def test_a_supposition_is_known_as_one() -> None:
    assert all(
        supposes(text) for text in ("hvad nu hvis hun bor hjemme", "Hvis hun var 60?", "og hvis han er 70")
    )
    assert not any(supposes(text) for text in ("ja hvis nogen hjælper", "hun bor hjemme", "hvad koster det"))
