"""What the pre-screening says, as an answer; and what is kept of it between two messages."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from bot.answers.sources import caveats, sources_of
from bot.answers.types import Answer, Button, Message, Question
from bot.eligibility import Rules, has_rules, rules_for
from bot.eligibility.hear import told_in
from bot.eligibility.reply import Reply
from bot.eligibility.state import State
from bot.eligibility.verdict import Verdict
from bot.facts.screening import DONT_KNOW
from bot.facts.types import Municipality
from bot.lang.voice import Voice, relations
from bot.outcomes import Outcome

_ABOUT = "about"
"""The key in `Context.told` under which stands whom it was told of."""

_FEW_WORDS = 3
"""A message of fewer words tells nothing in passing."""

rules_on = lru_cache(maxsize=64)(rules_for)


def answer_of(question: Question, rules: Rules, state: State, reply: Reply) -> Answer:
    """A turn of the interview as an answer; the interview's state goes with it."""
    voice, found = voice_for(state.about), reply.result
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
        relation=state.about or None,
        screening=written(state),
        offered=tuple(dict.fromkeys((*_earlier(question), *(button.value for button in buttons)))),
        awaiting=None,
        misses=0,
    )
    return Answer((message,), context, question.facts.release)


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
    kept = {**told_before(question), **heard, _ABOUT: question.relation or ""}
    return answer.with_context(told=json.dumps(kept, ensure_ascii=False))


def told_before(question: Question) -> dict[str, str]:
    """What was told in passing of the same person."""
    told = json.loads(question.context.told or "{}")
    about = told.pop(_ABOUT, "")
    return told if about in {question.relation or "", ""} else {}


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
    return tuple(value for value in question.context.offered if value.startswith("screen:"))


def _outcome(reply: Reply) -> Outcome:
    if reply.kind in {"result", "what_if"}:
        return Outcome.PRESCREEN_RESULT
    return Outcome.SMALLTALK if reply.kind == "stopped" else Outcome.PRESCREEN


def _best(verdicts: list[Verdict]) -> str:
    """The most promising of the verdicts: what the numbers count."""
    return min(verdicts, key=list(Verdict).index).value
