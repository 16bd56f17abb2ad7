"""Adds lines to a message that is already composed: in front, or behind but before its edition's caveat."""

from collections.abc import Iterable
from dataclasses import replace

from bot.answers.sources import caveats, sources_of
from bot.answers.types import Message
from bot.facts.query import Facts
from bot.facts.types import Fact


def added(
    message: Message,
    knowledge: Facts,
    before: Iterable[str] = (),
    after: Iterable[str] = (),
    facts: Iterable[Fact] = (),
) -> Message:
    """The message with lines around its own, and with the sources of the facts that they rest on."""
    new = [fact for fact in facts if fact not in message.facts]
    used = (*message.facts, *new)
    lines, doubts = message.text.split("\n"), caveats(used, knowledge)
    own = [line for line in lines if line not in doubts]
    return replace(
        message,
        text="\n".join([*before, *own, *after, *doubts]),
        sources=tuple(dict.fromkeys((*message.sources, *sources_of(new, knowledge)))),
        facts=used,
    )
