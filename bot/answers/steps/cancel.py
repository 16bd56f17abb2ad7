"""What holds for a cancellation now: still in time or too late, and that the bot takes none itself."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.answers.added import added
from bot.answers.draft import Draft
from bot.answers.phrases import phrase
from bot.answers.types import Message, Question
from bot.deadlines.hours import say_time
from bot.facts.types import Fact
from bot.lang.dates import find, say, the_day
from bot.lang.fold import folded_words
from bot.lang.stopwords import is_stopword
from bot.outcomes import Outcome

_CANCEL, _NO_SHOW = "cancellation", "no_show"
_SAME = 3
"""A word of a fact counts as said where one begins with the other and both have so many letters."""
_MOST_RULES = 2
_NOON = time(12)
"""From here on no morning is left."""


@dataclass(frozen=True)
class Missed:
    """The training that somebody cannot come to: its day, and its time where it was said."""

    day: date
    clock: time | None


def now(draft: Draft, message: Message) -> Message:
    """The message on cancelling: that the citizen must do it, and what the rules mean at this moment."""
    if message.topic != _CANCEL or message.outcome not in (Outcome.ANSWER, Outcome.HANDOFF):
        return message
    question, voice = draft.question, draft.voice
    lead, missed = voice.say(phrase("cancel.not_me")), _missed(question)
    rules = _rules(draft) if missed else []
    if missed is None or question.now is None or not rules:
        return added(message, question.facts, before=[lead])
    told = {voice.say(fact.sentence): _state(fact, missed, question.now) for fact in rules}
    own = [line for line in message.text.split("\n") if line.removeprefix("- ") not in told]
    absent = _facts(draft, _NO_SHOW)[:_MOST_RULES]
    means = " ".join(voice.say(fact.sentence) for fact in absent)
    return added(
        replace(message, text="\n".join(own)),
        question.facts,
        before=[
            lead,
            *(f"{sentence} {state}" for sentence, state in told.items()),
            *([voice.say(phrase("cancel.no_show", text=means))] if absent else []),
        ],
        facts=[*rules, *absent],
    )


def _missed(question: Question) -> Missed | None:
    """The day that is named; today where only a time is."""
    day = the_day(question.asked.text, question.day, "future")
    if day and day.day and not day.against:
        return Missed(day.day, day.clock)
    times = [found for found in find(question.asked.text, question.day, "future") if found.kind == "clock"]
    return Missed(question.day, times[0].clock) if times else None


def _rules(draft: Draft) -> list[Fact]:
    """The rules with a time limit: the one whose words the citizen uses, else all."""
    limits = [fact for fact in _facts(draft, _CANCEL) if fact.value and fact.value.before_day]
    said = [word for word in folded_words(_without_days(draft.question)) if not is_stopword(word)]
    shares = [sum(_alike(word, term) for word in said for term in _terms(fact, limits)) for fact in limits]
    meant = [fact for fact, share in zip(limits, shares, strict=True) if share and share == max(shares)]
    return meant or limits


def _without_days(question: Question) -> str:
    """The text without its days and times: "i morgen" says nothing of a morning."""
    text = question.asked.text
    for found in reversed(find(text, question.day, "future")):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _terms(fact: Fact, rivals: list[Fact]) -> set[str]:
    """The telling words of a fact that no rival has."""
    others = {word for rival in rivals if rival is not fact for word in _words(rival)}
    return _words(fact) - others


def _words(fact: Fact) -> set[str]:
    found = folded_words(f"{fact.sentence} {' '.join(fact.words)}")
    return {word for word in found if len(word) >= _SAME and not is_stopword(word)}


def _alike(word: str, term: str) -> bool:
    return len(word) >= _SAME and (term.startswith(word) or word.startswith(term))


def _facts(draft: Draft, name: str) -> list[Fact]:
    town, question = draft.municipality, draft.question
    assert town is not None
    found = [
        fact
        for service in draft.services
        for fact in question.facts.about(town.id, service, name, question.day)
    ]
    return list(dict.fromkeys(found))


def _state(fact: Fact, missed: Missed, moment: datetime) -> str:
    """Whether the rule of a fact can still be kept."""
    assert fact.value is not None
    moment = moment.replace(tzinfo=None)
    last = missed.day - timedelta(days=fact.value.before_day == "day_before")
    if fact.value.before:
        hour, minute = map(int, fact.value.before.split(":"))
        until = datetime.combine(last, time(hour, minute))
        words = phrase("cancel.at", day=_day(last, moment.date()), time=say_time(until.time()))
        return phrase("cancel.in_time", until=words) if moment < until else phrase("cancel.late")
    if moment.date() < last:
        path = "cancel.morning" if last == missed.day else "cancel.all_day"
        return phrase("cancel.in_time", until=phrase(path, day=_day(last, moment.date())))
    gone = moment.date() > last or moment.time() >= min(_NOON, missed.clock or _NOON)
    return phrase("cancel.late" if gone else "cancel.now")


def _day(day: date, today: date) -> str:
    return phrase("cancel.today") if day == today else say(day, today)
