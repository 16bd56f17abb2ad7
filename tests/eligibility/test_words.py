"""What citizens read: no promise, no refusal, both voices, short questions, all that must always be said."""

from __future__ import annotations

import re

import pytest

from bot.eligibility import Rules, outcomes
from bot.eligibility.interview import begin
from bot.eligibility.state import State
from bot.facts.plain import _BARE
from bot.lang.voice import PERSON_MARKS, Voice, relations
from tests.eligibility.conftest import RulesOf

PROMISE = re.compile(
    r"\b(ret til|berettiget|garanter\w*|kan ikke få|får ikke|(?<!mens )du får|kan du få|har krav|afvist)\b",
    re.IGNORECASE,
)


def all_texts(rules: Rules) -> list[str]:
    """Everything that an interview of a municipality can say, in a few of its results."""
    texts = [question.ask for question in rules.questions.values()]
    texts += [question.why for question in rules.questions.values()]
    for answers in some_citizens(rules):
        _, reply = begin(rules, State(rules.municipality, answers=answers))
        texts += [line.text for line in reply.lines]
        texts += [line.text for line in reply.result.lines] if reply.result else []
    return texts


def some_citizens(rules: Rules) -> list[dict[str, str]]:
    """Every answer to every question at least once."""
    choices = {
        key: [*(rules.choices(key) or (["40", "82"] if key == "alder" else ["f1950"])), "ved_ikke"]
        for key in rules.questions
    }
    most = max(len(answers) for answers in choices.values())
    return [{key: given[n % len(given)] for key, given in choices.items()} for n in range(most * 3)]


@pytest.mark.parametrize("town", ["ballerup", "broendby", "herlev", "koebenhavn"])
def test_no_text_promises_or_refuses_or_leaves_a_mark(town: str, rules_of: RulesOf) -> None:
    for text in all_texts(rules_of(town)):
        for relation in (None, "mor", "foraeldre"):
            said = Voice(relations()[relation] if relation else None).say(text)
            assert "{" not in said, said
            assert not PROMISE.search(said), said
            if relation:
                named = re.sub(r"\b(din mors?|dine forældres?)\b", "", said, flags=re.IGNORECASE)
                assert not _BARE.search(named), said


def test_questions_are_short_and_each_says_why(rules_of: RulesOf) -> None:
    for town in ("ballerup", "broendby", "herlev", "koebenhavn"):
        for question in rules_of(town).questions.values():
            for text in (question.ask, question.why):
                for sentence in re.split(r"[.?!]", text):
                    assert len(sentence.split()) <= 20
            assert not _BARE.search(re.sub(r"\{\w+\}", "", question.ask))
            assert set(re.findall(r"\{(\w+)\}", question.ask.lower())) <= PERSON_MARKS


def test_the_result_always_says_who_decides_how_to_apply_and_what_is_left_out(rules_of: RulesOf) -> None:
    for town in ("ballerup", "broendby", "herlev", "koebenhavn"):
        rules = rules_of(town)
        for answers in some_citizens(rules):
            _, reply = begin(rules, State(town, answers=answers))
            if reply.result is None:
                continue
            said = {line.id for line in reply.result.lines}
            assert {"decides", "everyone", "how", "ready", "not_modelled", "summary"} <= said
            assert reply.result.verdicts == outcomes(rules, answers)
            for finding in reply.result.findings:
                if finding.verdict.value in {"unlikely", "other_route"}:
                    assert any(line.id == "against" and line.facts for line in finding.points)
