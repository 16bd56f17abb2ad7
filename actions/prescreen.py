"""Skill: could this be something for me."""

from actions.skill import Skill
from bot.answers.skills.prescreen import start
from bot.answers.types import Answer, Question


class PrescreenSkill(Skill):
    """Asks a few plain questions and says what they point at; the municipality decides."""

    def name(self) -> str:
        """See parent class."""
        return "action_prescreen"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return start(questions[0])
