"""What staff have switched off is not answered: the citizen is told whom to turn to instead."""

from collections.abc import Iterable
from typing import Any

from bot import clock
from bot.answers.phrases import phrase
from bot.answers.skills.help import switched_off
from bot.answers.types import Asked, Context, Question
from bot.outcomes import Outcome
from bot.releases.live import current
from bot.store.switches import Off

_ALWAYS = (Outcome.SAFETY.value, Outcome.ERROR.value)
"""Numbers to call in danger are never switched off, and a fault names a human already."""


def close(messages: list[dict[str, Any]], off: Iterable[Off], known: str | None) -> list[dict[str, Any]]:
    """The messages, each that is off replaced by whom to turn to.

    Args:
        messages: as the contract has them, with their traces where there are any.
        off: what is switched off.
        known: the municipality that the conversation is about.
    """
    switches = tuple(off)
    return [
        _closed(message, known)
        if message["outcome"] not in _ALWAYS
        and any(one.covers(message["topic"], message["municipality"] or known) for one in switches)
        else message
        for message in messages
    ]


def _closed(message: dict[str, Any], known: str | None) -> dict[str, Any]:
    town, facts = message["municipality"] or known, current()
    answer = switched_off(Question(Asked(""), Context(municipality=town), facts, clock.today())).messages[0]
    body = answer.body(facts.release)
    if message["text"].startswith(phrase("notice")):  # who it is that speaks is said in any case
        body["text"] = f"{phrase('notice')}\n\n{body['text']}"
    trace = {**message["trace"], "facts": []} if "trace" in message else None
    kept = {key: message[key] for key in ("topic", "service", "release")}
    return {**body, **kept, **({"trace": trace} if trace is not None else {})}
