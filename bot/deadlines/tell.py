"""Says in Danish how a deadline was counted, and what was assumed about a day."""

from datetime import date

from bot.deadlines.compute import Computed, words
from bot.facts.query import Facts
from bot.lang import numbers
from bot.lang.dates import Mention, say
from bot.lang.dates.feasts import holiday_name


def counted(computed: Computed, today: date) -> str:
    """How the day was counted, in a few sentences: for whoever asks."""
    rule, texts = computed.rule, words()["counted"]
    days = {step.kind: say(step.day, today) for step in computed.counted}
    key = rule.unit if rule.within > 1 else f"{rule.unit}_one"
    told = [texts[key].format(within=rule.within, **days)]
    if rule.unit == "working_day":
        told.append(texts["weekends"])
        holidays = [step.day for step in computed.counted if step.kind == "skipped"]
        named = [f"{holiday_name(day).lower()} ({say(day, today)})" for day in holidays]
        told += [texts["skipped"].format(holidays=numbers.listing(named))] if named else []
    if "moved" in days:
        told.append(texts["moved"].format(day=days["moved"]))
    return " ".join(told)


def notes(computed: Computed, facts: Facts, today: date) -> list[str]:
    """What belongs beside the day, a sentence each."""
    days = numbers.listing([say(day, today) for day in computed.may_close])
    event = facts.knowledge.events.get(computed.rule.after, "")
    return [words()["notes"][note].format(days=days, event=event) for note in computed.notes]


def assumed(mention: Mention, today: date) -> list[str]:
    """What was assumed when a day was read, a sentence each; the same sentence once."""
    day = say(mention.days[0], today) if mention.days else ""
    texts = [words()["assumed"][name].format(day=day) for name in mention.assumed]
    return list(dict.fromkeys(texts))
