"""The shape of every skill: questions in, answer out."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker import intent_of, questions_of, say
from bot.answers.skills.goes_on import goes_on
from bot.answers.skills.prescreen import between
from bot.answers.types import Answer, Question


class Skill(Action, ABC):
    """A custom action that answers; a subclass names itself and picks its part of `bot.answers`."""

    @abstractmethod
    def answer(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """The answer to what was asked."""

    def reply(self, questions: tuple[Question, ...], intent: str) -> Answer:
        """The answer; but the pre-screening's where one is under way, and what goes on with a deadline."""
        return between(
            questions, intent, lambda: goes_on(questions, intent) or self.answer(questions, intent)
        )

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answers the last message (see parent class)."""
        questions = questions_of(tracker)
        return say(self.reply(questions, intent_of(tracker)), questions, dispatcher)
