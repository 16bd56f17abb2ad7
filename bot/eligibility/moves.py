"""The three moves of the interview: take an answer, ask the next question, ask the waiting one."""

from collections.abc import Mapping
from dataclasses import replace

from bot.eligibility.ages import AGE, BIRTHDAY, YEAR
from bot.eligibility.engine import next_question, open_questions
from bot.eligibility.line import Line
from bot.eligibility.reply import Reply, change_offers, offers, question_line
from bot.eligibility.result import result_of
from bot.eligibility.rules import Rules
from bot.eligibility.state import ASKING, DONE, State

Turn = tuple[State, Reply]


def give(rules: Rules, state: State, answers: Mapping[str, str], lines: tuple[Line, ...] = ()) -> Turn:
    """Takes answers that are certain, such as a button's."""
    settled = replace(with_answers(state, answers), to_confirm="")
    waits = settled.pending is not None and settled.pending not in answers
    if waits and settled.pending in _still(rules, settled):
        return settled, ask(rules, settled, lines, heard=tuple(answers))
    return advance(rules, replace(settled, pending=None), lines, tuple(answers))


def advance(rules: Rules, state: State, lines: tuple[Line, ...], heard: tuple[str, ...] = ()) -> Turn:
    """The next question, or the result when nothing unasked can change it."""
    question = next_question(rules, state.answers, state.asked)
    if question is None:
        done = replace(state, phase=DONE, pending=None)
        found = result_of(rules, state.answers)
        return done, Reply("result", lines, change_offers(rules, state.answers), result=found, heard=heard)
    asked = replace(state, pending=question, asked=(*state.asked, question), phase=ASKING)
    return asked, ask(rules, asked, lines, heard=heard)


def ask(rules: Rules, state: State, lines: tuple[Line, ...] = (), heard: tuple[str, ...] = ()) -> Reply:
    """The waiting question, after some lines."""
    question = state.pending
    assert question is not None
    return Reply(
        "ask", (*lines, question_line(rules, question)), offers(rules, question), question, heard=heard
    )


def with_answers(state: State, answers: Mapping[str, str]) -> State:
    """The state with answers; a new age forgets what was asked to make the old one finer."""
    if AGE in answers and answers[AGE] != state.answers.get(AGE):
        kept = {key: state.answers[key] for key in (YEAR, BIRTHDAY) if key in state.answers}
        if kept and not answers.keys() & kept.keys():
            state = state.without(YEAR).without(BIRTHDAY)
            state = replace(state, asked=tuple(key for key in state.asked if key not in kept))
    return state.answered(answers)


def _still(rules: Rules, state: State) -> Mapping[str, str]:
    """The questions that are still open, the waiting one among them."""
    before = frozenset(state.asked) - {state.pending or ""}
    return open_questions(rules, state.answers, before)
