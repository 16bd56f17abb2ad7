"""The pre-screening in a conversation: begins it, gives it each message, and answers what comes between.

The interview itself is `bot.eligibility.interview`, a pure machine; here it gets its words and sources.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from bot.answers.compose import compose
from bot.answers.reply import town_of, voice_of
from bot.answers.skills.other import criteria
from bot.answers.sources import caveats, sources_of
from bot.answers.types import Answer, Button, Message, Question
from bot.eligibility import Rules, has_rules, rules_for
from bot.eligibility.hear import is_question, remarks
from bot.eligibility.interview import Pressed, Said, again, begin, step
from bot.eligibility.reply import PREFIX, Reply, command
from bot.eligibility.state import ASKING, State
from bot.eligibility.verdict import Verdict
from bot.outcomes import Outcome

START = f"{PREFIX}start"
INTENT = "prescreen"
_WANTED = "wanted"
"""The state while only the municipality is missing."""

_PRESS, _SAFETY = "press", "safety_"
_NEVER_A_REPLY = frozenset(("ask_privacy", "ask_capabilities", "foreign"))
_HUMAN = "ask_human"
_SURE = 0.5
"""From this confidence on, a question that the interview did not understand is for others to answer."""

_FEW_WORDS = 3
"""A message of fewer words tells nothing in passing."""

Ordinary = Callable[[], Answer]

_rules = lru_cache(maxsize=64)(rules_for)


def start(question: Question) -> Answer:
    """The first question; or which municipality; or what counts, where there are no rules."""
    town = town_of(question)
    if town is None:
        answer = compose((replace(question, asked=replace(question.asked, topic=None)),))
        return answer.with_context(screening=_WANTED)
    if not has_rules(question.facts, town.id):
        return criteria(question)
    named = [service for service in question.asked.services if service in town.services]
    focus = named[0] if len(named) == 1 else None
    rules = _rules(question.facts, town.id, question.day, focus)
    told = json.loads(question.context.told or "{}")
    known = {key: answer for key, answer in told.items() if key in rules.questions}
    opening = "" if question.asked.text.startswith(PREFIX) else question.asked.text
    state, reply = begin(rules, State(town.id, focus=focus, answers=known), opening)
    return _answer(question, rules, state, reply)


def between(questions: tuple[Question, ...], intent: str, ordinary: Ordinary) -> Answer:
    """The answer to any message: the interview's where one is under way, else the ordinary one.

    Args:
        questions: what was asked.
        intent: what the message was understood as.
        ordinary: makes the answer that the message gets outside an interview.
    """
    question = questions[0]
    if intent.startswith(_SAFETY):
        return ordinary()
    if _begins(question, intent):
        return start(question)
    if not question.context.screening:
        return _remembering(question, ordinary())
    state = State.from_json(json.loads(question.context.screening))
    town = town_of(question)
    if town is None or town.id != state.municipality:
        return ordinary().with_context(screening="")  # the talk has moved to another municipality
    return _in_interview(question, intent, ordinary, state)


def offers_it(message: Message, question: Question) -> Message:
    """The message with a button that begins the interview, where its municipality has rules."""
    town = message.municipality
    if message.outcome is not Outcome.ANSWER or town is None or not has_rules(question.facts, town):
        return message
    button = Button(voice_of(question).say(command("start").title), START)
    return replace(message, buttons=(*message.buttons, button))


def _begins(question: Question, intent: str) -> bool:
    screening, pressed = question.context.screening, intent == _PRESS
    if screening == _WANTED:
        return town_of(question) is not None or intent == INTENT
    begun = intent == INTENT and (not screening or json.loads(screening).get("phase") != ASKING)
    return begun or (pressed and question.asked.text == START)


def _in_interview(question: Question, intent: str, ordinary: Ordinary, state: State) -> Answer:
    text, pressed = question.asked.text, intent == _PRESS
    rules = _rules(question.facts, state.municipality, question.day, state.focus)
    if intent == _HUMAN:  # whoever wants a human is not pressed further; the answers are kept
        return ordinary()
    ours = text.startswith(PREFIX) if pressed else state.phase == ASKING or _tells_more(rules, text)
    if not ours or intent in _NEVER_A_REPLY:
        return _and_back(question, ordinary(), state)
    after, reply = step(rules, state, Pressed(text) if pressed else Said(text))
    asks = intent.startswith("ask_") and question.asked.confidence >= _SURE
    if reply.kind == "interruption" or (reply.kind == "not_understood" and asks):
        return _and_back(question, ordinary(), state)
    answer = _answer(question, rules, after, reply)
    return _both(ordinary(), answer) if reply.asks and asks else answer


def _tells_more(rules: Rules, text: str) -> bool:
    """Whether a message after the result tells something new instead of asking."""
    return not is_question(text) and bool(remarks(rules, text))


def _and_back(question: Question, answer: Answer, state: State) -> Answer:
    """The answer to what came between, then the question that waits."""
    kept = answer.with_context(screening=question.context.screening)
    if state.phase != ASKING or state.pending is None:
        return kept
    rules = _rules(question.facts, state.municipality, question.day, state.focus)
    return _both(kept, _answer(question, rules, state, again(rules, state)))


def _both(first: Answer, then: Answer) -> Answer:
    """One message of both: what was asked between, and the interview's own."""
    between, waits = first.messages[-1], then.messages[0]
    joined = replace(
        between,
        text=f"{between.text}\n{waits.text}",
        outcome=waits.outcome,
        buttons=waits.buttons,
        sources=tuple(dict.fromkeys((*between.sources, *waits.sources))),
        facts=(*between.facts, *waits.facts),
    )
    context = replace(first.context, screening=then.context.screening, offered=then.context.offered)
    return replace(first, messages=(*first.messages[:-1], joined), context=context)


def _answer(question: Question, rules: Rules, state: State, reply: Reply) -> Answer:
    voice, found = voice_of(question), reply.result
    lines = (*reply.lines, *(found.lines if found else ()))
    used = tuple({fact.key: fact for line in lines for fact in line.facts}.values())
    said = [voice.say(line.text) for line in lines if line.text]
    buttons = tuple(Button(voice.say(offer.title), offer.value) for offer in reply.buttons)
    message = Message(
        text="\n".join([*said, *caveats(used, question.facts)]),
        outcome=_outcome(reply),
        service=state.focus,
        municipality=state.municipality,
        sources=sources_of(used, question.facts),
        buttons=buttons,
        facts=used,
        confidence=question.asked.confidence,
        prescreen=_best(list(found.verdicts.values())) if found else None,
    )
    context = replace(
        question.context,
        municipality=state.municipality,
        relation=question.relation,
        screening=json.dumps(state.to_json(), ensure_ascii=False),
        offered=tuple(button.value for button in buttons),
        awaiting=None,
        misses=0,
    )
    return Answer((message,), context, question.facts.release)


def _outcome(reply: Reply) -> Outcome:
    if reply.kind == "result":
        return Outcome.PRESCREEN_RESULT
    return Outcome.SMALLTALK if reply.kind == "stopped" else Outcome.PRESCREEN


def _best(verdicts: list[Verdict]) -> str:
    """The most promising of the verdicts: what the numbers count."""
    return min(verdicts, key=list(Verdict).index).value


def _remembering(question: Question, answer: Answer) -> Answer:
    """The answer, and what the message told in passing, so that it is never asked for."""
    town = answer.context.municipality
    text = question.asked.text
    if town is None or len(text.split()) < _FEW_WORDS or not has_rules(question.facts, town):
        return answer
    heard = remarks(_rules(question.facts, town, question.day, None), text)
    if not heard:
        return answer
    told = {**json.loads(question.context.told or "{}"), **heard}
    return answer.with_context(told=json.dumps(told, ensure_ascii=False))
