"""What holds for everyone: not knowing never refuses, order does not matter, nothing is asked in vain."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.eligibility import Rules, Verdict, next_question, outcomes
from bot.eligibility.engine import open_questions
from bot.eligibility.measure import measure
from bot.facts.screening import DONT_KNOW
from tests.eligibility.conftest import RulesOf

pytestmark = pytest.mark.slow

TOWNS = ("ballerup", "broendby", "herlev", "koebenhavn")
NOT_FOR_NOW = {Verdict.UNLIKELY, Verdict.OTHER_ROUTE}
MEAN_MOST = 6

hypothesis_settings.register_profile(
    "brief", parent=hypothesis_settings.get_profile("steady"), max_examples=50
)
hypothesis_settings.load_profile("brief")


def an_answer(rules: Rules, question: str, data: st.DataObject, unsure: bool = True) -> str:
    """An answer that can be given to a question."""
    asked = rules.questions[question]
    if asked.kind == "age":
        ages = st.one_of(st.integers(18, 100).map(str), st.integers(1930, 2008).map(lambda year: f"f{year}"))
        return data.draw(st.one_of(ages, st.just(DONT_KNOW)) if unsure else ages, label=question)
    if asked.kind == "birth_year":
        span = rules.day.year - 60
        return data.draw(
            st.sampled_from([f"f{year}" for year in range(span - 10, span + 10)]), label=question
        )
    choices = list(rules.choices(question))
    given_ = st.sampled_from([*choices, DONT_KNOW] if unsure else choices)
    if asked.many:
        some = st.sets(st.sampled_from([key for key in choices if key != asked.none]), min_size=1, max_size=2)
        given_ = st.one_of(given_, some.map(lambda keys: "+".join(sorted(keys))))
    return data.draw(given_, label=question)


def all_answers(rules: Rules, data: st.DataObject, unsure: bool = True) -> dict[str, str]:
    """An answer to every question, the finer ones on age only where the age leaves a doubt."""
    answers = {
        key: an_answer(rules, key, data, unsure)
        for key in rules.questions
        if key not in {"foedselsaar", "foedselsdag"}
    }
    while finer := {"foedselsaar", "foedselsdag"} & set(open_questions(rules, answers, frozenset())):
        for key in finer:
            answers[key] = an_answer(rules, key, data, unsure)
    return answers


@pytest.mark.parametrize("town", TOWNS)
@given(data=st.data())
def test_an_unknown_never_becomes_a_no(town: str, data: st.DataObject, rules_of: RulesOf) -> None:
    rules = rules_of(town)
    answers = all_answers(rules, data)
    hidden = data.draw(st.sampled_from(sorted(answers)), label="hidden")
    known, unknown = outcomes(rules, answers), outcomes(rules, {**answers, hidden: DONT_KNOW})
    missing = outcomes(rules, {key: answer for key, answer in answers.items() if key != hidden})
    for service, verdict in unknown.items():
        if verdict in NOT_FOR_NOW and hidden != "alder":
            assert known[service] in NOT_FOR_NOW
        if known[service] is Verdict.LIKELY:
            assert verdict in {Verdict.LIKELY, Verdict.UNCLEAR}
    if hidden not in {"alder", "foedselsaar", "foedselsdag"}:
        assert missing == unknown


@pytest.mark.parametrize("town", TOWNS)
@given(data=st.data())
def test_the_interview_ends_where_the_full_rule_ends(
    town: str, data: st.DataObject, rules_of: RulesOf
) -> None:
    rules = rules_of(town)
    everything = all_answers(rules, data)
    told: dict[str, str] = {}
    asked: list[str] = []
    while (question := next_question(rules, told, asked)) is not None:
        assert question not in asked
        asked.append(question)
        told[question] = everything.get(question, DONT_KNOW)
    assert outcomes(rules, told) == outcomes(rules, everything)


@pytest.mark.parametrize("town", TOWNS)
@given(data=st.data())
def test_it_stops_only_where_no_unasked_answer_can_change_an_outcome(
    town: str, data: st.DataObject, rules_of: RulesOf
) -> None:
    rules = rules_of(town)
    told: dict[str, str] = {}
    while (question := next_question(rules, told, told)) is not None:
        told[question] = an_answer(rules, question, data)
    ends = outcomes(rules, told)
    for _ in range(5):
        more = {key: an_answer(rules, key, data) for key in open_questions(rules, told, frozenset(told))}
        assert outcomes(rules, {**more, **told}) == ends


@pytest.mark.parametrize("town", TOWNS)
@given(data=st.data())
def test_a_question_is_asked_only_if_its_answer_can_change_an_outcome(
    town: str, data: st.DataObject, rules_of: RulesOf
) -> None:
    rules = rules_of(town)
    told: dict[str, str] = {}
    while (question := next_question(rules, told, told)) is not None:
        assert question in open_questions(rules, told, frozenset(told))
        assert _can_change(rules, told, question), (question, told)
        told[question] = an_answer(rules, question, data)


def _can_change(rules: Rules, told: dict[str, str], question: str) -> bool:
    """By trying: whether some answers to the open questions differ in outcome by this one alone."""
    others = [key for key in open_questions(rules, told, frozenset(told)) if key != question]
    for rest in _some_rests(rules, others):
        seen = {
            tuple(outcomes(rules, {**told, **rest, question: answer}).items())
            for answer in _answers(rules, question)
        }
        if len(seen) > 1:
            return True
    return False


def _some_rests(rules: Rules, others: list[str]) -> list[dict[str, str]]:
    rests: list[dict[str, str]] = [{}]
    for key in others:
        rests = [{**rest, key: answer} for rest in rests for answer in _answers(rules, key)][:600]
        rests.append({})
    return rests


def _answers(rules: Rules, question: str) -> list[str]:
    kind = rules.questions[question].kind
    if kind == "age":
        return ["17", "18", "30", "65", "80", DONT_KNOW]
    if kind == "birth_year":
        return [f"f{year}" for year in range(1955, 1975)]
    return [*rules.choices(question), DONT_KNOW]


@pytest.mark.parametrize("town", TOWNS)
@given(data=st.data())
def test_the_order_of_the_answers_does_not_matter(town: str, data: st.DataObject, rules_of: RulesOf) -> None:
    rules = rules_of(town)
    answers = all_answers(rules, data)
    ends = outcomes(rules, answers)
    for order in list(permutations(answers))[:: max(1, len(answers) * 7)][:10]:
        assert outcomes(rules, {key: answers[key] for key in order}) == ends


@pytest.mark.parametrize("town", TOWNS)
@given(data=st.data())
def test_unclear_without_a_dont_know_is_what_the_rule_itself_says(
    town: str, data: st.DataObject, rules_of: RulesOf
) -> None:
    rules = rules_of(town)
    answers = all_answers(rules, data, unsure=False)
    world = rules.world(answers)
    for service, verdict in outcomes(rules, answers).items():
        if verdict is Verdict.UNCLEAR:
            failed = [point for point in rules.services[service].points if point.met(world) is False]
            assert failed
            assert all(point.otherwise is Verdict.UNCLEAR and point.criterion.doubt for point in failed)


@pytest.mark.parametrize("town", TOWNS)
def test_a_result_takes_at_most_six_questions_on_average(town: str, rules_of: RulesOf) -> None:
    found = measure(rules_of(town), 150)
    print(f"{town}: {found.mean:.2f} questions on average, {found.most} at most")
    assert found.mean <= MEAN_MOST


@pytest.mark.parametrize("town", TOWNS)
def test_asked_about_one_service_it_asks_only_for_that(town: str, rules_of: RulesOf) -> None:
    for service, compiled in rules_of(town).services.items():
        focused = rules_of(town, focus=service)
        assert list(focused.services) == [service]
        question = next_question(focused, {}, ())
        if compiled.points:
            assert question is not None
            assert compiled.variables & set(focused.variables(question))
        else:
            assert question is None
