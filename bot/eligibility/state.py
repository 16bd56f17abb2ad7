"""Where an interview stands: small, and nothing but JSON between two messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

SELF, OTHER = "jeg", "borger"
"""Whom an interview is about while no relation was named: the citizen; somebody spoken of as he or she."""

NEW, ASKING, DONE, STOPPED = "new", "asking", "done", "stopped"


@dataclass(frozen=True)
class State:
    """The answers so far, the questions that were asked in order, and the one that waits.

    `answers` are closed words ("ja", "plejecenter", "ved_ikke"), options joined by "+", or an age as
    `bot.eligibility.ages` writes it. `to_confirm` is an age so low that it is asked back. `about` is whom
    the citizen asks for (a relation's id, `SELF` or `OTHER`; empty: not known yet). `paused`: something
    more important came in between, so that a plain yes or no is not a reply to the question that waits.
    """

    municipality: str
    focus: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    pending: str | None = None
    to_confirm: str = ""
    phase: str = NEW
    about: str = ""
    paused: bool = False

    def to_json(self) -> dict[str, Any]:
        """The state as small JSON; what is empty is left out."""
        written = {
            "municipality": self.municipality,
            "focus": self.focus,
            "answers": dict(self.answers),
            "asked": list(self.asked),
            "pending": self.pending,
            "to_confirm": self.to_confirm,
            "phase": self.phase,
            "about": self.about,
            "paused": self.paused,
        }
        return {key: value for key, value in written.items() if value}

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "State":
        """The state that `to_json` wrote."""
        return cls(**{**written, "asked": tuple(written.get("asked", ()))})

    def answered(self, answers: Mapping[str, str]) -> "State":
        """The same interview with more answers; a new answer replaces an old one."""
        return replace(self, answers={**self.answers, **answers})

    @property
    def for_another(self) -> bool:
        """Whether it is about somebody else than the citizen."""
        return self.about not in {"", SELF}

    def turned_to(self, question: str) -> "State":
        """The same interview with another question waiting; the one that waited is not lost."""
        asked = [key for key in self.asked if key != self.pending or key in self.answers]
        asked += [] if question in asked else [question]
        return replace(self, pending=question, asked=tuple(asked), phase=ASKING, to_confirm="")

    def without(self, question: str) -> "State":
        """The same interview without one answer."""
        left = {key: answer for key, answer in self.answers.items() if key != question}
        return replace(self, answers=left)
