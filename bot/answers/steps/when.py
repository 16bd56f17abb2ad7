"""Works a deadline out to a day where the citizen tells when it began; else offers to."""

from collections.abc import Iterable
from dataclasses import replace

from bot.answers.added import added
from bot.answers.counting import Deadlines, Kept, deadlines_of, keep
from bot.answers.draft import Draft
from bot.answers.last_day import ask_back, last_days, offer
from bot.answers.phrases import phrase
from bot.answers.told_day import Told, can_be_today, data, events_in, says, told_day
from bot.answers.types import A_DAY, Context, Message, Question
from bot.deadlines import Rule
from bot.facts.catalogue import topics
from bot.lang.dates import the_day
from bot.outcomes import Outcome

_LETTER = "afgoerelse_modtaget"


def last_day(draft: Draft, message: Message) -> Message:
    """The message, with the last day said first; or with the offer to work it out."""
    town, question = draft.municipality, draft.question
    if message.outcome not in (Outcome.ANSWER, Outcome.HANDOFF) or town is None or draft.topic is None:
        draft.counting = _told_too_early(question)
        return message
    found = deadlines_of(question, town.id, draft.services, draft.topic, message.facts)
    told = _first_told(question, found)
    if told.day and told.rules:
        return _worked_out(draft, message, told)
    if told.mention and told.rules:
        return _asked_back(draft, message, told)
    return _offered(draft, message, found)


def _first_told(question: Question, found: Deadlines) -> Told:
    """The day of the deadlines asked for; else of those spoken of, or told where a day is asked for."""
    told = _told(question, found.own)
    beside = not found.own and says(data()["when"], question.asked.text)
    for rules in (found.spoken, found.told if beside else []):
        if told.rules:
            return told
        other = _told(question, rules)
        told = other if other.named else told
    return told


def _offered(draft: Draft, message: Message, found: Deadlines) -> Message:
    """The message with the offer to work out the day of the deadline that it tells, if it was asked for."""
    question = draft.question
    rules = [rule for rule in found.own if rule.fact in message.facts]
    if draft.topic in data()["decisions"] and not rules:
        rules = found.spoken  # a refusal, and words of complaining: the deadline belongs to the answer
    draft.counting = keep(rules or found.told)
    if not rules or draft.topic in data()["not_offered"]:
        return message
    draft.invites_day = True
    whole = _with_rules(draft, message, rules, after=True)
    return added(whole, question.facts, after=[offer(rules, question)])


def kept_for_next(drafts: list[Draft], context: Context) -> Context:
    """What is known after a message, with the deadline that the next message is likeliest to go on with.

    Of several questions that is the one that was counted to a day; else the one that invited a day.
    """
    best = max(reversed(drafts), key=lambda draft: (_has_day(draft), draft.invites_day, bool(draft.counting)))
    invited = best.invites_day and not _has_day(best)
    return replace(context, counting=best.counting, awaiting=context.awaiting or (A_DAY if invited else None))


def _has_day(draft: Draft) -> bool:
    return Kept.read(draft.counting).day is not None


def dated(text: str, rules: list[Rule]) -> list[str]:
    """A line for who names the day on a letter: the deadline counts from the day it came."""
    counts = any(rule.after == _LETTER for rule in rules)
    return [phrase("when.dated")] if counts and says(data()["dated"], text) else []


def _worked_out(draft: Draft, message: Message, told: Told) -> Message:
    town, question, voice = draft.municipality, draft.question, draft.voice
    assert town is not None and told.day is not None
    said = last_days(question, town, told.rules, told.day, told.mention, voice)
    draft.counting = keep(told.rules, told.day)
    lines = [*said.lines, *dated(question.asked.text, told.rules)]
    label = topics()[told.rules[0].fact.name].label if _beside(told, message, draft) else ""
    lines[0] = phrase("when.about", label=label, text=lines[0]) if label else lines[0]
    done = _with_rules(draft, message, told.rules, lines)
    return replace(added(done, question.facts, facts=said.facts), calendar=said.calendar)


def _beside(told: Told, message: Message, draft: Draft) -> bool:
    """Whether a deadline is of another matter than the message: then it must say of which."""
    fact = told.rules[0].fact
    return fact in message.facts and fact.name != draft.topic


def _asked_back(draft: Draft, message: Message, told: Told) -> Message:
    question = draft.question
    text, buttons = ask_back(told.mention, told.rules, question)
    draft.counting, draft.invites_day = keep(told.rules), True
    asked = added(_with_rules(draft, message, told.rules), question.facts, after=[text])
    return replace(asked, buttons=buttons or message.buttons)


def _with_rules(
    draft: Draft, message: Message, rules: list[Rule], before: Iterable[str] = (), after: bool = False
) -> Message:
    """The message with lines in front, and with the rules themselves where it did not tell them."""
    untold = list(dict.fromkeys(rule.fact for rule in rules if rule.fact not in message.facts))
    lines = [draft.voice.say(fact.sentence) for fact in untold]
    ahead, behind = ([*before], lines) if after else ([*before, *lines], [])
    return added(message, draft.question.facts, before=ahead, after=behind, facts=untold)


def _told(question: Question, rules: list[Rule]) -> Told:
    """The day that the question tells of what the deadlines count from, or that was told just before.

    A day that is named for something else is not taken, nor today where nothing has happened yet.
    """
    today, text = question.day, question.asked.text
    told = told_day(text, rules, today)
    if told.mention is None and question.message:
        text = question.message
        told = told_day(text, rules, today)
    if told.mention is None:
        return _kept(question, rules)
    if told.named:
        wanted = told.day != today or can_be_today(text)
    else:
        wanted = told.day is not None and told.day < today and "direction" not in told.mention.assumed
    return told if wanted else Told()


def _kept(question: Question, rules: list[Rule]) -> Told:
    kept = Kept.read(question.context.counting)
    fitting = [rule for rule in rules if rule.after in kept.named or not kept.named]
    early = kept.day and not kept.addresses
    return Told(None, fitting, kept.named, kept.day) if early else Told()


def _told_too_early(question: Question) -> str:
    """A day that was told before anything can be counted, with what it is the day of."""
    mention, named = the_day(question.asked.text, question.day, "past"), events_in(question.asked.text)
    certain = mention and mention.day and named and mention.day <= question.day
    return Kept(day=mention.day, named=named).text if mention and certain else ""
