"""Whether the desk is open at this moment, or on the day that is asked for."""

from datetime import date

from bot.answers.added import added
from bot.answers.draft import Draft
from bot.answers.phrases import phrase
from bot.answers.types import Message
from bot.deadlines import open_state
from bot.deadlines.compute import office_may_close, words
from bot.deadlines.hours import is_open_day, say_moment, say_time
from bot.facts.types import TurnTo
from bot.facts.values import Value
from bot.lang.dates import say, the_day
from bot.lang.numbers import clock
from bot.outcomes import Outcome

_TOPICS = ("opening_hours", "contact", "apply")
_FIRST = "opening_hours"
"""asked for itself: open or closed is then said first"""


def now(draft: Draft, message: Message) -> Message:
    """The message with open or closed, where the hours are known; nothing is said where they are not."""
    question, town = draft.question, draft.municipality
    if message.topic not in _TOPICS or message.outcome is not Outcome.ANSWER or town is None:
        return message
    desk = _desk(draft, message)
    asked = the_day(question.asked.text, question.day, "future")
    if asked and asked.day and asked.day > question.day:
        line = _on(desk, asked.day, question.day)
    else:
        line = _at_once(draft, desk)
    if not line:
        return message
    first = message.topic == _FIRST
    return added(message, question.facts, before=[line] if first else [], after=[] if first else [line])


def _desk(draft: Draft, message: Message) -> tuple[str, Value]:
    """Whose hours count, and its contact: hours that the message itself tells go before those of the desk."""
    town = draft.municipality
    assert town is not None
    desk: TurnTo = town.turn_to
    for service in draft.services if draft.service_named else ():
        desk = town.turn_to_for.get(service, desk)
    told = [fact.value for fact in message.facts if fact.value and fact.value.opens and fact.value.days]
    return desk.who, told[0] if told else desk.value


def _at_once(draft: Draft, desk: tuple[str, Value]) -> str:
    who, hours = desk
    moment = draft.question.now
    state = open_state(hours, moment) if moment else None
    if moment is None or state is None:
        return ""
    if state.open and state.closes:
        line, day = phrase("hours.open", time=say_time(state.closes)), moment.date()
    elif state.opens_next:
        opens = say_moment(state.opens_next, moment.date())
        line, day = phrase("hours.closed", who=who, moment=opens), state.opens_next.date()
    else:
        return ""
    return f"{line} {_may_close(day, moment.date())}".strip()


def _on(desk: tuple[str, Value], day: date, today: date) -> str:
    """Whether it is open on a day to come."""
    _, hours = desk
    if not hours.days or not hours.opens or not hours.closes:
        return ""
    if not is_open_day(hours.days, day):
        return phrase("hours.closed_day", day=say(day, today))
    line = phrase("hours.open_day", day=say(day, today), opens=clock(hours.opens), closes=clock(hours.closes))
    return f"{line} {_may_close(day, today)}".strip()


def _may_close(day: date, today: date) -> str:
    if not office_may_close(day):
        return ""
    return str(words()["notes"]["offices_may_close"].format(days=say(day, today)))
