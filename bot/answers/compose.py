"""The way from a question to its message, on one screen: ordered steps, the first that speaks ends it."""

from collections.abc import Callable
from dataclasses import replace

from bot.answers.draft import Draft
from bot.answers.steps import gather, named, say, where, which
from bot.answers.types import Answer, Message, Question

Step = Callable[[Draft], Message | None]

STEPS: tuple[Step, ...] = (
    named.paragraph,  # "what is § 86": told without a municipality
    where.settle_municipality,  # which municipality: said now, known, or asked for
    which.settle_services,  # which service: named, or talked of before
    which.settle_topic,  # what is asked: classifier and facts together, or kept from before
    which.fill_services,  # no service named: the ordinary ones
    gather.facts,  # what the editions and the law say on it
    say.silence,  # nothing: say just that, and whom to ask
    say.facts,  # the asked fact first, conditions, sources, doubt
)


def compose(questions: tuple[Question, ...]) -> Answer:
    """Answers one or more questions of one message; each knows what the one before settled."""
    messages, context = [], questions[0].context
    for question in questions:
        draft = Draft(replace(question, context=context))
        messages.append(named.todays_body(draft, _first_message(draft)))
        context = draft.context()
        if draft.awaiting:
            break  # asking the same thing back for each question would only confuse
    first = questions[0]
    offered = tuple(button.value for message in messages for button in message.buttons)
    return Answer(tuple(messages), replace(context, offered=offered), first.facts.release)


def _first_message(draft: Draft) -> Message:
    for step in STEPS:
        if message := step(draft):
            return message
    raise AssertionError("the last step always speaks")
