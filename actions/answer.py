"""Skill: a question on a topic, a municipality named, a button pressed, "say it again"."""

from dataclasses import replace
from datetime import date

from actions.skill import Skill
from bot.answers.compose import compose
from bot.answers.skills import goes_on
from bot.answers.skills import help as helping
from bot.answers.types import Answer, Asked, Question


class AnswerSkill(Skill):
    """Answers from the facts."""

    def name(self) -> str:
        """See parent class."""
        return "action_answer"

    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """See parent class."""
        if intent == "press":
            return _pressed(questions[0])
        return compose(questions)


def _pressed(question: Question) -> Answer:
    """Carries out the closed command of a button (`kind:value`)."""
    kind, _, value = question.asked.text.partition(":")
    if kind == "human":
        return helping.human(question)
    if kind == "day":
        return goes_on.pressed(question, date.fromisoformat(value)) or compose((question,))
    asked = {
        "municipality": Asked("", municipalities=(value,), confidence=1.0),
        "service": Asked("", services=(value,), confidence=1.0),
        "topic": Asked("", topic=value, confidence=1.0),
        "all": Asked("", topic=value, confidence=1.0, everything=True),
    }[kind]
    return compose((replace(question, asked=asked),))
