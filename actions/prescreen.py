"""Skill: could this be something for me."""

from actions.skill import Skill
from bot.answers.skills.other import criteria
from bot.answers.types import Answer, Question


class PrescreenSkill(Skill):
    """Says what counts, and that the municipality decides."""

    def name(self) -> str:
        """See parent class."""
        return "action_prescreen"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return criteria(questions[0])
