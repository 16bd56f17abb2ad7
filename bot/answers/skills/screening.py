"""What the pre-screening says, as an answer; and what is kept of it between two messages."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.answers.sources import caveats, sources_of
from bot.answers.types import Answer, Button, Message, Question
from bot.eligibility import Rules, has_rules, rules_for
from bot.eligibility.asking import names_another, same_person, spoken_of
from bot.eligibility.hear import told_in
from bot.eligibility.line import Line
from bot.eligibility.phrases import phrase
from bot.eligibility.reply import PREFIX, START, Reply
from bot.eligibility.state import ASKING, OTHER, SELF, State
from bot.eligibility.verdict import Verdict
from bot.facts.screening import DONT_KNOW
from bot.facts.types import Municipality
from bot.lang.voice import Voice, relations
from bot.outcomes import Outcome

_ABOUT = "about"
"""The key in `Context.told` under which stands whom it was told of."""

_LISTED = frozenset(("for", "against", "open", "doubt", "instead", "judged", "not_modelled", "law"))
_FEW_WORDS = 3
"""A message of fewer words tells nothing in passing."""

rules_on = lru_cache(maxsize=64)(rules_for)


def answer_of(question: Question, rules: Rules, state: State, reply: Reply) -> Answer:
    """A turn of the interview as an answer; the interview's state goes with it."""
    voice, found = voice_for(state.about), reply.result
    lines = (*reply.lines, *(found.lines if found else ()))
    used = tuple({fact.key: fact for line in lines for fact in line.facts}.values())
    parts = (reply.lines, *(found.parts if found else ()))
    said = "\n\n".join(filter(None, (_part(part, voice) for part in parts)))
    buttons = tuple(Button(voice.say(offer.title), offer.value) for offer in reply.buttons)
    message = Message(
        text="\n".join([said, *caveats(used, question.facts)]),
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
        relation=state.about if state.about in relations() else None,
        screening=written(state),
        offered=tuple(dict.fromkeys((*_earlier(question), *(button.value for button in buttons)))),
        awaiting=None,
        misses=0,
    )
    return Answer((message,), context, question.facts.release)


def _part(lines: Iterable[Line], voice: Voice) -> str:
    """Some lines as a paragraph: what is said of a service as a list below its head."""
    told = [(line.id in _LISTED, voice.say(line.text)) for line in lines if line.text]
    return "\n".join(f"- {text}" if listed else text for listed, text in told)


def both(first: Answer, then: Answer) -> Answer:
    """One message of both: what was asked between, and the interview's own."""
    between, waits = first.messages[-1], then.messages[0]
    joined = replace(
        between,
        text=f"{between.text}\n\n{waits.text}",
        outcome=waits.outcome,
        prescreen=waits.prescreen,
        buttons=waits.buttons,
        sources=tuple(dict.fromkeys((*between.sources, *waits.sources))),
        facts=(*between.facts, *waits.facts),
    )
    context = replace(
        first.context,
        municipality=then.context.municipality,
        relation=then.context.relation,
        screening=then.context.screening,
        offered=then.context.offered,
    )
    return replace(first, messages=(*first.messages[:-1], joined), context=context)


def about_whom(question: Question, state: State) -> State:
    """The interview, about whom it is; a person who is only mentioned does not change that."""
    named, text = question.asked.relation, words_of(question)
    if named and state.about in {"", SELF, OTHER} and names_another(text):
        return replace(state, about=named)
    spoken = spoken_of(text)
    told = state.about == "" or bool(heard_in(question, question.facts.municipalities[state.municipality]))
    if named and state.about in {"", OTHER} and spoken != SELF and told:
        return replace(state, about=named)
    return state if state.about else replace(state, about=spoken)


def paused(question: Question, answer: Answer, state: State | None) -> Answer:
    """The answer to what is more important; the interview is kept and waits, unasked."""
    if state is None:
        return answer
    kept = replace(state, paused=state.phase == ASKING)
    if kept.paused:  # a way back, to be taken when there is peace to
        onward = Button(phrase("buttons.go_on"), START)
        last = replace(answer.messages[-1], buttons=(*answer.messages[-1].buttons, onward))
        answer = replace(answer, messages=(*answer.messages[:-1], last)).with_context(
            offered=(*answer.context.offered, START)
        )
    offered = (
        *(value for value in question.context.offered if value.startswith(PREFIX)),
        *answer.context.offered,
    )
    context = {"municipality": state.municipality, "relation": question.context.relation, "offered": offered}
    return answer.with_context(screening=written(kept), **context)


def written(state: State) -> str:
    """The state as it is kept."""
    return json.dumps(state.to_json(), ensure_ascii=False)


def voice_for(about: str) -> Voice:
    """A voice for whom the interview is about."""
    return Voice(relations().get(about) if about else None)


def remembering(question: Question, answer: Answer, town: Municipality | None) -> Answer:
    """The answer, and what the message told in passing, so that it is never asked for."""
    heard = heard_in(question, town)
    if not heard:
        return answer
    before, now = told_about(question), question.relation or spoken_of(words_of(question))
    kept = {**(told_before(question) if same_person(before, now) else {}), **heard, _ABOUT: now or before}
    return answer.with_context(told=json.dumps(kept, ensure_ascii=False))


def told_before(question: Question) -> dict[str, str]:
    """What was told in passing of the same person."""
    told = json.loads(question.context.told or "{}")
    about = told.pop(_ABOUT, "")
    return told if same_person(about, question.relation or "") else {}


def told_about(question: Question) -> str:
    """Whom that was told of."""
    return str(json.loads(question.context.told or "{}").get(_ABOUT, ""))


def heard_in(question: Question, town: Municipality | None) -> dict[str, str]:
    """What a message tells in passing; without a municipality, what each of them understands alike."""
    text, facts, other = words_of(question), question.facts, question.relation is not None
    if len(text.split()) < _FEW_WORDS:
        return {}
    towns = [town] if town else list(facts.municipalities.values())
    found = [
        told_in(rules_on(facts, one.id, question.day, None), text, other)
        for one in towns
        if has_rules(facts, one.id)
    ]
    every = {key: answer for heard in found for key, answer in heard.items()}
    return {
        key: every[key] for key in every if all(heard.get(key, every[key]) == every[key] for heard in found)
    }


def fitting(rules: Rules, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that these rules ask for and offer; not knowing is asked again."""
    kept = {}
    for key, answer in answers.items():
        asked = rules.questions.get(key)
        if asked is None or answer == DONT_KNOW:
            continue
        if not asked.options or all(part in rules.choices(key) for part in answer.split("+") if part):
            kept[key] = answer
    return kept


def words_of(question: Question) -> str:
    """The whole message, also where it asks several things."""
    return question.message or question.asked.text


def _earlier(question: Question) -> tuple[str, ...]:
    """The interview's buttons of before: a page still shows them, and they may still be pressed."""
    return tuple(value for value in question.context.offered if value.startswith(PREFIX))


def _outcome(reply: Reply) -> Outcome:
    if reply.kind in {"result", "what_if"}:
        return Outcome.PRESCREEN_RESULT
    return Outcome.SMALLTALK if reply.kind == "stopped" else Outcome.PRESCREEN


def _best(verdicts: list[Verdict]) -> str:
    """The most promising of the verdicts: what the numbers count."""
    return min(verdicts, key=list(Verdict).index).value
