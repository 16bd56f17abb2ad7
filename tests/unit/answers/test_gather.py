"""Gathering: what the editions and the law say, each sentence once, the best match first."""

from bot.answers.draft import Draft
from bot.answers.rank import Ranked, Ranking
from bot.answers.steps import gather
from bot.facts.query import Facts
from bot.facts.types import COMMON, NATIONAL
from bot.outcomes import Outcome
from tests.builders import a_fact
from tests.unit.answers.asking import a_question, a_world, ids, told


def a_draft(facts: Facts, topic: str, *services: str) -> Draft:
    return Draft(a_question(facts, topic=topic), facts.municipalities["eksempelby"], topic, services)


def test_a_sentence_that_two_services_share_is_told_once() -> None:
    world = a_world(a_fact(id="a"), a_fact(id="b", service="sang"), services=("dans", "sang"))
    draft = a_draft(world, "price", "dans", "sang")
    assert gather.facts(draft) is None
    assert {service: [fact.id for fact in found] for service, found in draft.found.items()} == {"dans": ["a"]}


def test_facts_common_to_all_services_are_told_once() -> None:
    world = a_world(a_fact(id="a", service=COMMON), services=("dans", "sang"))
    assert ids(told(world, "hvad koster det", topic="price")) == ["a"]


def test_the_fact_that_fits_best_is_first_and_else_they_stand_as_written() -> None:
    first, second, third = a_fact(id="a"), a_fact(id="b", say="To."), a_fact(id="c", say="Tre.")
    draft = a_draft(a_world(first, second, third), "price", "dans")
    shares = ((third, 0.4), (first, 0.1), (second, 0.1))
    draft.ranking = Ranking([Ranked(fact, share, 0.0) for fact, share in shares], {})
    assert gather.ranked([first, second, third], draft) == [third, first, second]


def test_what_only_the_law_knows_is_an_answer_where_no_standard_is_expected_to_know_it() -> None:
    law = a_fact(
        id="alder", municipality=NATIONAL, service=COMMON, name="pension_age", edition="eksempelloven"
    )
    message = told(a_world(a_fact(), law), "hvornår er jeg gammel nok", topic="pension_age")
    assert message.outcome is Outcome.ANSWER
    assert [source.standard for source in message.sources] == ["eksempelloven"]


def test_what_only_the_law_knows_is_silence_where_a_standard_ought_to_know_it() -> None:
    law = a_fact(
        id="loven", municipality=NATIONAL, service=COMMON, name="waiting_list", edition="eksempelloven"
    )
    message = told(a_world(a_fact(), law), "er der venteliste", topic="waiting_list")
    assert message.outcome is Outcome.HANDOFF
    assert ids(message) == ["loven"]


def test_the_law_of_a_service_is_kept_from_other_services() -> None:
    law = a_fact(
        id="loven",
        municipality=NATIONAL,
        service=COMMON,
        name="transport",
        edition="eksempelloven",
        services=["sang"],
    )
    world = a_world(law, services=("dans", "sang"))
    for service, wanted in (("dans", []), ("sang", ["loven"])):
        draft = a_draft(world, "transport", service)
        gather.facts(draft)
        assert [fact.id for fact in draft.national] == wanted


def test_an_older_figure_is_recalled_beside_what_holds_today() -> None:
    old = a_fact(id="gammel", edition="eksempelby-2019", show_with_current=True, say="Det kostede en mønt.")
    draft = a_draft(a_world(a_fact(id="ny"), old), "price", "dans")
    gather.facts(draft)
    assert [fact.id for fact in draft.found["dans"]] == ["ny"]
    assert draft.recalled == [old]
