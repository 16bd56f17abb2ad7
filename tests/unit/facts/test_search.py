"""Search: the fact that speaks of the thing wins, and sharing nothing scores nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.search import Index, terms
from tests.builders import a_fact

FACTS = (
    a_fact(
        id="rygning",
        name="home_as_workplace",
        say="Der må ikke ryges i hjemmet.",
        words=["cigaret", "tobak"],
    ),
    a_fact(
        id="dyr",
        name="home_as_workplace",
        say="Kæledyr skal være i et andet rum.",
        words=["hund", "kat"],
    ),
    a_fact(id="plads", name="home_as_workplace", say="Der skal være plads til hjælpemidler."),
    a_fact(
        id="koersel",
        name="transport",
        say="Du kan blive hentet i bus.",
        words=["taxa", "flextrafik"],
    ),
    a_fact(id="pris", say="Det koster ikke noget.", words=["gratis", "betaling"]),
)
INDEX = Index(FACTS)


def best(question: str) -> str:
    scores = INDEX.scores(question)
    return FACTS[max(range(len(scores)), key=scores.__getitem__)].id


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("skal min hund lukkes inde?", "dyr"),
        ("HUND", "dyr"),
        ("må jeg ryge", "rygning"),
        ("mine cigaretter", "rygning"),
        ("hvad koster det", "pris"),
        ("er det gratis?", "pris"),
        ("kan jeg få taxa derhen", "koersel"),
        ("hjaelpemidler", "plads"),
        ("kommer der en bus", "koersel"),
    ],
)
def test_the_best_fact_wins(question: str, wanted: str) -> None:
    assert best(question) == wanted


@pytest.mark.parametrize("question", ["", "?!", "zzz qqq", "jeg og du", "  "])
def test_a_question_that_shares_nothing_scores_nothing(question: str) -> None:
    assert INDEX.scores(question) == [0.0] * len(FACTS)


def test_there_is_one_score_a_fact_in_their_order() -> None:
    scores = INDEX.scores("hund")
    assert len(scores) == len(FACTS)
    assert [i for i, score in enumerate(scores) if score == max(scores)] == [1]


def test_a_word_that_all_facts_share_weighs_less_than_a_rare_one() -> None:
    index = Index([a_fact(id="a", say="Dans med kaffe."), a_fact(id="b", say="Dans med sang.")])
    first, second = index.scores("dans kaffe")
    assert first > second > 0


def test_an_inflected_word_still_finds_its_fact() -> None:
    index = Index([a_fact(id="a", words=["visitator"]), a_fact(id="b", words=["gymnastik"])])
    first, second = index.scores("visitatoren")
    assert first > second


def test_an_empty_index_has_no_scores() -> None:
    assert Index([]).scores("hund") == []


def test_small_words_are_no_terms() -> None:
    assert not terms("jeg og du")
    assert terms("hund")["hund"] == 1


@given(st.text(max_size=60))
def test_no_question_makes_a_score_negative_or_unbounded(question: str) -> None:
    assert all(0 <= score < 3 for score in INDEX.scores(question))
