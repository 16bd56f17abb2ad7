"""The first message: that this is a program, what it knows, and which municipality it is about."""

from bot.answers.phrases import phrase
from bot.answers.types import Button, Message
from bot.facts.query import Facts
from bot.lang.numbers import listing
from bot.outcomes import Outcome


def greet(facts: Facts, municipality: str | None) -> Message:
    """The greeting for a municipality's page; without one, its names are offered as buttons."""
    towns = facts.municipalities.values()
    if municipality:
        text = phrase("greeting.here", municipality=facts.municipalities[municipality].name)
    else:
        text = phrase("greeting.anywhere", municipalities=listing([town.short for town in towns]))
    buttons = () if municipality else tuple(Button(town.name, f"municipality:{town.id}") for town in towns)
    return Message(
        text=f"{phrase('notice')}\n\n{text}",
        outcome=Outcome.SMALLTALK,
        municipality=municipality,
        buttons=buttons,
    )
