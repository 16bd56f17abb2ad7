"""Skill: the citizen asks for a human."""

from actions.skill import Skill
from bot.answers.skills.help import human
from bot.answers.types import Answer, Question


class HumanSkill(Skill):
    """Names whom to turn to."""

    def name(self) -> str:
        """See parent class."""
        return "action_human"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return human(questions[0])
