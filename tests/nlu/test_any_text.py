"""Whatever a citizen writes: an answer with a known outcome, clean words, sources, and no promise."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.offline import Offline, examples, trained
from bot.answers.types import Context, Message
from bot.facts.load import load
from bot.facts.query import Facts
from bot.facts.types import COMMON, NATIONAL
from bot.lang.voice import Voice, relations
from bot.outcomes import Outcome
from bot.settings import ROOT

pytestmark = pytest.mark.slow

FACTS = Facts(load(ROOT / "knowledge").knowledge(), "test")
PROMISE = re.compile(r"\bret til\b", re.IGNORECASE)
TEXTS = [text for text, _ in examples(ROOT / "data/nlu")]
NAMES = [word for service in FACTS.services.values() for word in service.words]
NAMES += [town.name for town in FACTS.municipalities.values()]
SOMETIMES = st.one_of(st.none(), st.sampled_from(sorted(FACTS.municipalities)))

messages = st.one_of(
    st.text(max_size=120),
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(TEXTS), min_size=2, max_size=3).map(". ".join),
    st.tuples(st.sampled_from(TEXTS), st.sampled_from(NAMES)).map(" ".join),
)
contexts = st.builds(
    Context,
    municipality=SOMETIMES,
    service=st.one_of(st.none(), st.sampled_from(sorted(FACTS.services))),
    topic=st.one_of(st.none(), st.sampled_from(["price", "apply", "waiting_list", "pension_age"])),
    relation=st.one_of(st.none(), st.sampled_from(sorted(relations()))),
    misses=st.integers(0, 3),
    about=st.sampled_from(["", "hund", "bus taxa"]),
)
many = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def bot() -> Offline:
    return Offline(trained(), FACTS)


def say(bot: Offline, text: str, context: Context) -> tuple[Message, ...]:
    return bot.say(text, context).messages


@many
@given(text=messages, context=contexts)
def test_any_text_gets_a_tidy_answer_with_a_known_outcome(bot: Offline, text: str, context: Context) -> None:
    answer = bot.say(text, context)
    assert answer.messages
    for message in answer.messages:
        assert message.outcome in Outcome
        assert message.text.strip()
        assert "{" not in message.text and "None" not in message.text
        assert not PROMISE.search(message.text)


@many
@given(text=messages, context=contexts)
def test_whatever_states_a_fact_names_where_it_stands(bot: Offline, text: str, context: Context) -> None:
    for message in say(bot, text, context):
        stated = {(fact.edition, fact.section) for fact in message.facts}
        assert {(source.standard, source.section) for source in message.sources} == stated


@many
@given(text=messages, context=contexts)
def test_no_answer_borrows_from_another_municipality(bot: Offline, text: str, context: Context) -> None:
    for message in say(bot, text, context):
        towns = {fact.municipality for fact in message.facts} - {NATIONAL}
        compared = len(towns) > 1 and not message.service
        assert compared or towns <= {message.municipality}


@many
@given(text=messages, context=contexts)
def test_facts_about_another_person_are_not_said_to_the_one_who_asks(
    bot: Offline, text: str, context: Context
) -> None:
    answer = bot.say(text, context)
    relation = relations().get(answer.context.relation or "")
    if relation is None:
        return
    for message in answer.messages:
        for fact in message.facts:
            to_oneself = Voice().say(fact.sentence)
            if to_oneself not in {Voice(relation).say(fact.sentence), _again(fact.sentence, relation.id)}:
                assert to_oneself not in message.text, fact.key


def _again(sentence: str, relation: str) -> str:
    """The sentence when the person was named before."""
    voice = Voice(relations()[relation])
    voice.say("{du}")
    return voice.say(sentence)


@many
@given(text=messages, context=contexts)
def test_what_is_known_stays_within_what_exists(bot: Offline, text: str, context: Context) -> None:
    after = bot.say(text, context).context
    assert after.municipality is None or after.municipality in FACTS.municipalities
    assert after.service is None or after.service in FACTS.services
    assert after.service != COMMON
    assert after.misses in {0, context.misses + 1}
