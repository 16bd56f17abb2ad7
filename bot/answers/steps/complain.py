"""Complaints: the ways to complain where it was not said about what, and who can help."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.answers.added import added
from bot.answers.counting import under_health_law
from bot.answers.draft import Draft
from bot.answers.phrases import phrase
from bot.answers.sources import caveats, sources_of
from bot.answers.told_day import says
from bot.answers.types import Button, Message
from bot.deadlines import rule_of
from bot.facts.types import Fact
from bot.lang.fold import fold
from bot.lang.read import read_yaml
from bot.outcomes import Outcome

_FIRST = "complaint_decision"
_MOST_FACTS = 4
_CHOICE = 2
"""Of fewer ways there is nothing to choose."""


@cache
def _data() -> dict[str, Any]:
    return read_yaml(Path(__file__).parents[1] / "complain.yml")


def about_what(draft: Draft) -> Message | None:
    """The ways to complain, to choose from, where somebody wants to complain and says nothing else."""
    if not _only_a_complaint(draft):
        return None
    question, town, voice = draft.question, draft.municipality, draft.voice
    assert town is not None
    services, draft.services = draft.services, draft.services or town.default_services
    ways = {topic: _way(draft, topic) for topic in _data()["routes"]}
    if sum(map(bool, ways.values())) < _CHOICE:
        draft.services = services
        return None
    draft.topic = _FIRST
    lines = [
        phrase("complain.way", about=about, text=" ".join(voice.say(fact.sentence) for fact in ways[topic]))
        for topic, about in _data()["routes"].items()
        if ways[topic]
    ]
    used = [fact for way in ways.values() for fact in way]
    doubts = caveats(used, question.facts)
    return Message(
        text="\n".join([phrase("complain.intro"), *lines, phrase("complain.choose"), *doubts]),
        outcome=Outcome.ANSWER,
        topic=_FIRST,
        municipality=town.id,
        sources=sources_of(used, question.facts),
        buttons=tuple(Button(about, f"topic:{topic}") for topic, about in _data()["routes"].items()),
        facts=tuple(used),
        confidence=question.asked.confidence,
    )


def who_helps(draft: Draft, message: Message) -> Message:
    """The message on a complaint, with who can help; a relative is told of consent."""
    question, voice = draft.question, draft.voice
    spoken = message.topic in _data()["known"] and says(_data()["complaint"], question.asked.text)
    if not (message.topic in _data()["routes"] or spoken):
        return message
    if message.outcome not in (Outcome.ANSWER, Outcome.HANDOFF):
        return message
    name = "consent" if question.relation else "companion"
    helps = [fact for fact in question.facts.national(name, "", question.day) if fact not in message.facts]
    line = " ".join(voice.say(fact.sentence) for fact in helps)
    return added(message, question.facts, after=[line] if line else [], facts=helps)


def _only_a_complaint(draft: Draft) -> bool:
    asked, before = draft.question.asked, draft.question.context
    if before.topic in _data()["known"] or not says(_data()["complaint"], asked.text):
        return False
    known = {fold(word) for word in _data()["only"]}
    return all(word in known for word in asked.rest)


def _way(draft: Draft, topic: str) -> list[Fact]:
    """Whom to turn to first; over a decision also by when, and what happens then."""
    town, question = draft.municipality, draft.question
    assert town is not None
    day, services = question.day, draft.services
    if topic == _FIRST and all(under_health_law(question.facts, town.id, name, day) for name in services):
        return []  # such complaints go another way, and the four weeks are not theirs
    own = [
        fact
        for service in draft.services
        for fact in question.facts.about(town.id, service, topic, question.day)
    ]
    law = question.facts.national(topic, draft.services[0], question.day)
    if topic != _FIRST:
        return (own or law)[:1]
    rules = {fact.key: rule for fact in (*own, *law) if (rule := rule_of(question.facts, fact))}
    late = [rule.passed for rule in rules.values()]
    deadlines = [fact for fact in (*own, *law) if fact.key in rules][:1]
    then = [fact for fact in law if fact.key not in rules and fact not in late]
    return list(dict.fromkeys([*own[:1], *deadlines, *then]))[:_MOST_FACTS]
