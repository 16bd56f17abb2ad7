"""Sets services or municipalities side by side on one fact."""

from dataclasses import replace

from bot.answers.phrases import phrase
from bot.answers.reply import one, town_of, voice_of
from bot.answers.sources import caveats, sources_of
from bot.answers.types import Answer, Question
from bot.facts.catalogue import topics
from bot.facts.types import Fact
from bot.lang.voice import Voice
from bot.outcomes import Outcome

_ON = "purpose"
"""What services are compared on when nothing is named."""


def compare(question: Question) -> Answer:
    """Municipalities when two are named, else services of one municipality."""
    towns = question.asked.municipalities
    known = question.context.municipality
    if known and known not in towns and towns:
        towns = (known, *towns)
    topic = _topic(question)
    if len(towns) > 1:
        return _towns(question, towns, topic or "price")
    if town_of(question) is None:
        return _towns(question, tuple(question.facts.municipalities), topic or _ON)
    return _services(question, topic or "what_is")


def _topic(question: Question) -> str | None:
    """The topic that is compared on: the best in the ranking that is sure enough."""
    names = [name for name, confidence in question.asked.ranking if confidence > 0.03]
    return next((name for name in names if name in topics()), None)


def _towns(question: Question, towns: tuple[str, ...], topic: str) -> Answer:
    facts, rows = question.facts, []
    service = (question.asked.services or (question.context.service or "",))[0]
    for town in towns:
        services = (service,) if service else facts.municipalities[town].default_services
        found = [fact for item in services for fact in facts.about(town, item, topic, question.day)][:2]
        rows.append((facts.municipalities[town].short, found))
    return _table(question, phrase("compare.municipalities"), rows, topic)


def _services(question: Question, topic: str) -> Answer:
    town = town_of(question)
    assert town is not None
    services = question.asked.services if len(question.asked.services) > 1 else town.default_services
    offered = [item for item in services if item in (*town.services, *town.mentions)] or list(
        town.default_services
    )
    rows = [
        (
            question.facts.services[item].name.capitalize(),
            question.facts.about(town.id, item, topic, question.day)[:2]
            + question.facts.about(town.id, item, "need", question.day)[:1],
        )
        for item in offered
    ]
    return _table(question, phrase("compare.services", municipality=town.short), rows, topic)


def _table(question: Question, intro: str, rows: list[tuple[str, list[Fact]]], topic: str) -> Answer:
    voice = voice_of(question)
    lines = [phrase("compare.line", name=name, text=_said(found, voice)) for name, found in rows]
    used = [fact for _, found in rows for fact in found]
    answer = one(
        question,
        "\n".join([intro, *lines, *caveats(used, question.facts)]),
        Outcome.ANSWER,
        topic=topic,
        sources=sources_of(used, question.facts),
        facts=tuple(used),
    )
    return replace(answer, context=replace(answer.context, topic=topic))


def _said(found: list[Fact], voice: Voice) -> str:
    if not found:
        return phrase("compare.unknown")
    return " ".join(dict.fromkeys(voice.say(fact.sentence) for fact in found))
