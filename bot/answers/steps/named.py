"""What the law names: a paragraph that is asked for alone, and an old body whose work another does."""

from dataclasses import replace

from bot.answers.draft import Draft
from bot.answers.sources import sources_of
from bot.answers.steps.where import pick
from bot.answers.types import Message
from bot.facts.named import asks_only_for_it, bodies_in, citations, of_paragraph
from bot.facts.types import BODIES, NATIONAL, PARAGRAPHS, Fact
from bot.outcomes import Outcome

_TOPIC = "legal_basis"


def paragraph(draft: Draft) -> Message | None:
    """Tells what a paragraph is about when nothing else is asked; needs no municipality."""
    facts, text = draft.question.facts, draft.question.asked.text
    cited = citations(text)
    if not cited or not asks_only_for_it(text):
        return None
    day, town = draft.question.day, pick(draft.question)
    held = [*facts.told_when_named(PARAGRAPHS, day), *facts.in_municipality(NATIONAL, day)]
    found = [fact for one in cited for fact in of_paragraph(one, held)]
    if not found:
        return None
    if town:
        draft.municipality = facts.municipalities[town]
        here = [fact for fact in facts.in_municipality(town, day) if fact.name == _TOPIC]
        uses = [fact for one in cited for fact in of_paragraph(one, here)]
        found += {fact.service: fact for fact in reversed(uses)}.values()  # the first of each service
    draft.topic = _TOPIC
    return _message(draft, found)


def todays_body(draft: Draft, message: Message) -> Message:
    """The message, with today's body said first where the citizen names one that is no more.

    Where nothing else was answered (a name alone, no municipality yet), what the law says on
    complaints follows instead of a question back.
    """
    facts, asked = draft.question.facts, draft.question.asked
    bodies = facts.told_when_named(BODIES, draft.question.day)
    named = bodies_in(asked.text, bodies)
    if not named:
        return message
    names = [name for body in named for name in body.words]
    if message.outcome not in (Outcome.ANSWER, Outcome.HANDOFF) or asks_only_for_it(asked.text, names):
        draft.awaiting, draft.topic = None, named[0].name
        law = facts.national(named[0].name, "", draft.question.day)
        return _message(draft, [*named, *law])
    said = _message(draft, named)
    return replace(
        message,
        text=f"{said.text}\n{message.text}",
        sources=tuple(dict.fromkeys((*said.sources, *message.sources))),
        facts=(*named, *message.facts),
    )


def _message(draft: Draft, found: list[Fact]) -> Message:
    voice, told = draft.voice, list(dict.fromkeys(found))
    said = dict.fromkeys(voice.say(fact.sentence) for fact in told)
    return Message(
        text="\n".join(said),
        outcome=Outcome.ANSWER,
        topic=draft.topic or told[0].name,
        municipality=draft.municipality.id if draft.municipality else None,
        sources=sources_of(told, draft.question.facts),
        facts=tuple(told),
        confidence=draft.question.asked.confidence,
    )
