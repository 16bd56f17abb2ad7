"""Says the last day of deadlines: which day it is, what it was counted from, and what when it has passed."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.answers.phrases import phrase
from bot.answers.types import Button, Calendar, Question
from bot.deadlines import Computed, Rule, compute, tell
from bot.facts.catalogue import topics
from bot.facts.types import COMMON, Fact, Municipality
from bot.lang.dates import Mention, say
from bot.lang.voice import Voice

MOST_DAYS = 7
"""A stretch of at most so many days is offered day by day."""


@dataclass
class Said:
    """What is said of the last day: lines, the facts they rest on, and a day for the calendar."""

    lines: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    calendar: Calendar | None = None


def last_days(
    question: Question,
    town: Municipality,
    rules: list[Rule],
    day: date,
    mention: Mention | None,
    voice: Voice,
) -> Said:
    """The last day of each deadline that is counted from the same day; each day is told once.

    Args:
        question: what was asked, and today.
        town: whose deadlines they are.
        rules: the deadlines; at least one.
        day: the day of the event.
        mention: how the citizen told the day; None where it was pressed or is known from before.
        voice: of the reply.
    """
    today, said = question.day, Said()
    computed = [compute(rule, day) for rule in rules]
    for last in dict.fromkeys(one.day for one in computed):
        alike = [one for one in computed if one.day == last]
        several = len({one.day for one in computed}) > 1
        said.lines.append(_ends(question, alike, voice, several))
    said.lines.append(" ".join(_from(question, computed[0], day, mention)))
    notes = [note for one in computed for note in tell.notes(one, question.facts, today)]
    said.lines += [" ".join(dict.fromkeys(notes))] if notes else []
    passed = [one for one in computed if one.has_passed(today)]
    said.lines += _what_then(passed, town, voice, said)
    coming = min(
        (one for one in computed if not one.has_passed(today)), key=lambda one: one.day, default=None
    )
    said.calendar = _entry(coming, day, question, voice) if coming else None
    return said


def counted(question: Question, rules: list[Rule], day: date) -> list[str]:
    """How each deadline was counted from a day, a line each."""
    several = len(rules) > 1
    lines = [
        _labelled(question, rule, tell.counted(compute(rule, day), question.day), several) for rule in rules
    ]
    return list(dict.fromkeys(lines))


def offer(rules: list[Rule], question: Question) -> str:
    """One line: tell the day, and the last day is worked out."""
    return phrase("when.offer", event=_event(rules[0], question))


def ask_back(
    mention: Mention | None, rules: list[Rule], question: Question
) -> tuple[str, tuple[Button, ...]]:
    """A question back for a day that is not certain, with the possible days as buttons."""
    event, today = _event(rules[0], question), question.day
    days = _possible(mention, today) if mention else ()
    kind = mention.kind if mention and mention.kind in {"vague", "ambiguous", "impossible"} else "other"
    buttons = tuple(Button(_capital(say(day, today)), f"day:{day.isoformat()}") for day in days)
    asked = phrase(f"when.ask.{kind}", event=event)
    return (f"{asked} {phrase('when.ask.choose')}" if buttons else asked), buttons


def _ends(question: Question, alike: list[Computed], voice: Voice, several: bool) -> str:
    first, today = alike[0], question.day
    text = phrase("when.ends", day=say(first.day, today))
    if first.has_passed(today):
        text += " " + phrase("when.passed")
    elif first.day == today:
        text += " " + phrase("when.today")
    elif first.days_left(today) == 1:
        text += " " + phrase("when.tomorrow")
    return _labelled(question, first.rule, text, several)


def _labelled(question: Question, rule: Rule, text: str, several: bool) -> str:
    """The text, with its service in front where there are several."""
    if not several or rule.fact.service == COMMON:
        return text
    return phrase(
        "answer.for_service", service=_capital(question.facts.services[rule.fact.service].name), text=text
    )


def _from(question: Question, one: Computed, day: date, mention: Mention | None) -> list[str]:
    """What was counted from, and what was assumed about it."""
    today, assumed = question.day, tell.assumed(mention, question.day) if mention else []
    event, plain = _event(one.rule, question), one.rule.start_stated
    if assumed:
        first = [phrase("when.from_event", event=event)] if plain else []
        lines = [*first, *assumed]
    elif plain:
        lines = [phrase("when.from_event_day", event=event, day=say(day, today))]
    else:
        lines = [phrase("when.from_day", day=say(day, today))]
    return [*lines, phrase("when.to_come")] if day > today else lines


def _what_then(passed: list[Computed], town: Municipality, voice: Voice, said: Said) -> list[str]:
    lines = []
    for fact in dict.fromkeys(one.rule.passed for one in passed if one.rule.passed):
        lines.append(voice.say(fact.sentence))
        said.facts.append(fact)
    if any(one.rule.acts == "municipality" for one in passed):
        lines.append(town.turn_to.sentence)
    return [" ".join(lines)] if lines else []


def _entry(one: Computed, day: date, question: Question, voice: Voice) -> Calendar:
    label = topics()[one.rule.fact.name].label
    start = phrase("when.from_event_day", event=_event(one.rule, question), day=say(day, one.day))
    note = f"{voice.say(one.rule.fact.sentence)} {start}"
    return Calendar(phrase("when.title", label=label), one.day, note)


def _event(rule: Rule, question: Question) -> str:
    return question.facts.knowledge.events.get(rule.after, "")


def _possible(mention: Mention, today: date) -> tuple[date, ...]:
    """The days to choose from: those of an ambiguous mention, or of a short vague stretch up to today."""
    if mention.kind != "vague" or not mention.days:
        return mention.days
    first, last = mention.days[0], min(mention.days[-1], today)
    length = (last - first).days + 1
    return tuple(first + timedelta(days=n) for n in range(length)) if 0 < length <= MOST_DAYS else ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
