"""Skill: somebody is in danger."""

from actions.skill import Skill
from bot.answers.skills.help import danger
from bot.answers.types import Answer, Question


class SafetySkill(Skill):
    """Names the numbers to call; the intent tells the kind of danger."""

    def name(self) -> str:
        """See parent class."""
        return "action_safety"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return danger(questions[0], intent.removeprefix("safety_"))
