"""The pre-screening in a conversation: begins it, gives it each message, and answers what comes between.

The interview itself is `bot.eligibility.interview`, a pure machine; here it gets its words and sources.
"""

import json
from collections.abc import Callable
from dataclasses import replace

from bot.answers.compose import compose
from bot.answers.reply import town_of
from bot.answers.skills.other import criteria
from bot.answers.skills.screening import (
    about_whom,
    answer_of,
    both,
    fitting,
    heard_in,
    paused,
    remembering,
    rules_on,
    told_about,
    told_before,
    words_of,
    written,
)
from bot.answers.types import Answer, Question
from bot.eligibility import Rules, has_rules
from bot.eligibility.asking import is_question, same_person, supposes
from bot.eligibility.hear import is_plain, told_in
from bot.eligibility.interview import Pressed, Said, again, begin, step, what_if
from bot.eligibility.reply import PREFIX, START, Reply
from bot.eligibility.state import ASKING, DONE, State
from bot.facts.types import Municipality

INTENT = "prescreen"
_WANTED = "wanted"
"""The state while only the municipality is missing."""

_PRESS, _SAFETY, _HUMAN, _TOWN = "press", "safety_", "ask_human", "municipality:"
_NEVER_A_REPLY = frozenset(("ask_privacy", "ask_capabilities", "foreign"))
_SURE = 0.5
"""From this confidence on, a question that the interview did not understand is for others to answer."""

_PLAIN_REPLIES = frozenset(("affirm", "deny", "dont_know", "inform_municipality", "nlu_fallback"))
_SHORT = 2
_SURE_BESIDE = 0.3
"""From this one on, if it stands beside a reply and is a question in its form."""

Ordinary = Callable[[], Answer]


def start(question: Question) -> Answer:
    """The first question; or which municipality; or what counts, where there are no rules."""
    town = _town(question)
    if town is None:
        answer = compose((replace(question, asked=replace(question.asked, topic=None)),))
        return remembering(question, answer, None).with_context(screening=_WANTED)
    if not has_rules(question.facts, town.id):
        return criteria(question)
    return _begun(question, town, _state(question))


def between(questions: tuple[Question, ...], intent: str, ordinary: Ordinary) -> Answer:
    """The answer to any message: the interview's where one is under way, else the ordinary one.

    Args:
        questions: what was asked.
        intent: what the message was understood as.
        ordinary: makes the answer that the message gets outside an interview.
    """
    question = questions[0]
    state = _state(question)
    if intent.startswith(_SAFETY) and not _is_reply(question, state):
        return paused(
            question, ordinary(), _heard_beside(question, about_whom(question, state) if state else None)
        )
    if _begins(question, intent, state):
        return start(question)
    if state is None:
        return remembering(question, ordinary(), town_of(question))
    if _moves_to(question, state):
        return _begun(question, _moves_to(question, state), state)
    return _in_interview(question, intent, ordinary, state)


def _begun(question: Question, town: Municipality | None, before: State | None) -> Answer:
    """An interview from its beginning; what was told before of the same person is known already."""
    assert town is not None
    facts, about = question.facts, question.relation or told_about(question)
    goes_on = before is not None and same_person(before.about, about)
    about = about or (before.about if before else "")
    named = [service for service in _named(question) if service in town.services]
    focus = named[0] if len(named) == 1 else None
    rules = rules_on(facts, town.id, question.day, focus)
    known = {**told_before(question), **(before.answers if before and goes_on else {})}
    opening = "" if question.asked.text.startswith((PREFIX, _TOWN)) else words_of(question)
    state = State(town.id, focus=focus, answers=fitting(rules, known), about=about)
    state = about_whom(question, state) if opening else state
    state, reply = begin(rules, state, opening)
    return answer_of(question, rules, state, reply)


def _named(question: Question) -> tuple[str, ...]:
    """The services asked about; now, or before the municipality was asked for."""
    before = question.context.service if question.context.screening == _WANTED else None
    return question.asked.services or ((before,) if before else ())


def _town(question: Question) -> Municipality | None:
    """The municipality; also one that a button names."""
    pressed = question.asked.text.removeprefix(_TOWN)
    return question.facts.municipalities.get(pressed) or town_of(question)


def _state(question: Question) -> State | None:
    kept = question.context.screening
    return State.from_json(json.loads(kept)) if kept and kept != _WANTED else None


def _begins(question: Question, intent: str, state: State | None) -> bool:
    """Whether a message begins an interview: not a second time while one is under way."""
    pressed, text = intent == _PRESS, question.asked.text
    asks_for_it = intent == INTENT or (pressed and text == START)
    if state is not None and state.phase == ASKING:
        return asks_for_it and _another(question, state)
    if state is None and pressed and text.startswith(PREFIX):
        return True  # a button of an interview that is over
    if question.context.screening == _WANTED and not intent.startswith("ask_"):
        return asks_for_it or _town(question) is not None
    return asks_for_it


def _another(question: Question, state: State) -> bool:
    """Whether a message is about somebody else than the interview."""
    named = question.asked.relation
    return named is not None and not same_person(named, state.about)


def _moves_to(question: Question, state: State) -> Municipality | None:
    """The municipality that the person lives in after all, where the talk is not about prices there."""
    text, named = words_of(question), question.asked.municipalities
    if len(named) != 1 or named[0] == state.municipality or is_question(text):
        return None
    return question.facts.municipalities[named[0]] if has_rules(question.facts, named[0]) else None


def _in_interview(question: Question, intent: str, ordinary: Ordinary, state: State) -> Answer:
    state, waited = replace(about_whom(question, state), paused=False), state.paused
    if intent == _HUMAN:  # whoever wants a human is not pressed further; the answers are kept
        return paused(question, ordinary(), state)
    rules = rules_on(question.facts, state.municipality, question.day, state.focus)
    reply = _said_again(rules, question, intent, state, waited)
    if reply:
        return answer_of(question, rules, state, reply)
    if intent in _NEVER_A_REPLY or not _is_ours(question, intent, state):
        return _and_back(question, ordinary(), state)
    return _stepped(question, intent, ordinary, state)


def _said_again(rules: Rules, question: Question, intent: str, state: State, waited: bool) -> Reply | None:
    """What is said without a step: the question once more, or what would follow if things were otherwise."""
    text = words_of(question)
    if intent == INTENT or text == START or (waited and is_plain(text)):
        return again(rules, state)
    return what_if(rules, state, text) if supposes(text) and state.phase in {ASKING, DONE} else None


def _is_ours(question: Question, intent: str, state: State) -> bool:
    """Whether a message goes to the interview: a button of its own, a reply, or news after the result."""
    if intent == _PRESS:
        return question.asked.text.startswith(PREFIX)
    return state.phase == ASKING or _tells_more(question, state)


def _stepped(question: Question, intent: str, ordinary: Ordinary, state: State) -> Answer:
    text, sure = words_of(question), question.asked.confidence
    rules = rules_on(question.facts, state.municipality, question.day, state.focus)
    after, reply = step(rules, state, Pressed(text) if intent == _PRESS else Said(text))
    if reply.kind == "interruption" or (reply.kind == "not_understood" and _is_for_others(question, intent)):
        return _and_back(question, ordinary(), state)
    if reply.kind == "not_understood":
        other = ordinary()
        if any(row.calendar for row in other.messages):  # the day that a deadline told in between waits for
            return _and_back(question, other, state)
    answer = answer_of(question, rules, after, reply)
    beside = reply.asks and intent.startswith("ask_") and sure >= _SURE_BESIDE
    return both(ordinary(), answer) if beside else answer


def _is_for_others(question: Question, intent: str) -> bool:
    """Whether a message that is no reply was understood well enough as something else."""
    return intent not in _PLAIN_REPLIES and question.asked.confidence >= _SURE


def _is_reply(question: Question, state: State | None) -> bool:
    """Whether a message that sounds like danger is a short reply to the question ("pludseligt")."""
    short = len(words_of(question).split()) <= _SHORT
    return short and state is not None and _tried(question, state)[1] in {"ask", "result"}


def _heard_beside(question: Question, state: State | None) -> State | None:
    """The interview with what a message of danger tells it too; its result waits until it is asked for."""
    if state is None:
        return None
    after, kind = _tried(question, state)
    return after if kind == "ask" else state


def _tried(question: Question, state: State) -> tuple[State, str]:
    """What the interview makes of a message."""
    if state.phase != ASKING:
        return state, ""
    rules = rules_on(question.facts, state.municipality, question.day, state.focus)
    after, reply = step(rules, state, Said(words_of(question)))
    return after, reply.kind


def _tells_more(question: Question, state: State) -> bool:
    """Whether a message after the result tells something new instead of asking."""
    text = words_of(question)
    if state.phase != DONE or is_question(text) or _another(question, state):
        return False
    rules = rules_on(question.facts, state.municipality, question.day, state.focus)
    return bool(told_in(rules, text, state.for_another))


def _and_back(question: Question, answer: Answer, state: State) -> Answer:
    """The answer to what came between, then the question that waits."""
    if state.phase != ASKING or state.pending is None:
        kept = answer.with_context(screening=written(state))
        return (
            remembering(question, kept, town_of(question)) if heard_in(question, town_of(question)) else kept
        )
    rules = rules_on(question.facts, state.municipality, question.day, state.focus)
    return both(answer, answer_of(question, rules, state, again(rules, state)))
