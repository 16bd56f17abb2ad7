"""What the editions and the law say on the topic, the best match first."""

from bot.answers.counting import LAW_OF_COMPLAINTS, under_health_law
from bot.answers.draft import Draft
from bot.answers.types import Message
from bot.facts.catalogue import topics
from bot.facts.types import COMMON, Fact


def facts(draft: Draft) -> Message | None:
    """Collects the facts of each service; the same facts are not told twice."""
    question, town, topic = draft.question, draft.municipality, draft.topic
    assert town is not None and topic is not None
    told: set[str] = set()
    for service in draft.services:
        fresh = [
            fact
            for fact in question.facts.about(town.id, service, topic, question.day)
            if fact.sentence not in told
        ]
        told |= {fact.sentence for fact in fresh}
        if fresh:
            draft.found[service] = ranked(fresh, draft)
        draft.recalled += question.facts.recalled(town.id, service, topic)
        draft.national += [
            fact
            for fact in question.facts.national(topic, service, question.day)
            if fact not in draft.national
        ]
    if all(under_health_law(question.facts, town.id, service, question.day) for service in draft.services):
        draft.national = [fact for fact in draft.national if fact.edition != LAW_OF_COMPLAINTS]
    draft.national = ranked(draft.national, draft)
    if not draft.found and draft.national and not topics()[topic].expected:
        draft.found, draft.national = {COMMON: draft.national}, []  # a matter of law alone
    return None


def ranked(found: list[Fact], draft: Draft) -> list[Fact]:
    """The facts, the likeliest in front; else as written."""
    shares = draft.ranking.shares
    return sorted(found, key=lambda fact: -round(shares.get(fact.key, 0.0), 3))
