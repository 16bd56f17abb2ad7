"""Skill: nothing was understood."""

from actions.skill import Skill
from bot.answers.skills.help import not_understood
from bot.answers.types import Answer, Question


class FallbackSkill(Skill):
    """Offers the likeliest topics, then a human."""

    def name(self) -> str:
        """See parent class."""
        return "action_fallback"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return not_understood(questions[0])
