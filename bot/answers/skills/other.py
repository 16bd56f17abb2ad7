"""What is stored, other languages, and the way into the question "is this something for me"."""

from dataclasses import replace

from bot.answers.compose import compose
from bot.answers.phrases import phrase
from bot.answers.reply import one, town_of, voice_of
from bot.answers.types import Answer, Message, Question
from bot.facts.catalogue import topics
from bot.outcomes import Outcome, Reason

_SURE = 0.15


def privacy(question: Question, days: int) -> Answer:
    """What is kept of the talk, and how it is deleted."""
    return one(question, phrase("privacy", days=str(days)), Outcome.ANSWER)


def foreign(question: Question) -> Answer:
    """A short answer in English, the contact, and the key fact where the topic is understood."""
    town = town_of(question)
    lines = [phrase("foreign.intro")]
    if town is None:
        return one(
            question,
            "\n".join([*lines, phrase("foreign.anywhere", municipalities=_towns(question))]),
            Outcome.CLARIFY,
            Reason.WHICH_MUNICIPALITY,
        )
    lines.append(phrase("foreign.contact", municipality=town.name, contact=town.turn_to.sentence))
    topic = next(
        (name for name, sure in question.asked.ranking if name in topics() and sure > _SURE), "apply"
    )
    found = compose((replace(question, asked=replace(question.asked, topic=topic)),))
    key: Message = found.messages[0]
    if key.outcome is not Outcome.ANSWER:
        return one(question, "\n".join(lines), Outcome.ANSWER, topic=topic)
    lines += [phrase("foreign.answer"), key.text]
    return one(question, "\n".join(lines), Outcome.ANSWER, topic=topic, sources=key.sources, facts=key.facts)


def criteria(question: Question) -> Answer:
    """What counts for getting a service, that the municipality decides, and how to apply."""
    asked = replace(question.asked, topic="who_can")
    answer = compose((replace(question, asked=asked),))
    first = answer.messages[0]
    if first.outcome is not Outcome.ANSWER:
        return answer
    intro = voice_of(question).say(phrase("prescreen.not_a_decision"))
    return replace(answer, messages=(replace(first, text=f"{intro}\n{first.text}"), *answer.messages[1:]))


def _towns(question: Question) -> str:
    return ", ".join(town.short for town in question.facts.municipalities.values())
