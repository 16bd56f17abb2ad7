"""What is asked and what is answered, as plain values."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.facts.query import Facts
from bot.facts.types import Fact
from bot.outcomes import Asker, Outcome, Reason

A_DAY = "day"
"""`Context.awaiting` after the citizen was invited to tell a day."""

MOST_WORDS = 12
"""So many telling words of a question are kept for the next."""


@dataclass(frozen=True)
class Asked:
    """One question as it was understood.

    `ranking` holds topics with their confidence (0 to 1), best first. `named` tells which of the
    fields the citizen said in this very message.
    """

    text: str
    topic: str | None = None
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    municipalities: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    relation: str | None = None
    hard_word: str | None = None
    rest: tuple[str, ...] = ()
    """folded words that name nothing and say something"""
    elsewhere: bool = False
    """whether it is about a municipality that is not known"""
    everything: bool = False
    """whether all that is known on the topic is wanted, however long"""


@dataclass(frozen=True)
class Context:
    """What the conversation already knows; kept between turns as Rasa's slots."""

    municipality: str | None = None
    service: str | None = None
    topic: str | None = None
    relation: str | None = None
    awaiting: str | None = None
    misses: int = 0
    offered: tuple[str, ...] = ()
    about: str = ""
    """the telling words of the last question, so that "and in B?" still knows what it is about"""
    screening: str = ""
    """where a pre-screening stands, as JSON; empty when there is none"""
    told: str = ""
    """what was told in passing that a pre-screening would ask for, as JSON"""
    counting: str = ""
    """the deadlines that were told last, for whoever names a day now (see `bot.answers.counting`)"""

    @property
    def asker(self) -> Asker:
        """On whose behalf the citizen asks, as far as it was said."""
        return Asker.RELATIVE if self.relation else Asker.UNKNOWN


@dataclass(frozen=True)
class Question:
    """All that an answer depends on."""

    asked: Asked
    context: Context
    facts: Facts
    day: date
    now: datetime | None = None
    """the time on a Danish wall clock, for opening hours; `day` alone where it does not matter"""
    message: str = ""
    """the whole message, where this is one question of several"""

    @property
    def words(self) -> str:
        """The telling words: those of the question before too, where this one only goes on with it.

        Names of services, municipalities and persons are left out: they say where, not what.
        """
        goes_on = not self.asked.topic or not self.asked.rest
        told = " ".join(self.asked.rest)
        return f"{told} {self.context.about}" if goes_on else told

    @property
    def relation(self) -> str | None:
        """Whom the question is about: said now, or known from before."""
        return self.asked.relation or self.context.relation


@dataclass(frozen=True)
class Source:
    """Where a statement stands."""

    standard: str
    title: str
    section: str
    edition: str
    in_force: bool
    validity: str


@dataclass(frozen=True)
class Button:
    """An offer to press; `value` is a closed command such as `topic:price`."""

    title: str
    value: str


@dataclass(frozen=True)
class Calendar:
    """A day to keep: what for, which day, and a note of how it came about."""

    title: str
    day: date
    note: str

    def body(self) -> dict[str, str]:
        """The entry as the contract has it."""
        return {"title": self.title, "day": self.day.isoformat(), "note": self.note}


@dataclass(frozen=True)
class Message:
    """One message to the citizen: plain text, its sources, its buttons."""

    text: str
    outcome: Outcome
    reason: Reason | None = None
    topic: str | None = None
    service: str | None = None
    municipality: str | None = None
    sources: tuple[Source, ...] = ()
    buttons: tuple[Button, ...] = ()
    facts: tuple[Fact, ...] = ()
    confidence: float | None = None
    calendar: Calendar | None = None
    prescreen: str | None = None
    """the most promising verdict of a pre-screening, in its result"""

    def body(self, release: str) -> dict[str, Any]:
        """The message as the contract has it, without its id."""
        return {
            "text": self.text,
            "outcome": self.outcome.value,
            "reason": self.reason.value if self.reason else None,
            "topic": self.topic,
            "service": self.service,
            "municipality": self.municipality,
            "release": release,
            "sources": [asdict(source) for source in self.sources],
            "buttons": [asdict(button) for button in self.buttons],
            **({"calendar": self.calendar.body()} if self.calendar else {}),
        }


@dataclass(frozen=True)
class Answer:
    """The whole reply: its messages, and what the conversation knows after it."""

    messages: tuple[Message, ...]
    context: Context
    release: str
    trace: dict[str, Any] = field(default_factory=dict)

    def with_context(self, **changes: Any) -> "Answer":
        """The same reply with other things known after it."""
        return replace(self, context=replace(self.context, **changes))
