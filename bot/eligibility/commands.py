"""What steers the interview instead of answering: why, back, change, stop, show; and what buttons send."""

import re
from dataclasses import replace

from bot.eligibility import asking
from bot.eligibility.line import Line
from bot.eligibility.moves import Turn, ask, give
from bot.eligibility.phrases import entry, phrase
from bot.eligibility.reply import PREFIX, Reply
from bot.eligibility.result import result_of
from bot.eligibility.rules import Rules
from bot.eligibility.state import ASKING, STOPPED, State
from bot.eligibility.wording import said, tokens
from bot.facts.screening import DONT_KNOW

_AGE = re.compile(r"\d{1,3}(-\d{1,3})?|f\d{4}(-\d\d-\d\d)?")
NAMES = ("stop", "why", "back", "show")
"""The commands that can be written, the most certain first."""


def command_in(text: str) -> str | None:
    """The command that a message is, if it is one."""
    words = tokens(text)
    return next((name for name in NAMES if said(asking.words()[name], words)), None)


def change_in(rules: Rules, text: str) -> str | None:
    """The question whose answer a message wants to change, where it names one."""
    words = tokens(text)
    if not said(asking.words()["change"], words):
        return None
    named = (
        key
        for key in rules.questions
        if said([f"{name}*" for name in entry("short")[key].split(", ")], words)
    )
    return next(named, None)


def pressed(rules: Rules, state: State, value: str) -> Turn:
    """What a button does.

    Raises:
        ValueError: when no button of an interview sends that.
    """
    question, is_answer, answer = value.removeprefix(PREFIX).partition("=")
    if question == "change" and answer in rules.questions:
        return change(rules, state, answer)
    if is_answer and question in rules.questions and _can_be(rules, state, question, answer):
        return give(rules, replace(state, to_confirm=""), {question: answer})
    if question in {*NAMES, "wrong"} and not is_answer:
        return run(rules, state, question)
    raise ValueError(f"no button sends {value!r}")


def _can_be(rules: Rules, state: State, question: str, answer: str) -> bool:
    """Whether a button gives that answer: one that is offered, told before, or asked back."""
    known = {*rules.choices(question), DONT_KNOW, state.to_confirm, state.answers.get(question, "")} - {""}
    of_age = rules.questions[question].kind in {"age", "birth_year"}
    return answer in known or (of_age and _AGE.fullmatch(answer) is not None)


def run(rules: Rules, state: State, name: str) -> Turn:
    """Does a command."""
    if name == "stop":
        stopped = replace(state, phase=STOPPED, pending=None, to_confirm="")
        return stopped, Reply("stopped", (Line("stopped", phrase("talk.stopped")),))
    if name == "show" or state.pending is None:
        return state, Reply("result", result=result_of(rules, state.answers))
    if name == "why":
        line = Line("why", phrase("talk.why", why=rules.questions[state.pending].why))
        return state, replace(ask(rules, state, (line,)), kind="why")
    if name == "back":
        return _back(rules, state)
    unconfirmed = replace(state, to_confirm="")
    return unconfirmed, ask(rules, unconfirmed)


def _back(rules: Rules, state: State) -> Turn:
    """Asks the question before again; its answer is forgotten, the others stand."""
    before = [key for key in state.asked if key != state.pending]
    if not before:
        line = Line("nothing_before", phrase("talk.nothing_before"))
        return state, replace(ask(rules, state, (line,)), kind="back")
    last = before[-1]
    asked = tuple(before)
    there = replace(state.without(last), pending=last, asked=asked, phase=ASKING, to_confirm="")
    return there, replace(ask(rules, there, (Line("back", phrase("talk.back")),)), kind="back")


def change(rules: Rules, state: State, question: str) -> Turn:
    """Asks a question again on request; the old answer stands until there is a new one."""
    there = state.turned_to(question)
    return there, replace(ask(rules, there, (Line("change", phrase("talk.change")),)), kind="change")
