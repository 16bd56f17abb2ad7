"""Skill: what a word means, or "what do you mean"."""

from actions.skill import Skill
from bot.answers.skills.words import explain
from bot.answers.types import Answer, Question


class ExplainSkill(Skill):
    """Explains hard words."""

    def name(self) -> str:
        """See parent class."""
        return "action_explain"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return explain(questions[0])
