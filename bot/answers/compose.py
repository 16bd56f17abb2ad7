"""The way from a question to its message, on one screen.

Ordered steps, the first that speaks ends it; then what is added for this citizen today.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.answers.draft import Draft
from bot.answers.steps import (
    cancel,
    circumstances,
    complain,
    gather,
    hours,
    named,
    onward,
    say,
    screen,
    when,
    where,
    which,
)
from bot.answers.types import Answer, Message, Question

Step = Callable[[Draft], Message | None]

STEPS: tuple[Step, ...] = (
    named.paragraph,  # "what is § 86": told without a municipality
    where.settle_municipality,  # which municipality: said now, known, or asked for
    which.settle_services,  # which service: named, or talked of before
    complain.about_what,  # a complaint, and nothing said of what about: the ways to choose from
    which.settle_topic,  # what is asked: classifier and facts together, or kept from before
    which.fill_services,  # no service named: the ordinary ones
    gather.facts,  # what the editions and the law say on it
    say.silence,  # nothing: say just that, and whom to ask
    say.facts,  # the asked fact first, conditions, sources, doubt
)

Addition = Callable[[Draft, Message], Message]

ADDITIONS: tuple[Addition, ...] = (
    circumstances.point_out,  # what was told of the person bears on it: the facts that say so, first
    named.todays_body,  # an old body is named: today's is said first
    cancel.now,  # a cancellation: not by the bot, and in time or too late
    onward.contact,  # getting in touch is the next step: with whom
    hours.now,  # a contact: open or closed at this moment
    complain.who_helps,  # a complaint: who can help with it
    when.last_day,  # a deadline, and the day that it counts from: its last day
    screen.offer,  # who it is for: the interview that looks at it more closely
)


def compose(questions: tuple[Question, ...]) -> Answer:
    """Answers one or more questions of one message; each knows what the one before settled."""
    messages: list[Message] = []
    context = questions[0].context
    drafts: list[Draft] = []
    for question in questions:
        # a second question in the same message does not go on with the first
        known = replace(context, topic=None, about="") if messages else context
        told = frozenset(fact.sentence for message in messages for fact in message.facts)
        draft = Draft(replace(question, context=known), shared_by=len(questions), told=told)
        messages.append(_message(draft))
        drafts.append(draft)
        context = draft.context()
        if draft.awaiting:
            break  # asking the same thing back for each question would only confuse
    first = questions[0]
    offered = tuple(button.value for message in messages for button in message.buttons)
    known = when.kept_for_next(drafts, replace(context, offered=offered))
    return Answer(tuple(messages), known, first.facts.release)


def _message(draft: Draft) -> Message:
    message = _first_message(draft)
    for add in ADDITIONS:
        message = add(draft, message)
    return message


def _first_message(draft: Draft) -> Message:
    for step in STEPS:
        if message := step(draft):
            return message
    raise AssertionError("the last step always speaks")
