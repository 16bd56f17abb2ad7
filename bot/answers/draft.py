"""What the steps settle on the way to a message."""

from dataclasses import dataclass, field, replace

from bot.answers.rank import NOTHING, Ranking
from bot.answers.types import A_DAY, MOST_WORDS, Context, Question
from bot.facts.types import Fact, Municipality
from bot.lang.voice import Voice, relations


@dataclass
class Draft:
    """The question, and what is settled so far."""

    question: Question
    municipality: Municipality | None = None
    topic: str | None = None
    services: tuple[str, ...] = ()
    service_named: bool = False
    found: dict[str, list[Fact]] = field(default_factory=dict)
    """service → its facts, best match first"""
    ranking: Ranking = NOTHING
    """every fact that may answer, likeliest first"""
    recalled: list[Fact] = field(default_factory=list)
    national: list[Fact] = field(default_factory=list)
    shared_by: int = 1
    """so many questions of the message share the length that can be read"""
    told: frozenset[str] = frozenset()
    """sentences that were told for an earlier question of the same message"""
    awaiting: str | None = None
    counting: str = ""
    """the deadlines that this message tells, kept for the next"""
    invites_day: bool = False
    """whether the message invites the citizen to tell the day that a deadline counts from"""

    @property
    def voice(self) -> Voice:
        """A fresh voice for whomever the question is about."""
        relation = self.question.relation
        return Voice(relations().get(relation) if relation else None)

    def _about(self) -> str:
        asked, before = self.question.asked, self.question.context
        return " ".join(asked.rest[:MOST_WORDS]) if asked.topic and asked.rest else before.about

    def context(self) -> Context:
        """What the conversation knows after this message."""
        before = self.question.context
        named = self.services[0] if self.service_named and len(self.services) == 1 else before.service
        return replace(
            before,
            municipality=self.municipality.id if self.municipality else before.municipality,
            service=named,
            topic=self.topic or before.topic,
            relation=self.question.relation,
            awaiting=self.awaiting or (A_DAY if self.invites_day else None),
            about=self._about(),
            counting=self.counting,
            misses=0,
        )
