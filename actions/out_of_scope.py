"""Skill: a matter that is not ours."""

from actions.skill import Skill
from bot.answers.skills.help import out_of_scope
from bot.answers.types import Answer, Question


class OutOfScopeSkill(Skill):
    """Says what the bot is for."""

    def name(self) -> str:
        """See parent class."""
        return "action_out_of_scope"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return out_of_scope(questions[0])
