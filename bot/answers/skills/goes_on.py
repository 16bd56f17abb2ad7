"""A message that goes on with a deadline just told: the day it counts from, or "how did you reckon that"."""

from datetime import date

from bot.answers.counting import Kept, keep, kept_rules
from bot.answers.last_day import ask_back, counted, last_days
from bot.answers.reply import one, town_of, voice_of
from bot.answers.sources import caveats, sources_of
from bot.answers.steps.when import dated
from bot.answers.told_day import Told, data, only_a_day, says, told_day
from bot.answers.types import A_DAY, Answer, Calendar, Question
from bot.deadlines import Rule
from bot.facts.catalogue import topics
from bot.facts.types import Fact
from bot.outcomes import Outcome

_OTHER_MATTERS = (
    "safety_",
    "ask_human",
    "ask_privacy",
    "foreign",
    "press",
    "repeat",
    "explain",
    "word_meaning",
)
_SURE = 0.5
_MORE_WORDS = 9
"""So many other telling words a reply may hold where the bot has invited the day."""


def goes_on(questions: tuple[Question, ...], intent: str) -> Answer | None:
    """The answer where a message goes on with the deadline told last; None where it does not."""
    question = questions[0]
    rules = _rules(question) if len(questions) == 1 and not intent.startswith(_OTHER_MATTERS) else []
    if not rules:
        return None
    day, text = Kept.read(question.context.counting).day, question.asked.text
    if day and says(data()["how"], text) and says(data()["asking"], text):
        return _how(question, rules, day)
    told = told_day(text, rules, question.day)
    if not _is_reply(question, told):
        return None
    if told.day is None:
        return _ask(question, rules, told)
    return _answer(question, told.rules, told.day, told)


def pressed(question: Question, day: date) -> Answer | None:
    """The answer to a day that was offered and pressed."""
    rules = _rules(question)
    return _answer(question, rules, day, Told()) if rules else None


def _rules(question: Question) -> list[Rule]:
    town, named = town_of(question), question.asked.municipalities
    moved = bool(named) and question.context.municipality not in named
    return kept_rules(question, town.id) if town and not moved else []


def _is_reply(question: Question, told: Told) -> bool:
    """Whether a message tells the day that a deadline waits for, and does not ask something else."""
    text, mention = question.asked.text, told.mention
    if mention is None or not told.rules:
        return False
    if told.named:
        return only_a_day(text, mention) or not (
            _other_topic(question, told) and says(data()["asking"], text)
        )
    if only_a_day(text, mention):
        return not mention.against
    if question.context.awaiting != A_DAY or not only_a_day(text, mention, _MORE_WORDS):
        return False
    gone = mention.kind != "exact" or mention.days[0] < question.day
    with_date = any(letter.isdigit() for letter in text[mention.start : mention.end])
    return gone and (with_date or not _other_topic(question, told)) and not says(data()["asking"], text)


def _other_topic(question: Question, told: Told) -> bool:
    asked = question.asked
    own = {rule.fact.name for rule in told.rules} | {question.context.topic}
    return asked.topic in topics() and asked.topic not in own and asked.confidence >= _SURE


def _answer(question: Question, rules: list[Rule], day: date, told: Told) -> Answer:
    town, voice = town_of(question), voice_of(question)
    assert town is not None
    said = last_days(question, town, rules, day, told.mention, voice)
    facts = [*dict.fromkeys(rule.fact for rule in rules)]
    lines = [*said.lines, *dated(question.asked.text, rules), *_stated(facts, question)]
    return _reply(question, lines, [*facts, *said.facts], keep(rules, day), said.calendar)


def _how(question: Question, rules: list[Rule], day: date) -> Answer:
    facts = [*dict.fromkeys(rule.fact for rule in rules)]
    lines = [*counted(question, rules, day), *_stated(facts, question)]
    return _reply(question, lines, facts, keep(rules, day))


def _ask(question: Question, rules: list[Rule], told: Told) -> Answer:
    text, buttons = ask_back(told.mention, told.rules or rules, question)
    answer = one(question, text, Outcome.CLARIFY, topic=rules[0].fact.name, buttons=buttons)
    return answer.with_context(counting=keep(told.rules or rules), awaiting=A_DAY)


def _reply(
    question: Question, lines: list[str], facts: list[Fact], counting: str, calendar: Calendar | None = None
) -> Answer:
    rule = facts[0]
    answer = one(
        question,
        "\n".join([*lines, *caveats(facts, question.facts)]),
        Outcome.ANSWER,
        topic=rule.name,
        service=question.context.service,
        sources=sources_of(facts, question.facts),
        facts=tuple(facts),
        calendar=calendar,
    )
    return answer.with_context(counting=counting, topic=rule.name)


def _stated(facts: list[Fact], question: Question) -> list[str]:
    return list(dict.fromkeys(fact.sentence for fact in facts))
