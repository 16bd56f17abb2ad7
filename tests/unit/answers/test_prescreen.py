"""The pre-screening between the other messages of a talk: nothing lost, nothing heard that was not told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.answers.compose import compose
from bot.answers.reply import one
from bot.answers.skills.prescreen import between
from bot.answers.types import Answer, Asked, Context, Question
from bot.facts.query import Facts
from bot.lang.voice import relations
from bot.outcomes import Outcome
from tests.builders import a_fact
from tests.unit.answers.asking import DAY, HERE, a_world

START = "screen:start"
WEAK, STRONG = 0.2, 0.9
ELSEWHERE = Context()


class Talk:
    """A talk in Eksempelby, where the interview asks where one lives and whether one likes to dance."""

    def __init__(self, facts: Facts, context: Context = HERE) -> None:
        self.facts, self.context = facts, context

    def hear(self, text: str, intent: str = "nlu_fallback", sure: float = STRONG, **asked: Any) -> Answer:
        """The answer to a message that was understood as this."""
        question = Question(Asked(text, confidence=sure, **asked), self.context, self.facts, DAY)
        return self._keep(between((question,), intent, lambda: self._ordinary(question, intent)))

    def parts(self, whole: str, *texts: str) -> Answer:
        """The answer to a message that asks several things."""
        questions = tuple(
            Question(Asked(text, confidence=STRONG), self.context, self.facts, DAY, message=whole)
            for text in texts
        )
        ordinary = one(questions[0], "Alt om prisen.", Outcome.ANSWER)
        return self._keep(between(questions, "ask_price", lambda: ordinary))

    def press(self, value: str) -> Answer:
        """The answer to a button."""
        return self.hear(value, "press", 1.0)

    @property
    def state(self) -> dict[str, Any]:
        """Where the interview stands."""
        return dict(json.loads(self.context.screening))

    @property
    def answers(self) -> dict[str, str]:
        """What it has been told."""
        return dict(self.state.get("answers", {}))

    def _keep(self, answer: Answer) -> Answer:
        self.context = answer.context
        return answer

    def _ordinary(self, question: Question, intent: str) -> Answer:
        kinds = {"safety_acute": Outcome.SAFETY, "ask_human": Outcome.HANDOFF, "thanks": Outcome.SMALLTALK}
        return one(question, "Det almindelige svar.", kinds.get(intent, Outcome.ANSWER))


@pytest.fixture
def talk(eksempelby: Facts) -> Talk:
    """An interview that has just begun."""
    started = Talk(eksempelby)
    started.press(START)
    return started


def text_of(answer: Answer) -> str:
    return "\n".join(message.text for message in answer.messages)


def buttons(answer: Answer) -> list[str]:
    return [button.value for button in answer.messages[-1].buttons]


# --- the way in -----------------------------------------------------------------------------------


def test_it_begins_on_request_and_by_its_button(eksempelby: Facts) -> None:
    for how in (lambda talk: talk.press(START), lambda talk: talk.hear("er det noget for mig", "prescreen")):
        answer = how(Talk(eksempelby))
        assert answer.messages[0].outcome is Outcome.PRESCREEN
        assert "Hvor bor du?" in text_of(answer)


def test_without_a_municipality_it_asks_for_it_first_and_forgets_nothing(eksempelby: Facts) -> None:
    talk = Talk(eksempelby, ELSEWHERE)
    asked = talk.hear("hjælp mig videre, jeg bor på et skib", "prescreen")
    assert (asked.messages[0].outcome, talk.context.screening) == (Outcome.CLARIFY, "wanted")
    talk.hear("det ved jeg ikke lige nu", "dont_know")
    result = talk.press("municipality:eksempelby")
    assert result.messages[0].outcome is Outcome.PRESCREEN_RESULT
    assert talk.answers == {"bolig": "skib"}


def test_a_municipality_that_is_written_begins_it_too(eksempelby: Facts) -> None:
    talk = Talk(eksempelby, ELSEWHERE)
    talk.hear("er det noget for mig", "prescreen")
    answer = talk.hear("eksempelby", "inform_municipality", municipalities=("eksempelby",))
    assert "Hvor bor du?" in text_of(answer)


def test_a_question_on_something_else_ends_the_waiting_for_a_municipality(eksempelby: Facts) -> None:
    talk = Talk(eksempelby, ELSEWHERE)
    talk.hear("er det noget for mig", "prescreen")
    answer = talk.hear("hvad koster det i eksempelby", "ask_price", municipalities=("eksempelby",))
    assert text_of(answer) == "Det almindelige svar."


def test_it_is_offered_after_answers_on_whom_a_service_is_for(eksempelby: Facts) -> None:
    def offered(topic: str, facts: Facts, context: Context = HERE) -> bool:
        asked = Asked("hvem", topic=topic, confidence=STRONG, ranking=((topic, STRONG),))
        (message,) = compose((Question(asked, context, facts, DAY),)).messages
        return START in [button.value for button in message.buttons]

    names = ("need", "price", "transport", "who_can", "who_cannot")
    known = eksempelby.knowledge
    screened = {"screenings": known.screenings, "screen_questions": known.screen_questions}
    facts = [a_fact(name=name, say=f"Om {name}.") for name in names]
    here, elsewhere = a_world(*facts, **screened), a_world(*facts)
    assert [name for name in names if offered(name, here)] == ["need", "who_can", "who_cannot"]
    assert not any(offered(name, elsewhere) for name in names)
    under_way = replace(HERE, screening=json.dumps({"municipality": "eksempelby", "phase": "asking"}))
    assert not any(offered(name, here, under_way) for name in names)


# --- what comes between ---------------------------------------------------------------------------


def test_a_question_between_is_answered_and_the_interview_goes_on(talk: Talk) -> None:
    before = talk.state
    answer = talk.hear("hvad koster det", "ask_price")
    assert text_of(answer).startswith("Det almindelige svar.")
    assert text_of(answer).endswith("Hvor bor du?")
    assert answer.messages[-1].outcome is Outcome.PRESCREEN
    assert (talk.state, buttons(answer)[0]) == (before, "screen:bolig=hjemme")


def test_danger_comes_alone_and_a_yes_to_it_is_no_reply_to_the_interview(talk: Talk) -> None:
    answer = talk.hear("hun er faldet og bløder", "safety_acute")
    assert (text_of(answer), answer.messages[0].outcome) == ("Det almindelige svar.", Outcome.SAFETY)
    after = talk.hear("ja", "affirm")
    assert (talk.answers, talk.state["pending"]) == ({}, "bolig")
    assert "Hvor bor" in text_of(after)
    talk.hear("hjemme")
    assert talk.answers == {"bolig": "hjemme"}


def test_a_short_reply_that_sounds_like_danger_is_a_reply(talk: Talk) -> None:
    answer = talk.hear("hjemme", "safety_acute")
    assert answer.messages[0].outcome is Outcome.PRESCREEN_RESULT
    assert talk.answers == {"bolig": "hjemme"}


def test_who_wants_a_human_is_not_pressed_and_loses_nothing(talk: Talk) -> None:
    talk.hear("han hedder Ib og bor på en ø")
    answer = talk.hear("jeg vil tale med et menneske", "ask_human")
    assert text_of(answer) == "Det almindelige svar."
    assert talk.state["pending"] == "bolig"
    assert "screen:bolig=skib" in talk.context.offered


def test_thanks_between_are_answered_not_misunderstood(talk: Talk) -> None:
    answer = talk.hear("tak", "thanks")
    assert text_of(answer).startswith("Det almindelige svar.")
    assert text_of(answer).endswith("Hvor bor du?")


def test_a_reply_that_also_asks_gets_both(talk: Talk) -> None:
    answer = talk.parts("Jeg bor hjemme. Hvad koster det?", "Hvad koster det?")
    assert talk.answers == {"bolig": "hjemme"}
    assert text_of(answer).startswith("Alt om prisen.")
    assert answer.messages[-1].outcome is Outcome.PRESCREEN_RESULT
    assert answer.messages[-1].prescreen


def test_it_is_not_begun_a_second_time_while_under_way(talk: Talk) -> None:
    for again in (talk.press(START), talk.hear("er det noget for mig", "prescreen")):
        assert text_of(again).endswith("Hvor bor du?")
        assert "Jeg stiller nogle få spørgsmål" not in text_of(again)


# --- whom it is about -----------------------------------------------------------------------------


def test_somebody_who_is_only_mentioned_is_not_the_one_it_is_about(talk: Talk) -> None:
    relation = next(key for key in relations() if key == "kone")
    answer = talk.hear("jeg bor på en ø hvor min kone bor", relation=relation)
    assert talk.state["about"] == "jeg"
    assert text_of(answer).endswith("Hvor bor du?")


@pytest.mark.parametrize(
    "text", ["min mor bor på en ø", "hun bor på en ø, min mor", "det er min mor jeg spørger for"]
)
def test_begun_by_its_button_it_learns_whom_it_is_about_from_what_is_told(talk: Talk, text: str) -> None:
    assert text_of(talk.hear(text, relation="mor")).endswith("Hvor bor din mor?")


def test_he_or_she_is_never_du(talk: Talk) -> None:
    assert "du?" not in text_of(talk.hear("hun bor på en ø"))
    assert text_of(talk.hear("det er min far jeg spørger for", relation="far")).endswith("Hvor bor din far?")


def test_what_the_citizen_told_of_oneself_is_not_held_of_a_relative(eksempelby: Facts) -> None:
    talk = Talk(eksempelby)
    talk.hear("jeg bor på et skib", "ask_price")
    answer = talk.hear("er det noget for min mor", "prescreen", relation="mor")
    assert (text_of(answer).endswith("Hvor bor din mor?"), talk.answers) == (True, {})


def test_it_stays_with_the_relative_through_questions_on_others(eksempelby: Facts) -> None:
    talk = Talk(eksempelby)
    talk.hear("er det noget for min mor", "prescreen", relation="mor")
    answer = talk.hear("må min far komme med", "ask_companion", relation="far")
    assert text_of(answer).endswith("Hvor bor din mor?")
    assert talk.context.relation == "mor"


def test_what_was_told_of_one_is_not_held_of_another(eksempelby: Facts) -> None:
    talk = Talk(eksempelby)
    talk.hear("min mor bor på et skib", "ask_price", relation="mor")
    assert json.loads(talk.context.told)["bolig"] == "skib"
    answer = talk.hear("er det noget for min far", "prescreen", relation="far")
    assert text_of(answer).endswith("Hvor bor din far?")
    assert talk.answers == {}


def test_another_person_begins_it_anew(eksempelby: Facts) -> None:
    talk = Talk(eksempelby)
    talk.hear("er det noget for min mor, hun bor hjemme", "prescreen", relation="mor")
    answer = talk.hear("hvad så med min far", "prescreen", relation="far")
    assert text_of(answer).endswith("Hvor bor din far?")


# --- what is heard --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "kan man få det hvis man bor på et skib",
        "hvad nu hvis hun bor på et skib",
        "er der træning for dem der bor på et skib",
        "hvis jeg bor på et skib, hvad så",
    ],
)
def test_what_is_only_asked_or_supposed_is_not_held_to_be_told(eksempelby: Facts, text: str) -> None:
    talk = Talk(eksempelby)
    talk.hear(text, "ask_who_can")
    assert talk.context.told == ""
    talk.press(START)
    talk.hear(text, "ask_who_can")
    assert talk.answers == {}


def test_what_is_told_in_passing_is_never_asked(eksempelby: Facts) -> None:
    talk = Talk(eksempelby)
    talk.hear("kan jeg få det når jeg bor på et skib", "ask_who_can")
    answer = talk.press(START)
    assert answer.messages[0].outcome is Outcome.PRESCREEN_RESULT
    assert "Jeg har forstået: Du bor på et skib." in text_of(answer)


# --- after the result -----------------------------------------------------------------------------


@pytest.fixture
def done(talk: Talk) -> Talk:
    """An interview with its result."""
    talk.press("screen:bolig=hjemme")
    return talk


def test_after_the_result_a_yes_and_questions_are_ordinary(done: Talk) -> None:
    before = done.state
    for text, intent in (("ja", "affirm"), ("hvad koster det", "ask_price"), ("det tror jeg", "affirm")):
        assert text_of(done.hear(text, intent)) == "Det almindelige svar."
    assert done.state == before


def test_what_if_changes_nothing_that_was_told(done: Talk) -> None:
    answer = done.hear("hvad nu hvis jeg bor på et skib", "ask_who_can")
    assert answer.messages[0].outcome is Outcome.PRESCREEN_RESULT
    assert "Vi tænker os dette: Du bor på et skib." in text_of(answer)
    assert "havnen" in text_of(answer)
    assert done.answers == {"bolig": "hjemme"}


def test_what_if_must_wait_for_the_result(talk: Talk) -> None:
    answer = talk.hear("hvad nu hvis jeg bor på et skib", "ask_who_can")
    assert text_of(answer).endswith("Hvor bor du?")
    assert talk.answers == {}


def test_news_after_the_result_give_a_new_one_and_a_contradiction_is_asked_about(done: Talk) -> None:
    answer = done.hear("jeg bor på et skib")
    assert "Hvad er rigtigt?" in text_of(answer)
    assert done.press("screen:bolig=skib").messages[0].outcome is Outcome.PRESCREEN_RESULT
    assert done.answers == {"bolig": "skib"}


def test_a_button_of_before_can_still_be_pressed(done: Talk) -> None:
    assert "screen:bolig=skib" in done.context.offered
    assert done.press("screen:bolig=skib").messages[0].outcome is Outcome.PRESCREEN_RESULT


def test_a_button_of_an_interview_that_is_gone_begins_one(eksempelby: Facts) -> None:
    answer = Talk(eksempelby).press("screen:bolig=skib")
    assert "Hvor bor du?" in text_of(answer)


def test_the_result_is_told_in_parts_and_numbers_count_it(done: Talk) -> None:
    answer = done.press("screen:show")
    assert answer.messages[0].prescreen == "likely"
    assert "\n\n" in text_of(answer)
    assert any(line.startswith("- ") for line in text_of(answer).splitlines())


def test_stop_ends_it_and_what_follows_does_not_wake_it(talk: Talk) -> None:
    assert talk.hear("stop", "stop").messages[0].outcome is Outcome.SMALLTALK
    assert text_of(talk.hear("hun bor på et skib")) == "Det almindelige svar."
    assert talk.state["phase"] == "stopped"
