"""What the knowledge is made of: facts, editions, services, municipalities. Frozen, strict."""

from typing import Any, Literal

from pydantic import Field, StrictBool, StrictStr, validator

from bot.facts.deadlines import Deadline
from bot.facts.screening import Question, Screening
from bot.facts.values import Day, Strict, Value, clock_time, only_digits, placeholders
from bot.outcomes import Validity

COMMON = "faelles"
"""The pseudo-service of facts that hold for all services of a municipality."""

NATIONAL = "national"
"""The pseudo-municipality of facts that the law states."""

PARAGRAPHS, BODIES = "lovens_ord", "klageinstanser"
"""The pseudo-services of national facts that are told only when a paragraph or a body is named."""

UNKNOWN_DAY = "ukendt"


class Entry(Strict):
    """A fact as its author writes it; `knowledge/README.md` explains each key."""

    id: StrictStr = ""
    value: Value | None
    say: StrictStr
    section: StrictStr
    words: tuple[StrictStr, ...] = ()
    reply: Literal["ja", "nej"] | None
    show_with_current: StrictBool = False
    services: tuple[StrictStr, ...] = ()
    also: tuple[StrictStr, ...] = ()
    doubt: StrictStr = ""


class Fact(Entry):
    """A fact with its address: municipality, service, name, edition."""

    municipality: StrictStr
    service: StrictStr
    name: StrictStr
    edition: StrictStr
    first_day: StrictStr = UNKNOWN_DAY

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the catalogue that it answers for, its own first."""
        return (self.name, *self.also)

    @property
    def key(self) -> str:
        """The address as one string: the same in logs, tests, pages and errors."""
        tail = f"#{self.id}" if self.id else ""
        return f"{self.municipality}.{self.service}.{self.name}{tail}@{self.edition}"

    @property
    def address(self) -> str:
        """The address in every edition: `municipality.service.name#id`."""
        return self.key.rsplit("@", 1)[0]

    @property
    def sentence(self) -> str:
        """`say` with its values filled in; the person marks still stand."""
        return _filled(self.say, self.value)


def _filled(text: str, value: Value | None) -> str:
    for name, written in placeholders(value).items():
        text = text.replace("{" + name + "}", written)
    return text


class Edition(Strict):
    """An edition of a standard, or a law: what a source names."""

    id: StrictStr
    title: StrictStr
    edition: StrictStr
    in_text: StrictStr
    validity: Validity
    sections: tuple[StrictStr, ...] = ()
    replaces: StrictStr = ""
    first_day: StrictStr = UNKNOWN_DAY
    not_before: StrictStr = ""
    approved: StrictStr = ""
    year: int | None
    review_by: StrictStr = ""
    caveat: StrictStr = ""


class Service(Strict):
    """A service that municipalities offer, and the words citizens use for it."""

    id: StrictStr
    name: StrictStr
    the: StrictStr
    label: StrictStr
    kind: Literal["training", "activity", "stay", "assessment", "guidance", "physio", "care"]
    words: tuple[StrictStr, ...]


class TurnTo(Strict):
    """Whom to ask when the bot cannot answer."""

    who: StrictStr
    say: StrictStr
    phone: StrictStr | None
    mail: StrictStr | None
    web: StrictStr | None
    digital_post: StrictBool | None
    days: tuple[Day, ...] | None
    opens: StrictStr | None
    closes: StrictStr | None

    _digits = validator("phone", allow_reuse=True)(only_digits)
    _clock = validator("opens", "closes", allow_reuse=True)(clock_time)

    @property
    def value(self) -> Value:
        """The contact as a value."""
        return Value(**self.dict(exclude={"who", "say"}))

    @property
    def sentence(self) -> str:
        """`say` with the contact filled in."""
        return _filled(self.say, self.value)


class Place(Strict):
    """A place by its name; `service` when naming the place means that service."""

    name: StrictStr
    words: tuple[StrictStr, ...]
    service: StrictStr = ""


class Municipality(Strict):
    """A municipality: its names, services, places, and whom to turn to."""

    id: StrictStr
    name: StrictStr
    short: StrictStr
    possessive: StrictStr
    words: tuple[StrictStr, ...]
    services: tuple[StrictStr, ...]
    mentions: tuple[StrictStr, ...] = ()
    default_services: tuple[StrictStr, ...]
    turn_to: TurnTo
    turn_to_for: dict[str, TurnTo] = Field(default_factory=dict)
    places: tuple[Place, ...] = ()


class ServiceFile(Strict):
    """A file of `services/`, but for its facts, which are read one by one."""

    service: StrictStr
    partial: StrictBool = False
    facts: Any
    silent_on: tuple[StrictStr, ...] | None


class Silence(Strict):
    """The names that a standard says nothing about, for one service."""

    municipality: StrictStr
    service: StrictStr
    names: tuple[StrictStr, ...]
    partial: StrictBool = False


class HardWord(Strict):
    """A hard word and its explanation."""

    id: StrictStr
    word: StrictStr
    say: StrictStr
    words: tuple[StrictStr, ...] = ()


class Helpline(Strict):
    """A number to call, from the national list."""

    id: StrictStr
    name: StrictStr
    shown: StrictStr = ""
    """How the number is usually written, where that is not in pairs."""
    phone: StrictStr

    _digits = validator("phone", allow_reuse=True)(only_digits)


class Event(Strict):
    """Something that a deadline is counted from."""

    id: StrictStr
    say: StrictStr


class Knowledge(Strict):
    """All that is known: the content of `knowledge/`, or of one release."""

    services: tuple[Service, ...]
    editions: tuple[Edition, ...]
    municipalities: tuple[Municipality, ...]
    facts: tuple[Fact, ...]
    silences: tuple[Silence, ...]
    hard_words: tuple[HardWord, ...] = ()
    helplines: tuple[Helpline, ...] = ()
    screen_questions: tuple[Question, ...] = ()
    screenings: tuple[Screening, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    events: dict[str, str] = Field(default_factory=dict)
