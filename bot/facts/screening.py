"""What pre-screening is made of: questions, and the rules of each municipality.

Rules are data. A condition is written in four words, `all any is at_least`, and kept as it stands; its
shape is checked by `bot.facts.check_screening`, and `bot.eligibility` computes with it.
"""

from typing import Any, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr

from bot.facts.values import Strict

YES, NO, DONT_KNOW = "ja", "nej", "ved_ikke"


class Option(Strict):
    """An answer to a question: its button, how it is told again, and how citizens say it.

    `words` are understood anywhere in the conversation; `asked_words` only as a reply to the question.
    """

    label: StrictStr = ""
    told: StrictStr
    words: tuple[StrictStr, ...] = ()
    asked_words: tuple[StrictStr, ...] = ()


class Question(Strict):
    """A question that a rule may need answered; the person stands as marks.

    `yes_means` and `no_means` are the options that a plain yes or no to a choice means; without
    them a plain yes is asked back. With `many`, several options may hold at once; `none` is the
    option that says none of them does. Where answers are not `exclusive`, a later remark that fits
    another one is no contradiction.
    """

    id: StrictStr
    kind: Literal["yes_no", "choice", "age", "birth_year"]
    ask: StrictStr
    why: StrictStr
    options: dict[str, Option] = Field(default_factory=dict)
    many: StrictBool = False
    exclusive: StrictBool = True
    none: StrictStr = ""
    yes_means: StrictStr = ""
    no_means: StrictStr = ""
    told: StrictStr = ""
    """how an age or a year is told again; the value stands as a mark"""


class Threshold(Strict):
    """A named age limit: the figure of a fact, so that it stands in one place and is dated by its edition.

    `plus` years are added: "over 65" is one more than the 65 of the fact. Where the fact names the age of
    folkepension, the law's ages by day of birth hold (`bot.facts.pension`).
    """

    fact: StrictStr
    field: Literal["age_from", "age_to"]
    plus: StrictInt = 0


class Criterion(Strict):
    """One point of a rule: what it `needs`, or what stands in the way (`unless`), and its source.

    `otherwise` is what follows when it is not met: the service is `unlikely`, another route is the
    right one (`to`), or the text itself leaves it `unclear`. `instead` are facts that tell what there
    is instead.
    """

    id: StrictStr
    needs: Any
    unless: Any
    otherwise: Literal["unlikely", "other_route", "unclear"]
    to: StrictStr = ""
    facts: tuple[StrictStr, ...]
    instead: tuple[StrictStr, ...] = ()
    doubt: StrictStr = ""


class Rule(Strict):
    """The rule of one service; or the reason why there is none.

    `judged` are facts that only the municipality can judge; `not_modelled` says in our own words what
    the rule leaves out. Both are always shown.
    """

    service: StrictStr
    criteria: tuple[Criterion, ...] = ()
    judged: tuple[StrictStr, ...] = ()
    not_modelled: tuple[StrictStr, ...] = ()
    no_rule: StrictStr = ""
    facts: tuple[StrictStr, ...] = ()


class Route(Strict):
    """Another way than the service itself, where that is not a service with a name."""

    name: StrictStr
    facts: tuple[StrictStr, ...]


class Screening(Strict):
    """A municipality's pre-screening: its questions in order, its thresholds, routes and rules."""

    id: StrictStr
    questions: tuple[StrictStr, ...]
    options: dict[str, tuple[StrictStr, ...]] = Field(default_factory=dict)
    parameters: dict[str, Threshold] = Field(default_factory=dict)
    routes: dict[str, Route] = Field(default_factory=dict)
    rules: tuple[Rule, ...]

    def rule(self, service: str) -> Rule | None:
        """The rule of a service."""
        return next((rule for rule in self.rules if rule.service == service), None)
