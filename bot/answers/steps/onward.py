"""What an answer ends in: whom to turn to, where the answer itself gives no way to reach them."""

from bot.answers.added import added
from bot.answers.draft import Draft
from bot.answers.steps.say import turn_to
from bot.answers.types import Message
from bot.facts.types import Fact
from bot.outcomes import Outcome

_TOPICS = frozenset(("apply", "who_can_apply", "changes", "referral", "assessment", "visit"))
"""Topics whose next step is to get in touch."""


def contact(draft: Draft, message: Message) -> Message:
    """The message, and whom to turn to."""
    if message.topic not in _TOPICS or message.outcome is not Outcome.ANSWER or draft.municipality is None:
        return message
    if any(_reaches(fact) for fact in message.facts):
        return message
    return added(message, draft.question.facts, after=[turn_to(draft)])


def _reaches(fact: Fact) -> bool:
    value = fact.value
    return bool(value and (value.phone or value.mail or value.web))
