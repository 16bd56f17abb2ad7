"""Skill: what is stored of the talk."""

from actions.skill import Skill
from bot import settings
from bot.answers.skills.other import privacy
from bot.answers.types import Answer, Question


class PrivacySkill(Skill):
    """Says what is kept and for how long."""

    def name(self) -> str:
        """See parent class."""
        return "action_privacy"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return privacy(questions[0], settings.load().retention_days)
