"""What an interview says in one turn: its lines, its buttons, and what kind of turn it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.eligibility.line import Line
from bot.eligibility.phrases import entry, phrase
from bot.eligibility.result import Result
from bot.eligibility.rules import Rules
from bot.facts.screening import DONT_KNOW, NO, YES

Kind = Literal[
    "ask", "why", "back", "change", "not_understood", "either_or", "bad_age", "doubtful_age",
    "contradiction", "interruption", "result", "stopped", "what_if",
]  # fmt: skip
PREFIX = "screen:"
START = f"{PREFIX}start"


@dataclass(frozen=True)
class Offer:
    """A button: what it says, and the closed value that it sends."""

    title: str
    value: str


@dataclass(frozen=True)
class Reply:
    """One turn of the interview.

    `question` is the one that waits. `heard` are the questions that the message answered. `asks`: the
    message asked something besides, which is for others to answer. An `interruption` says nothing
    itself: answer it, then say `interview.again`.
    """

    kind: Kind
    lines: tuple[Line, ...] = ()
    buttons: tuple[Offer, ...] = ()
    question: str | None = None
    result: Result | None = None
    heard: tuple[str, ...] = ()
    asks: bool = False


def question_line(rules: Rules, question: str) -> Line:
    """The question itself."""
    return Line(f"question.{question}", rules.questions[question].ask)


def offers(rules: Rules, question: str) -> tuple[Offer, ...]:
    """The answers to a question as buttons, then not knowing, and why it is asked."""
    kind = rules.questions[question].kind
    titles: dict[str, str] = {}
    if kind == "choice":
        titles = {key: option.label for key, option in rules.choices(question).items()}
    elif kind == "yes_no":
        titles = {key: phrase(f"buttons.{key}") for key in (YES, NO)}
    titles[DONT_KNOW] = phrase(f"buttons.{DONT_KNOW}")
    answers = tuple(answer_offer(question, key, title) for key, title in titles.items())
    return (*answers, command("why"))


def answer_offer(question: str, answer: str, title: str) -> Offer:
    """A button that gives an answer."""
    return Offer(title, f"{PREFIX}{question}={answer}")


def command(name: str) -> Offer:
    """A button that is not an answer: why, back, stop."""
    return Offer(phrase(f"buttons.{name}"), f"{PREFIX}{name}")


def change_offers(rules: Rules, answers: Mapping[str, str]) -> tuple[Offer, ...]:
    """A button to change each answer that was given."""
    return tuple(
        Offer(phrase("buttons.change", question=entry("short")[key]), f"{PREFIX}change={key}")
        for key in rules.questions
        if key in answers
    )
