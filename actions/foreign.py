"""Skill: a message in another language."""

from actions.skill import Skill
from bot.answers.skills.other import foreign
from bot.answers.types import Answer, Question


class ForeignSkill(Skill):
    """A short answer in English."""

    def name(self) -> str:
        """See parent class."""
        return "action_foreign"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return foreign(questions[0])
