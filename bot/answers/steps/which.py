"""What is asked, and for which service."""

from bot.answers.draft import Draft
from bot.answers.phrases import phrase
from bot.answers.types import Button, Message
from bot.facts.catalogue import topics
from bot.outcomes import Outcome, Reason

FEW_SERVICES = 3
"""A municipality with at most this many services is answered for all of them."""

_OFFERED_TOPICS = ("price", "who_can", "apply", "content")


def settle_topic(draft: Draft) -> Message | None:
    """Takes the topic that was understood, or goes on with the one before."""
    asked, before = draft.question.asked, draft.question.context
    draft.topic = asked.topic or before.topic
    if draft.topic:
        return None
    draft.services = asked.services
    draft.service_named = bool(asked.services)
    return _ask_what(draft)


def settle_services(draft: Draft) -> Message | None:
    """Takes the service that was named or is talked of, else the ordinary ones."""
    town, asked, before = draft.municipality, draft.question.asked, draft.question.context
    assert town is not None
    offered = (*town.services, *town.mentions)
    named = tuple(service for service in asked.services if service in offered)
    if asked.services and not named:
        draft.services, draft.service_named = asked.services[:1], True
        return _no_such_service(draft)
    if named:
        draft.services, draft.service_named = named, True
    elif before.service in offered:
        draft.services = (str(before.service),)
    else:
        draft.services = _ordinary(draft)
    return None


def _ordinary(draft: Draft) -> tuple[str, ...]:
    """The services to answer for when none is named: the usual ones, or those that know something."""
    town, question = draft.municipality, draft.question
    assert town is not None and draft.topic is not None
    if len(town.services) <= FEW_SERVICES:
        return town.services
    known = question.facts.services_with(town.id, draft.topic, question.day)
    usual = [service for service in town.default_services if service in known]
    common = question.facts.about(town.id, "faelles", draft.topic, question.day)
    if usual or common or not known:
        return town.default_services
    return tuple(known)


def _no_such_service(draft: Draft) -> Message:
    town, facts = draft.municipality, draft.question.facts
    assert town is not None
    edition, service = facts.standard(town.id), facts.services[draft.services[0]]
    silence = phrase("silent.no_service", edition=edition.in_text, service=service.the)
    return Message(
        text=f"{silence} {town.turn_to.sentence}",
        outcome=Outcome.HANDOFF,
        reason=Reason.SILENT,
        topic=draft.topic,
        service=service.id,
        municipality=town.id,
        confidence=draft.question.asked.confidence,
    )


def _ask_what(draft: Draft) -> Message:
    town, facts = draft.municipality, draft.question.facts
    assert town is not None
    if draft.services:
        service = facts.services[draft.services[0]]
        text = phrase("clarify.question", service=service.the, municipality=town.name)
    else:
        text = phrase("clarify.question_anywhere", municipality=town.name)
    return Message(
        text=text,
        outcome=Outcome.CLARIFY,
        reason=Reason.NOT_UNDERSTOOD,
        municipality=town.id,
        service=draft.services[0] if draft.services else None,
        buttons=tuple(Button(topics()[name].label, f"topic:{name}") for name in _OFFERED_TOPICS),
    )
