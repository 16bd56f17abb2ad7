"""What follows from what the citizen has told of the person: another way, or what speaks against a service.

A person over the pension age with need for care, a plan from the hospital, a home in a plejecenter: the
rules of the pre-screening know what such circumstances mean. Here they only point out the facts that
bear on what was told; nothing is asked and nothing decided.
"""

import json
from functools import lru_cache

from bot.answers.added import added
from bot.answers.draft import Draft
from bot.answers.types import Message
from bot.eligibility import Verdict, has_rules, rules_for
from bot.eligibility.findings import finding
from bot.eligibility.hear import remarks
from bot.facts.types import Fact
from bot.outcomes import Outcome

_TOPICS = frozenset(("who_can", "who_cannot", "need", "what_is", "legal_basis", "not_included", "purpose"))
_LINES = ("against", "instead")
_MOST = 2
_AGAINST = (Verdict.OTHER_ROUTE, Verdict.UNLIKELY)

rules_on = lru_cache(maxsize=64)(rules_for)


def point_out(draft: Draft, message: Message) -> Message:
    """The message, with the facts that bear on what was told, at most two, if they are not in it."""
    town, question = draft.municipality, draft.question
    if message.topic not in _TOPICS or message.outcome is not Outcome.ANSWER or town is None:
        return message
    if not has_rules(question.facts, town.id):
        return message
    rules = rules_on(question.facts, town.id, question.day, None)
    told = {**json.loads(question.context.told or "{}"), **remarks(rules, question.asked.text)}
    if not told:
        return message
    found: list[Fact] = []
    for service in draft.services:
        if service in rules.services:
            one = finding(rules, service, told)
            if one.verdict in _AGAINST:
                found += [fact for line in one.points if line.id in _LINES for fact in line.facts]
    said = {fact.sentence for fact in message.facts}
    new = list({fact.sentence: fact for fact in found if fact.sentence not in said}.values())[:_MOST]
    return added(message, question.facts, before=[draft.voice.say(fact.sentence) for fact in new], facts=new)
