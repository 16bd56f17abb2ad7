"""Ranking: how likely a topic is and how well a fact's own words fit, together."""

import pytest

from bot.answers.evidence import likelihoods
from bot.answers.rank import MOST_RELATED, NOTHING, Ranked, Ranking, rank, related
from bot.answers.types import Asked, Question
from bot.facts.types import NATIONAL, Fact
from tests.builders import a_fact
from tests.unit.answers.asking import a_crowd, a_question, a_world, known

PRICE = a_fact(id="pris", say="Det er gratis.", words=["betale"])
DOG = a_fact(id="dyr", name="home_as_workplace", say="Hunden skal i et andet rum.", words=["hund"])
BUS = a_fact(id="bus", name="transport", say="Der kører en bus.", words=["bus", "taxa"])
WORLD = a_world(PRICE, DOG, BUS)


def ranked(question: Question, *services: str) -> list[Ranked]:
    return rank(question, "eksempelby", services, ("dans",)).facts


def topic_of(question: Question) -> str | None:
    return rank(question, "eksempelby", (), ("dans",)).topic


def test_likelihoods_are_shares_among_topics_alone() -> None:
    found = likelihoods(Asked("", ranking=(("price", 0.3), ("greet", 0.5), ("transport", 0.1))))
    assert found == {"price": pytest.approx(0.75), "transport": pytest.approx(0.25)}


def test_a_topic_that_is_not_in_the_ranking_still_counts() -> None:
    assert likelihoods(Asked("", topic="price")) == {"price": 1.0}


def test_nothing_known_is_no_likelihood() -> None:
    assert likelihoods(Asked("", ranking=(("greet", 1.0),))) == {}


def test_the_fact_on_the_likely_topic_is_first() -> None:
    assert ranked(a_question(WORLD, "xyzzy", topic="transport"))[0].fact == BUS


def test_the_fact_whose_words_fit_is_first_when_no_topic_is_likely() -> None:
    rows = ranked(a_question(a_world(PRICE, DOG, BUS, *a_crowd()), "min hund"))
    assert rows[0].fact == DOG
    assert rows[0].fit > 0 == rows[-1].fit


def test_a_named_service_leaves_other_services_out() -> None:
    world = a_world(PRICE, a_fact(id="sang", service="sang"), services=("dans", "sang"))
    assert {row.fact.id for row in ranked(a_question(world, "gratis"), "dans")} == {"pris"}


def test_a_fact_common_to_some_services_holds_for_those_only() -> None:
    world = a_world(a_fact(id="faelles", service="faelles", services=["sang"]), services=("dans", "sang"))
    assert ranked(a_question(world, "gratis"), "dans") == []
    assert [row.fact.id for row in ranked(a_question(world, "gratis"), "sang")] == ["faelles"]


def test_an_unusual_service_that_nobody_named_loses_to_an_ordinary_one() -> None:
    world = a_world(a_fact(id="sang", service="sang"), PRICE, services=("dans", "sang"))
    assert [row.fact.id for row in ranked(a_question(world, "xyzzy", topic="price"))] == ["pris", "sang"]


def test_a_short_message_leans_to_the_topic_before() -> None:
    ranking = (("price", 0.5), ("transport", 0.5))
    short = a_question(WORLD, "xyzzy", known(topic="transport"), topic="price", ranking=ranking)
    assert ranked(short)[0].fact == BUS


def test_a_long_message_does_not_lean_to_the_topic_before() -> None:
    ranking, text = (("price", 0.5), ("transport", 0.5)), "xyzzy " * 9
    long = a_question(WORLD, text, known(topic="transport"), topic="price", ranking=ranking)
    assert ranked(long)[0].fact == PRICE


def test_a_message_that_only_goes_on_is_searched_with_the_words_before() -> None:
    before = known(topic="home_as_workplace", about="hund")
    assert ranked(a_question(WORLD, "og her", before))[0].fact == DOG


def test_a_sure_topic_on_which_nothing_is_stated_is_silent_however_well_others_fit() -> None:
    question = a_question(WORLD, "hund hund hund", topic="waiting_list", ranking=(("waiting_list", 0.9),))
    assert topic_of(question) == "waiting_list"


def test_a_doubtful_topic_on_which_nothing_is_stated_gives_way_to_a_fact_that_fits() -> None:
    ranking = (("waiting_list", 0.3), ("price", 0.3))
    world = a_world(PRICE, DOG, BUS, *a_crowd())
    question = a_question(world, "hund i andet rum", topic="price", ranking=ranking)
    assert topic_of(question) == "home_as_workplace"


def test_a_likelier_silent_topic_beats_a_fact_that_fits_poorly() -> None:
    ranking = (("waiting_list", 0.5), ("price", 0.2))
    assert topic_of(a_question(WORLD, "xyzzy", topic="waiting_list", ranking=ranking)) == "waiting_list"


def test_shares_are_of_all_that_may_be_meant() -> None:
    found = rank(a_question(WORLD, "hund", topic="price"), "eksempelby", (), ("dans",))
    assert 0.0 < sum(row.share for row in found.facts) < 1.0  # the rest is what nothing is stated on
    assert max(found.names.values()) <= 1.0


def test_a_sure_topic_is_what_was_asked_though_others_fit_better() -> None:
    world = a_world(PRICE, DOG, BUS, *a_crowd())
    assert (
        topic_of(a_question(world, "hund i andet rum", topic="price", ranking=(("price", 0.95),))) == "price"
    )


def test_shares_of_facts_follow_what_fits() -> None:
    found = rank(a_question(WORLD, "hund", topic="price"), "eksempelby", (), ("dans",))
    assert found.fit(DOG) > 0 == found.fit(PRICE)


def test_nothing_ranked_has_no_topic() -> None:
    assert NOTHING.topic is None
    assert NOTHING.fit(DOG) == 0.0


def also(*given: tuple[Fact, float]) -> list[str]:
    names: dict[str, float] = {}
    for fact, share in given:
        names[fact.name] = names.get(fact.name, 0.0) + share
    rows = [Ranked(fact, share, 0.0) for fact, share in given]
    return [fact.id for fact in related(Ranking(rows, names), "price")]


def test_a_fact_that_is_likely_itself_is_told_along() -> None:
    assert also((PRICE, 0.8), (DOG, 0.15)) == ["dyr"]


def test_an_unlikely_fact_is_not_told_along() -> None:
    assert also((PRICE, 0.98), (DOG, 0.005)) == []


def test_the_best_fact_of_a_likely_topic_is_told_along_though_unlikely_itself() -> None:
    many = [(a_fact(id=f"f{n}", name="transport"), 0.009 - n / 10_000) for n in range(5)]
    assert also((PRICE, 0.9), *many) == ["f0"]


def test_the_law_and_the_same_topic_are_not_told_along() -> None:
    law = a_fact(id="lov", municipality=NATIONAL, service="faelles", name="transport")
    assert also((PRICE, 0.5), (a_fact(id="pris2"), 0.3), (law, 0.2)) == []


def test_no_more_than_a_few_are_told_along() -> None:
    many = [(a_fact(id=f"f{n}", name="transport"), 0.05) for n in range(9)]
    assert len(also((PRICE, 0.5), *many)) == MOST_RELATED
