"""What is asked, and for which service."""

from bot.answers.draft import Draft
from bot.answers.phrases import phrase
from bot.answers.rank import NOTHING, rank
from bot.answers.types import Button, Message
from bot.facts.catalogue import topics
from bot.facts.types import COMMON
from bot.outcomes import Outcome, Reason

FEW_SERVICES = 3
"""A municipality with at most this many services is answered for all of them."""

SPOKEN_OF = 0.35
"""How well a fact must fit to answer although the named service is not offered."""

_OFFERED_TOPICS = ("price", "who_can", "apply", "content")


def settle_services(draft: Draft) -> Message | None:
    """Takes the service that was named or is talked of; leaves it open when there is none."""
    town, asked, before = draft.municipality, draft.question.asked, draft.question.context
    assert town is not None
    offered = (*town.services, *town.mentions)
    named = tuple(service for service in asked.services if service in offered)
    if asked.services and not named and not _spoken_of(draft):
        draft.services, draft.service_named = asked.services[:1], True
        return _no_such_service(draft)
    if named:
        draft.services, draft.service_named = named, True
    elif before.service in offered:
        draft.services = (str(before.service),)
    return None


def settle_topic(draft: Draft) -> Message | None:
    """Takes the topic that classifier and facts agree on, or goes on with the one before."""
    asked, before, town = draft.question.asked, draft.question.context, draft.municipality
    assert town is not None
    if asked.topic is None and before.topic is None:
        return _ask_what(draft)
    wordless = not draft.question.words.strip()
    draft.ranking = (
        NOTHING if wordless else rank(draft.question, town.id, draft.services, town.default_services)
    )
    draft.topic = _topic(draft)
    if draft.services and not draft.service_named and not _stated(draft):
        _forget_service(draft)
    if not draft.services:
        on_topic = (row.fact for row in draft.ranking.facts if draft.topic in row.fact.names)
        lead = next((fact.service for fact in on_topic), COMMON)
        draft.services = _ordinary(draft, lead)
    return None


def _stated(draft: Draft) -> bool:
    """Whether anything is stated on the topic for the services in question."""
    question, town, topic = draft.question, draft.municipality, draft.topic
    assert town is not None
    return topic is None or any(
        question.facts.about(town.id, service, topic, question.day) for service in draft.services
    )


def _forget_service(draft: Draft) -> None:
    """Looks beyond the service that was talked of before: nobody named it now, and it says nothing."""
    question, town = draft.question, draft.municipality
    assert town is not None
    wider = rank(question, town.id, (), town.default_services)
    common = draft.topic and question.facts.about(town.id, COMMON, draft.topic, question.day)
    if wider.topic == draft.topic and common:
        draft.services, draft.ranking = (), wider


def fill_services(draft: Draft) -> Message | None:
    """The ordinary services, where the citizen named none and the topic points to none."""
    if not draft.services:
        draft.services = _ordinary(draft, COMMON)
    return None


def _topic(draft: Draft) -> str | None:
    """Not said: the one before; pressed, so without words: just that; else what facts agree to."""
    asked = draft.question.asked
    if asked.topic is None:
        return draft.question.context.topic
    return (draft.ranking.topic if asked.text else None) or asked.topic


def _ordinary(draft: Draft, lead: str) -> tuple[str, ...]:
    """The services to answer for when none is named: the usual ones, or those that know something."""
    town, question = draft.municipality, draft.question
    assert town is not None and draft.topic is not None
    if len(town.services) <= FEW_SERVICES:
        return town.services
    known = question.facts.services_with(town.id, draft.topic, question.day)
    usual = [service for service in town.default_services if service in known]
    common = question.facts.about(town.id, COMMON, draft.topic, question.day)
    if lead not in (COMMON, *usual) and lead in known and not usual:
        return (lead,)
    if usual or common or not known:
        return town.default_services
    return tuple(known)


def _spoken_of(draft: Draft) -> bool:
    """Whether a fact speaks of what was asked although the service it names is not offered."""
    town = draft.municipality
    assert town is not None
    ranked = rank(draft.question, town.id, (), town.default_services).facts
    return bool(ranked) and max(row.fit for row in ranked[:5]) >= SPOKEN_OF


def _no_such_service(draft: Draft) -> Message:
    town, facts = draft.municipality, draft.question.facts
    assert town is not None
    edition, service = facts.standard(town.id), facts.services[draft.services[0]]
    silence = phrase("silent.no_service", edition=edition.in_text, service=service.the)
    return Message(
        text=f"{silence} {town.turn_to.sentence}",
        outcome=Outcome.HANDOFF,
        reason=Reason.SILENT,
        topic=draft.question.asked.topic,
        service=service.id,
        municipality=town.id,
        confidence=draft.question.asked.confidence,
    )


def _ask_what(draft: Draft) -> Message:
    town, facts = draft.municipality, draft.question.facts
    assert town is not None
    if draft.service_named:
        service = facts.services[draft.services[0]]
        text = phrase("clarify.question", service=service.the, municipality=town.name)
    else:
        text = phrase("clarify.question_anywhere", municipality=town.name)
    return Message(
        text=text,
        outcome=Outcome.CLARIFY,
        reason=Reason.NOT_UNDERSTOOD,
        municipality=town.id,
        service=draft.services[0] if draft.service_named else None,
        buttons=tuple(Button(topics()[name].label, f"topic:{name}") for name in _OFFERED_TOPICS),
    )
