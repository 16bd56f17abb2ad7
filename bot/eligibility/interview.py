"""The interview as a pure machine: a state and an event give a state and a reply.

One question at a time. A message may answer several questions, correct an earlier answer, ask why, go
back, stop, or be about something else: then the state stays as it is, and the question waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.eligibility import commands
from bot.eligibility.ages import AGE, YEAR, span_of
from bot.eligibility.asking import supposed
from bot.eligibility.hear import Heard, hear, plain, remarks
from bot.eligibility.line import Line, told, told_all
from bot.eligibility.moves import Turn, advance, ask, give, with_answers
from bot.eligibility.phrases import phrase
from bot.eligibility.reply import Kind, Offer, Reply, answer_offer, change_offers, offers
from bot.eligibility.result import changes, result_of
from bot.eligibility.rules import MORE, Rules
from bot.eligibility.state import ASKING, DONE, STOPPED, State
from bot.eligibility.wording import tokens
from bot.facts.screening import DONT_KNOW, NO, YES, Question


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
    heard = hear(rules, opening, None, state.for_another) if opening else Heard()
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
    heard = hear(rules, event.text, state.pending, state.for_another)
    wanted = commands.change_in(rules, event.text)
    if wanted and wanted not in heard.answers:
        return commands.change(rules, state, wanted)
    return _heard(rules, state, heard)


def what_if(rules: Rules, state: State, text: str) -> Reply | None:
    """What would follow if something were otherwise; None where a message supposes nothing of the kind.

    Nothing of it is kept. While questions are open, there is nothing yet that it could change.
    """
    found = {key: answer for key, answer in remarks(rules, supposed(text)).items() if key in rules.questions}
    otherwise = {key: answer for key, answer in found.items() if state.answers.get(key) != answer}
    if not found or state.phase == ASKING:
        line = Line("what_if_later", phrase("talk.what_if_later"))
        return ask(rules, state, (line,)) if found and state.pending else None
    supposing = state.answered(otherwise)
    head = Line("what_if", phrase("talk.what_if", told=told_all(rules, found)))
    lines = (head, *changes(rules, state.answers, supposing.answers))
    return Reply("what_if", lines, change_offers(rules, state.answers))


def again(rules: Rules, state: State) -> Reply:
    """The waiting question once more, after something else was answered; after the result, that."""
    if state.pending is None:
        return Reply(
            "result", (), change_offers(rules, state.answers), result=result_of(rules, state.answers)
        )
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
        elif key == state.pending or heard.corrects or _weighs_more(question, answer, before):
            kept[key] = answer
    return kept


def _weighs_more(question: Question, answer: str, before: str | None) -> bool:
    """Whether a remark counts beside the answer before: where they cannot both hold, or it stands first."""
    if before in {None, DONT_KNOW} or question.exclusive:
        return True
    ranked = list(question.options)
    return ranked.index(answer) < ranked.index(before or "")


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
    asked = with_answers(state, rest).turned_to(key)
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
