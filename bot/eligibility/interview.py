"""The interview as a pure machine: a state and an event give a state and a reply.

One question at a time. A message may answer several questions, correct an earlier answer, ask why, go
back, stop, or be about something else: then the state stays as it is, and the question waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.eligibility import commands
from bot.eligibility.ages import AGE, YEAR, span_of
from bot.eligibility.hear import Heard, hear, plain
from bot.eligibility.line import Line, told, told_all
from bot.eligibility.moves import Turn, advance, ask, give, with_answers
from bot.eligibility.phrases import phrase
from bot.eligibility.reply import Kind, Offer, Reply, answer_offer, offers
from bot.eligibility.rules import MORE, Rules
from bot.eligibility.state import ASKING, DONE, STOPPED, State
from bot.eligibility.wording import tokens
from bot.facts.screening import DONT_KNOW, NO, YES


@dataclass(frozen=True)
class Said:
    """The citizen wrote something."""

    text: str


@dataclass(frozen=True)
class Pressed:
    """The citizen pressed a button; `value` is one that was offered."""

    value: str


def begin(rules: Rules, state: State, opening: str = "") -> Turn:
    """Starts with what the conversation has told already (`state.answers`) and the message itself."""
    heard = hear(rules, opening, None) if opening else Heard()
    started = state.answered(heard.answers)
    lines = [Line("begin", phrase("talk.begin"))]
    if heard.doubtful_age:
        asked = replace(started, pending=AGE, asked=(*started.asked, AGE), phase=ASKING)
        return _doubtful(asked, heard, tuple(lines))
    if noted := told_all(rules, started.answers):
        lines.append(Line("noted", phrase("talk.noted", told=noted)))
    return advance(rules, replace(started, pending=None), tuple(lines), tuple(heard.answers))


def step(rules: Rules, state: State, event: Said | Pressed) -> Turn:
    """What follows on an event."""
    if isinstance(event, Pressed):
        return commands.pressed(rules, state, event.value)
    command = commands.command_in(event.text)
    if command and (state.phase == ASKING or command == "show"):
        return commands.run(rules, state, command)
    if state.to_confirm and (answer := plain(tokens(event.text))) in {YES, NO}:
        return _confirmed(rules, state, answer == YES)
    heard, wanted = hear(rules, event.text, state.pending), commands.change_in(rules, event.text)
    if wanted and wanted not in heard.answers:
        return commands.change(rules, state, wanted)
    return _heard(rules, state, heard)


def again(rules: Rules, state: State) -> Reply:
    """The waiting question once more, after something else was answered."""
    assert state.pending is not None
    return ask(rules, state, (Line("again", phrase("talk.again")),))


def _heard(rules: Rules, state: State, heard: Heard) -> Turn:
    if heard.doubtful_age and state.pending in {AGE, YEAR}:
        return _doubtful(state, heard)
    if heard.bad_age and state.pending in {AGE, YEAR} and AGE not in heard.answers:
        return _odd(rules, state, "bad_age")
    if heard.either_or:
        return _odd(rules, state, "either_or")
    if not heard.answers:
        return _nothing(rules, state, heard)
    answers = _kept(rules, state, heard)
    if not heard.corrects and (against := _contradiction(rules, state, answers)):
        return _contradicted(rules, state, answers, against)
    new = {key: answer for key, answer in answers.items() if state.answers.get(key) != answer}
    extra = {key: answer for key, answer in new.items() if key != state.pending or heard.corrects}
    noted = told_all(rules, extra)
    lines = (Line("noted", phrase("talk.noted", told=noted)),) if noted else ()
    after, reply = give(rules, state, answers, lines)
    return after, replace(reply, asks=heard.asks)


def _nothing(rules: Rules, state: State, heard: Heard) -> Turn:
    if heard.asks or state.phase in {DONE, STOPPED} or state.pending is None:
        return state, Reply("interruption", question=state.pending, asks=heard.asks)
    return _odd(rules, state, "not_understood")


def _kept(rules: Rules, state: State, heard: Heard) -> dict[str, str]:
    """The answers to take: a remark does not unsay what was told, and several may add up."""
    kept = {}
    for key, answer in heard.answers.items():
        before, question = state.answers.get(key), rules.questions[key]
        if question.many and before and before != DONT_KNOW:
            kept[key] = _joined(before, answer, question.none)
        elif key == state.pending or heard.corrects or before in {None, DONT_KNOW} or question.exclusive:
            kept[key] = answer
    return kept


def _joined(before: str, answer: str, none: str) -> str:
    """Both answers to a question with several; it stays open only while both were remarks."""
    parts = [part for part in (*before.split(MORE), *answer.split(MORE)) if part and part != none]
    open_ = answer.endswith(MORE) and before.endswith(MORE)
    return MORE.join(dict.fromkeys(parts)) + (MORE if open_ else "") if parts else none


def _contradiction(rules: Rules, state: State, answers: Mapping[str, str]) -> str | None:
    """The question that was answered otherwise before, if there is one."""
    for key, answer in answers.items():
        before = state.answers.get(key)
        if key == state.pending or before in {None, DONT_KNOW, answer} or rules.questions[key].many:
            continue
        if key != AGE or not _agree(rules, before or "", answer):
            return key
    return None


def _agree(rules: Rules, before: str, now: str) -> bool:
    one, other = (span_of({AGE: answer}, rules.day) for answer in (before, now))
    return bool(one and other and one.earliest <= other.latest and other.earliest <= one.latest)


def _contradicted(rules: Rules, state: State, answers: Mapping[str, str], key: str) -> Turn:
    """Both answers side by side, as buttons; the old one stands until one is chosen."""
    rest = {other: answer for other, answer in answers.items() if other != key}
    asked = replace(with_answers(state, rest), pending=key)
    before, now = state.answers[key], answers[key]
    texts = {answer: told(rules, key, answer) for answer in (before, now)}
    line = Line("contradiction", phrase("talk.contradiction", before=texts[before], now=texts[now]))
    buttons = (
        *(answer_offer(key, answer, _short(rules, key, answer)) for answer in texts),
        *offers(rules, key)[-2:],
    )
    return asked, Reply("contradiction", (line,), buttons, key)


def _short(rules: Rules, key: str, answer: str) -> str:
    option = rules.questions[key].options.get(answer)
    if option:
        return option.label or phrase(f"buttons.{answer}")
    return answer.removeprefix("f")


def _doubtful(state: State, heard: Heard, lines: tuple[Line, ...] = ()) -> Turn:
    value = heard.doubtful_age
    line = Line("doubtful_age", phrase("talk.doubtful_age", value=value.removeprefix("f")))
    question = state.pending or AGE
    buttons = (
        answer_offer(question, value, phrase("buttons.right")),
        Offer(phrase("buttons.wrong"), "screen:wrong"),
    )
    waiting = replace(with_answers(state, heard.answers), pending=question, to_confirm=value)
    return waiting, Reply("doubtful_age", (*lines, line), buttons, question)


def _confirmed(rules: Rules, state: State, right: bool) -> Turn:
    if right:
        return give(rules, state, {state.pending or AGE: state.to_confirm})
    asked = replace(state, to_confirm="")
    return asked, ask(rules, asked)


def _odd(rules: Rules, state: State, kind: Kind) -> Turn:
    """A kind word back, and the same question again; nothing is lost."""
    return state, replace(ask(rules, state, (Line(kind, phrase(f"talk.{kind}")),)), kind=kind)
