"""Skill: greeting, thanks, "are you human", and other small talk."""

from actions.skill import Skill
from bot.answers.skills.talk import small_talk
from bot.answers.types import Answer, Question


class SmallTalkSkill(Skill):
    """Answers small talk; the intent is the kind."""

    def name(self) -> str:
        """See parent class."""
        return "action_smalltalk"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        return small_talk(questions[0], intent)
