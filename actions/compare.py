"""Skill: services or municipalities side by side."""

from actions.skill import Skill
from bot.answers.skills.compare import compare
from bot.answers.types import Answer, Question


class CompareSkill(Skill):
    """Compares on one fact."""

    def name(self) -> str:
        """See parent class."""
        return "action_compare"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return compare(questions[0])
