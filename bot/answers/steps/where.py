"""Which municipality the question is about."""

from bot.answers.draft import Draft
from bot.answers.phrases import phrase
from bot.answers.types import Button, Message, Question
from bot.outcomes import Outcome, Reason

AWAITING = "municipality"


def settle_municipality(draft: Draft) -> Message | None:
    """Takes the municipality that was said, or the one known; asks with buttons when neither."""
    chosen = pick(draft.question)
    if chosen:
        draft.municipality = draft.question.facts.municipalities[chosen]
        return None
    return _ask(draft)


def pick(question: Question) -> str | None:
    """The municipality of a question.

    Who names the known one and another ("my friend in B … also here in A?") means the known one;
    who names another alone has moved on to it.
    """
    named, known = question.asked.municipalities, question.context.municipality
    if known and known in named:
        return known
    return named[-1] if named else known


def _ask(draft: Draft) -> Message:
    draft.awaiting = AWAITING
    draft.topic = draft.question.asked.topic
    draft.services = draft.question.asked.services
    draft.service_named = len(draft.services) == 1
    towns = draft.question.facts.municipalities.values()
    return Message(
        text=phrase("clarify.municipality"),
        outcome=Outcome.CLARIFY,
        reason=Reason.WHICH_MUNICIPALITY,
        topic=draft.topic,
        buttons=tuple(Button(town.name, f"municipality:{town.id}") for town in towns),
        confidence=draft.question.asked.confidence,
    )
