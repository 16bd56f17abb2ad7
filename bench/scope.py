"""What is ours and what is not, and talks that go on: shares of messages the training never saw.

`foreign.txt` is about other matters, half of it in the words of training; `borderline.txt` is about the
training offers in words that hardly show it. `talks.jsonl` names the fact that each turn asks for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from bench.offline import Offline
from bot.answers.types import Answer, Context
from bot.outcomes import Outcome, Reason
from bot.settings import ROOT

FOLDER = ROOT / "tests/conversations"
AWAY = (Outcome.OUT_OF_SCOPE, Outcome.FALLBACK, Outcome.SMALLTALK)


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hit: int
    of: int

    @property
    def percent(self) -> float:
        """0 to 100."""
        return 100 * self.hit / self.of

    def __str__(self) -> str:
        return f"{self.hit}/{self.of} = {self.percent:.1f} %"


def foreign_turned_away(bot: Offline) -> Share:
    """Messages on other matters that get no training answer."""
    found = [not _trained_for(answer) for answer in _answers(bot, "foreign.txt")]
    return Share(sum(found), len(found))


def real_turned_away(bot: Offline) -> Share:
    """Messages on training, in words that hardly show it, that are turned away."""
    found = [answer.messages[0].outcome in AWAY for answer in _answers(bot, "borderline.txt")]
    return Share(sum(found), len(found))


def told_in_talks(bot: Offline) -> tuple[Share, Share]:
    """Turns that are told the very fact they ask for: first turns, and those that go on."""
    first: list[bool] = []
    later: list[bool] = []
    for talk in map(json.loads, _lines("talks.jsonl")):
        context = Context(municipality=talk["municipality"])
        for turn in talk["turns"]:
            answer = bot.say(turn["user"], context)
            (later if turn is not talk["turns"][0] else first).append(_tells(answer, turn["fact"]))
            context = answer.context
    return Share(sum(first), len(first)), Share(sum(later), len(later))


def _lines(name: str) -> list[str]:
    return [line.strip() for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def _answers(bot: Offline, name: str) -> list[Answer]:
    """Each message alone, in the municipalities by turns."""
    towns = sorted(bot.facts.municipalities)
    said = enumerate(_lines(name))
    return [bot.say(text, Context(municipality=towns[n % len(towns)])) for n, text in said]


def _trained_for(answer: Answer) -> bool:
    """Whether a message was answered as if it were about training."""
    first = answer.messages[0]
    silent = first.outcome is Outcome.HANDOFF and first.reason is Reason.SILENT
    return silent or first.outcome in (Outcome.ANSWER, Outcome.CLARIFY, Outcome.PRESCREEN)


def _tells(answer: Answer, wanted: str | list[str]) -> bool:
    """Whether one of the wanted facts was told, in whichever service, or the silence was said."""
    facts = {
        f"{fact.name}#{fact.id}" if fact.id else fact.name
        for message in answer.messages
        for fact in message.facts
    }
    silent = {message.topic for message in answer.messages if message.reason is Reason.SILENT}
    labels = [wanted] if isinstance(wanted, str) else wanted
    return any(
        label.removeprefix("silent:") in silent
        if label.startswith("silent:")
        else label.partition(".")[2] in facts
        for label in labels
    )
