"""Puts what was found into words: the asked fact first, within a length that can be read."""

from collections.abc import Iterable

from bot.answers.draft import Draft
from bot.answers.phrases import phrase
from bot.answers.rank import rank
from bot.answers.sources import caveats, sources_of
from bot.answers.steps.pick import Picked, pick, told_along
from bot.answers.types import Button, Message
from bot.answers.yes_no import lead_in
from bot.facts.catalogue import topics
from bot.facts.types import COMMON, NATIONAL, Fact
from bot.lang.voice import Voice
from bot.outcomes import Outcome, Reason

SURE_OF_REPLY = 0.2
"""An answer begins with yes or no when its fact is so likely what was asked (0 to 1)."""

ELSEWHERE = 0.3
"""What another service says is told where the named one is silent, when it is so likely (0 to 1)."""

MOST_NEAR, NEAR = 2, 0.6
"""So many facts are told where the standard is silent, if their words fit the question so well."""


def silence(draft: Draft) -> Message | None:
    """Says that the standard is silent, what the law says, and whom to ask."""
    if draft.found:
        return None
    question, town = draft.question, draft.municipality
    assert town is not None and draft.topic is not None
    edition, about = question.facts.standard(town.id), topics()[draft.topic].about
    if draft.service_named:
        service = question.facts.services[draft.services[0]]
        said = phrase("silent.service", edition=edition.in_text, about=about, service=service.the)
    else:
        said = phrase("silent.plain", edition=edition.in_text, about=about)
    voice, paragraphs = draft.voice, [said]
    if draft.national:
        paragraphs.append(phrase("silent.law"))
        paragraphs.append(" ".join(voice.say(fact.sentence) for fact in draft.national))
    paragraphs.append(turn_to(draft))
    fitting = {row.fact.key for row in draft.ranking.facts if row.fit >= NEAR}
    near = [fact for fact in told_along(draft, []) if fact.key in fitting][:MOST_NEAR]
    near = near or _of_another_service(draft)
    if near and not draft.national:  # else the law has said it
        paragraphs.append(phrase("silent.nearest", text=" ".join(_told_of(draft, fact) for fact in near)))
        paragraphs += caveats(near, question.facts)
    used = draft.national or near
    return Message(
        text="\n".join(paragraphs),
        outcome=Outcome.HANDOFF,
        reason=Reason.SILENT,
        topic=draft.topic,
        service=draft.services[0] if draft.service_named else None,
        municipality=town.id,
        sources=sources_of(used, question.facts),
        facts=tuple(used),
        confidence=question.asked.confidence,
    )


def _of_another_service(draft: Draft) -> list[Fact]:
    """What is likeliest of all services, where the named one is silent and another speaks of just this."""
    town = draft.municipality
    assert town is not None
    if not draft.service_named:
        return []
    best = rank(draft.question, town.id, (), town.default_services).facts[:1]
    return [row.fact for row in best if row.share >= ELSEWHERE and row.fact.municipality == town.id]


def _told_of(draft: Draft, fact: Fact) -> str:
    """The sentence; with the name of its service where that is another than the one asked for."""
    said = draft.voice.say(fact.sentence)
    if fact.service in (COMMON, *draft.services) or fact.municipality == NATIONAL:
        return said
    return phrase("answer.for_service", service=draft.question.facts.services[fact.service].name, text=said)


def facts(draft: Draft) -> Message:
    """Says the facts, service by service, with sources, doubt and the edition's own caveat."""
    question, town = draft.question, draft.municipality
    assert town is not None and draft.topic is not None
    picked, voice = pick(draft), draft.voice
    paragraphs = _paragraphs(draft, picked.by_service, voice)
    paragraphs += [voice.say(fact.sentence) for fact in picked.along]
    used = picked.facts
    doubts = dict.fromkeys(fact.doubt for fact in used if fact.doubt)
    paragraphs += [phrase("answer.doubt", text=voice.say(doubt)) for doubt in doubts]
    recalled = _recalled(draft, picked)
    paragraphs += _older(draft, recalled, voice)
    law = _law(draft, used)
    paragraphs += [" ".join(voice.say(fact.sentence) for fact in law)] if law else []
    paragraphs += caveats(used, question.facts)
    used += [*recalled, *law]
    service = draft.services[0] if len(draft.services) == 1 else None
    return Message(
        text="\n".join(paragraphs),
        outcome=Outcome.ANSWER,
        reason=Reason.DOUBTFUL_TEXT if any(fact.doubt for fact in used) else None,
        topic=draft.topic,
        service=service,
        municipality=town.id,
        sources=sources_of(used, question.facts),
        buttons=(Button(phrase("answer.more"), f"all:{draft.topic}"),) if picked.left else (),
        facts=tuple(used),
        confidence=question.asked.confidence,
    )


def turn_to(draft: Draft) -> str:
    """Whom to ask, for the service in question."""
    town = draft.municipality
    assert town is not None
    for service in draft.services:
        if service in town.turn_to_for and draft.service_named:
            return town.turn_to_for[service].sentence
    return town.turn_to.sentence


def _paragraphs(draft: Draft, chosen: dict[str, list[Fact]], voice: Voice) -> list[str]:
    if len(chosen) == 1 and _speaks_for_all(draft, chosen):
        found = next(iter(chosen.values()))
        own = found[0].name == draft.topic and draft.ranking.shares.get(found[0].key, 0.0) >= SURE_OF_REPLY
        lead = lead_in(draft.question.asked.text, found[0], draft.ranking.fit(found[0])) if own else ""
        return [f"{lead} {said}".strip() if n == 0 else said for n, said in enumerate(_sayings(found, voice))]
    services = draft.question.facts.services
    return [
        phrase(
            "answer.for_service",
            service=_capital(services[service].name),
            text=" ".join(voice.say(fact.sentence) for fact in found),
        )
        for service, found in chosen.items()
    ]


def _speaks_for_all(draft: Draft, chosen: dict[str, list[Fact]]) -> bool:
    """Whether the one service that says anything is the one that was meant, or says what holds for all."""
    return len(draft.services) == 1 or any(
        fact.service == COMMON for found in chosen.values() for fact in found
    )


def _sayings(found: Iterable[Fact], voice: Voice) -> list[str]:
    """The sentences of facts; several become a list under the first."""
    said = [voice.say(fact.sentence) for fact in found]
    return said if len(said) < 3 else [said[0], *(f"- {text}" for text in said[1:])]


def _recalled(draft: Draft, picked: Picked) -> list[Fact]:
    """Figures that only a replaced edition has, where the answer leads with what they belong to."""
    leads = {service: found[0] for service, found in picked.by_service.items() if found}
    return [
        fact for fact in draft.recalled if fact.service not in leads or leads[fact.service].name == fact.name
    ]


def _older(draft: Draft, recalled: Iterable[Fact], voice: Voice) -> list[str]:
    editions = draft.question.facts.editions
    path = "answer.older" if draft.topic == "price" else "answer.older_other"
    return [
        phrase(path, edition=editions[fact.edition].in_text, text=voice.say(fact.sentence))
        for fact in recalled
    ]


def _law(draft: Draft, used: list[Fact]) -> list[Fact]:
    """What the law adds: only what the standard's own facts do not already say."""
    known = {fact.id for fact in used if fact.id}
    deadlines = any(fact.value and fact.value.within for fact in used)
    return [
        fact
        for fact in draft.national
        if fact.id not in known and not (deadlines and fact.value and fact.value.within)
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
