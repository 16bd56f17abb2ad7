"""Explains a hard word, or the hard words of the last answer."""

from bot.answers.compose import compose
from bot.answers.phrases import phrase
from bot.answers.reply import one
from bot.answers.types import Answer, Question
from bot.facts.types import HardWord
from bot.lang.fold import fold, folded_words
from bot.outcomes import Outcome

_MOST = 3


def explain(question: Question) -> Answer:
    """The meaning of the word that was asked for; else of those in the last answer."""
    facts, context = question.facts, question.context
    if word := facts.hard_words.get(question.asked.hard_word or ""):
        return one(question, word.say, Outcome.ANSWER)
    if not context.topic:
        return one(question, phrase("explain.none"), Outcome.CLARIFY)
    again = compose((question,))
    hard = _hard_words(question, "\n".join(message.text for message in again.messages))
    if not hard:
        return again
    lines = [phrase("explain.intro"), *(word.say for word in hard)]
    return one(question, "\n".join(lines), Outcome.ANSWER)


def _hard_words(question: Question, text: str) -> list[HardWord]:
    there = set(folded_words(text))
    known = question.facts.hard_words.values()
    return [word for word in known if there & {fold(form) for form in (word.word, *word.words)}][:_MOST]
