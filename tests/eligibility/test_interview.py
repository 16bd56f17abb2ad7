"""The interview turn by turn: bad input gets a kind question back, and nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.eligibility import Rules
from bot.eligibility.interview import Pressed, Said, again, begin, step
from bot.eligibility.reply import PREFIX, Reply
from bot.eligibility.state import STOPPED, State
from tests.eligibility.conftest import RulesOf

TOWN = "herlev"


@pytest.fixture
def rules(rules_of: RulesOf) -> Rules:
    return rules_of(TOWN)


def talk(rules: Rules, *texts: str) -> tuple[State, Reply]:
    """An interview with these messages, the first of which opens it."""
    state, reply = begin(rules, State(rules.municipality), texts[0])
    for text in texts[1:]:
        state, reply = step(rules, state, Said(text))
    return state, reply


def asked_for(rules: Rules, question: str) -> State:
    """An interview in which this question waits."""
    return State(rules.municipality, asked=(question,), pending=question, phase="asking")


def lines(reply: Reply) -> list[str]:
    return [line.id for line in reply.lines]


# --- bad input ------------------------------------------------------------------------------------


def test_an_age_of_seven_is_asked_back_and_taken_when_confirmed(rules: Rules) -> None:
    state, reply = step(rules, asked_for(rules, "alder"), Said("7"))
    assert (reply.kind, reply.question, "alder" in state.answers) == ("doubtful_age", "alder", False)
    confirmed, _ = step(rules, state, Said("ja det er rigtigt"))
    assert confirmed.answers["alder"] == "7"
    denied, again_ = step(rules, state, Said("nej"))
    assert (again_.kind, denied.pending, denied.answers) == ("ask", "alder", {})


def test_an_age_of_seven_told_in_passing_is_asked_back_too(rules: Rules) -> None:
    state, reply = talk(rules, "min søn er 7 år og bor hjemme")
    assert (reply.kind, reply.question) == ("doubtful_age", "alder")
    assert state.answers["bolig"] == "hjemme"
    state, _ = step(rules, state, Said("han er 37"))
    assert state.answers["alder"] == "37"


@pytest.mark.parametrize("text", ["160", "hun er 160 år", "født i morgen", "født i 2030", "født i 1850"])
def test_an_age_that_cannot_be_is_asked_again_kindly(rules: Rules, text: str) -> None:
    before = asked_for(rules, "alder").answered({"bolig": "hjemme"})
    state, reply = step(rules, before, Said(text))
    assert (reply.kind, reply.question) == ("bad_age", "alder")
    assert state == before
    assert lines(reply) == ["bad_age", "question.alder"]


def test_yes_to_an_either_or_question_is_asked_which(rules: Rules) -> None:
    before = asked_for(rules, "anden_traening").answered({"bolig": "hjemme"})
    state, reply = step(rules, before, Said("ja"))
    assert (reply.kind, state) == ("either_or", before)
    assert f"{PREFIX}anden_traening=forening" in [button.value for button in reply.buttons]


def test_a_contradiction_is_laid_open_and_the_citizen_chooses(rules: Rules) -> None:
    before = asked_for(rules, "deltage").answered({"bolig": "plejecenter", "alder": "80"})
    state, reply = step(rules, before, Said("jeg bor hjemme"))
    assert (reply.kind, reply.question, state.pending) == ("contradiction", "bolig", "bolig")
    assert state.answers["bolig"] == "plejecenter"
    values = [button.value for button in reply.buttons]
    assert values[:2] == [f"{PREFIX}bolig=plejecenter", f"{PREFIX}bolig=hjemme"]
    settled, _ = step(rules, state, Pressed(values[1]))
    assert (settled.answers["bolig"], settled.answers["alder"]) == ("hjemme", "80")


def test_two_ages_that_cannot_both_be_are_a_contradiction_and_two_that_can_are_not(rules: Rules) -> None:
    before = asked_for(rules, "deltage").answered({"alder": "82"})
    _, reply = step(rules, before, Said("hun er 60 år"))
    assert (reply.kind, reply.question) == ("contradiction", "alder")
    state, reply = step(rules, before, Said("hun er født i 1944"))
    assert (reply.kind, state.answers["alder"]) == ("ask", "f1944")


def test_what_is_not_understood_is_asked_again_with_all_kept(rules: Rules) -> None:
    before = asked_for(rules, "deltage").answered({"bolig": "hjemme"})
    state, reply = step(rules, before, Said("blå heste synger"))
    assert (reply.kind, state) == ("not_understood", before)


@pytest.mark.parametrize("text", ["", "   ", "!!!", "😀", "§§§", "x" * 2000, "ikke " * 300])
def test_no_text_breaks_it(rules: Rules, text: str) -> None:
    for question in rules.questions:
        _, reply = step(rules, asked_for(rules, question), Said(text))
        assert reply.buttons or reply.kind in {"result", "interruption"}


# --- what a message can hold ------------------------------------------------------------------------


def test_several_facts_in_one_sentence_are_all_heard(rules: Rules) -> None:
    state, reply = talk(rules, "han er 74, bor hjemme og har fået genoptræningsplan fra hospitalet")
    assert state.answers == {"alder": "74", "bolig": "hjemme", "forloeb": "plan"}
    assert "noted" in lines(reply)


def test_what_was_said_before_is_never_asked(rules: Rules) -> None:
    told = {"alder": "82", "bolig": "hjemme", "forloeb": "langvarigt"}
    state, reply = begin(rules, State(TOWN, answers=told))
    while reply.kind == "ask":
        assert state.pending not in told
        state, reply = step(rules, state, Pressed(reply.buttons[0].value))
    assert not set(told) & set(state.asked)


def test_a_correction_replaces_without_a_quarrel(rules: Rules) -> None:
    before = asked_for(rules, "deltage").answered({"alder": "82"})
    state, reply = step(rules, before, Said("undskyld, hun er 84"))
    assert (state.answers["alder"], state.pending, reply.kind) == ("84", "deltage", "ask")


def test_an_interruption_leaves_the_interview_as_it_was_and_the_question_returns(rules: Rules) -> None:
    before = asked_for(rules, "bolig")
    for text in ("hvad koster det?", "er det gratis", "hvor ligger det henne", "Kan man selv vælge tid?"):
        state, reply = step(rules, before, Said(text))
        assert (reply.kind, state) == ("interruption", before), text
    assert lines(again(rules, before)) == ["again", "question.bolig"]


def test_a_message_that_answers_and_asks_is_both(rules: Rules) -> None:
    state, reply = step(rules, asked_for(rules, "bolig"), Said("Hun bor hjemme. Hvad koster det?"))
    assert state.answers["bolig"] == "hjemme"
    assert reply.asks


def test_a_dont_know_is_an_answer_and_is_not_asked_again(rules: Rules) -> None:
    state, reply = step(rules, asked_for(rules, "alder"), Said("det ved jeg ikke"))
    assert state.answers["alder"] == "ved_ikke"
    while reply.kind == "ask":
        assert state.pending != "alder"
        state, reply = step(rules, state, Said("ved ikke"))


def test_near_the_limit_the_year_of_birth_is_asked_and_only_there(rules_of: RulesOf) -> None:
    rules = rules_of(TOWN, date(2030, 6, 1))
    state, reply = step(rules, asked_for(rules, "alder"), Said("67"))
    while reply.kind == "ask" and state.pending != "foedselsaar":
        state, reply = step(rules, state, Pressed(reply.buttons[0].value))
    assert state.pending == "foedselsaar"
    state, reply = step(rules, state, Said("1963"))
    assert state.answers["foedselsaar"] == "f1963"
    assert rules.world(state.answers)["alder"] == {"1"}


def test_the_question_that_waited_is_not_lost_by_a_contradiction_or_a_change(rules: Rules) -> None:
    before = replace(asked_for(rules, "deltage"), answers={"bolig": "plejecenter", "forloeb": "langvarigt"})
    there, _ = step(rules, before, Said("jeg bor hjemme"))
    after, reply = step(rules, there, Pressed("screen:bolig=hjemme"))
    asked = [after.pending]
    while reply.kind == "ask":
        after, reply = step(rules, after, Pressed(reply.buttons[0].value))
        asked.append(after.pending)
    assert "deltage" in asked
    there, _ = step(rules, before, Pressed("screen:change=bolig"))
    assert "deltage" not in there.asked


def test_a_plan_from_the_hospital_is_never_passed_over(rules: Rules) -> None:
    before = asked_for(rules, "deltage").answered({"forloeb": "langvarigt"})
    _, reply = step(rules, before, Said("hun har fået en genoptræningsplan"))
    assert (reply.kind, reply.question) == ("contradiction", "forloeb")


# --- steering ---------------------------------------------------------------------------------------


def test_why_is_told_and_the_question_waits(rules: Rules) -> None:
    for event in (Said("hvorfor spørger du om det?"), Pressed("screen:why")):
        state, reply = step(rules, asked_for(rules, "bolig"), event)
        assert (reply.kind, lines(reply), state.pending) == ("why", ["why", "question.bolig"], "bolig")


def test_back_asks_the_last_question_again_and_keeps_the_rest(rules: Rules) -> None:
    state, _ = begin(rules, State(TOWN))
    first = state.pending
    state, _ = step(rules, state, Said("det har stået på længe"))
    state, _ = step(rules, state, Said("hjemme"))
    there, reply = step(rules, state, Said("gå tilbage"))
    assert (reply.kind, there.pending) == ("back", "bolig")
    assert there.answers == {first: "langvarigt"}


def test_back_at_the_first_question_says_that_there_is_nothing_before(rules: Rules) -> None:
    state, _ = begin(rules, State(TOWN))
    _, reply = step(rules, state, Pressed("screen:back"))
    assert lines(reply)[0] == "nothing_before"


def test_an_earlier_answer_can_be_changed_and_the_old_one_stands_until_then(rules: Rules) -> None:
    before = asked_for(rules, "deltage").answered({"alder": "82", "bolig": "hjemme"})
    state, reply = step(rules, before, Pressed("screen:change=alder"))
    assert (reply.kind, state.pending, state.answers["alder"]) == ("change", "alder", "82")
    state, _ = step(rules, state, Said("58"))
    assert state.answers == {"alder": "58", "bolig": "hjemme"}


def test_an_answer_can_be_changed_in_words(rules: Rules) -> None:
    before = asked_for(rules, "deltage").answered({"alder": "82", "bolig": "hjemme"})
    state, reply = step(rules, before, Said("jeg vil gerne rette alderen"))
    assert (reply.kind, state.pending) == ("change", "alder")
    state, reply = step(rules, before, Said("ret alderen til 84 år"))
    assert (reply.kind, state.answers["alder"], state.pending) == ("ask", "84", "deltage")


def test_the_result_offers_to_change_each_answer(rules_of: RulesOf) -> None:
    _, reply = talk(rules_of("broendby"), "jeg har en genoptræningsplan fra hospitalet")
    assert [button.value for button in reply.buttons] == ["screen:change=forloeb"]


def test_it_can_be_stopped_at_any_time(rules: Rules) -> None:
    for event in (Said("stop"), Said("jeg gider ikke svare på mere"), Pressed("screen:stop")):
        state, reply = step(rules, asked_for(rules, "bolig"), event)
        assert (state.phase, reply.kind, state.pending) == (STOPPED, "stopped", None)


def test_after_the_result_a_new_fact_gives_a_new_result(rules_of: RulesOf) -> None:
    rules = rules_of("broendby")
    state, reply = talk(rules, "jeg har en genoptræningsplan fra hospitalet")
    assert reply.kind == "result"
    state, reply = step(rules, state, Said("undskyld, jeg mente at det er kronisk"))
    assert state.answers["forloeb"] == "langvarigt"


def test_only_buttons_of_the_interview_are_taken(rules: Rules) -> None:
    for value in ("screen:nonsense", "topic:price", "screen:bolig2=hjemme", "screen:bolig=telt"):
        with pytest.raises(ValueError, match="no button"):
            step(rules, asked_for(rules, "bolig"), Pressed(value))


def test_the_state_is_small_json_and_comes_back_the_same(rules: Rules) -> None:
    state, _ = talk(rules, "min mor er 82 og bor hjemme", "lidt efter lidt", "nej", "ja")
    written = json.dumps(state.to_json())
    assert len(written) < 400
    assert State.from_json(json.loads(written)) == state
