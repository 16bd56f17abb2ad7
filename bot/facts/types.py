"""What the knowledge is made of: facts, editions, services, municipalities. Frozen, strict."""

from typing import Literal

from pydantic import Field, StrictBool, StrictStr

from bot.facts.values import Strict, Value, placeholders
from bot.outcomes import Validity

COMMON = "faelles"
"""The pseudo-service of facts that hold for all services of a municipality."""

NATIONAL = "national"
"""The pseudo-municipality of facts that the law states."""

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
    doubt: StrictStr = ""


class Fact(Entry):
    """A fact with its address: municipality, service, name, edition."""

    municipality: StrictStr
    service: StrictStr
    name: StrictStr
    edition: StrictStr
    first_day: StrictStr = UNKNOWN_DAY

    @property
    def key(self) -> str:
        """The address as one string: the same in logs, tests, pages and errors."""
        tail = f"#{self.id}" if self.id else ""
        return f"{self.municipality}.{self.service}.{self.name}{tail}@{self.edition}"

    @property
    def sentence(self) -> str:
        """`say` with its values filled in; the person marks still stand."""
        text = self.say
        for name, written in placeholders(self.value).items():
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
    days: tuple[StrictStr, ...] | None
    opens: StrictStr | None
    closes: StrictStr | None

    @property
    def sentence(self) -> str:
        """`say` with the contact filled in."""
        fields = self.dict(exclude={"who", "say", "digital_post"}, exclude_none=True)
        text = self.say
        for name, written in placeholders(Value(**fields)).items():
            text = text.replace("{" + name + "}", written)
        return text


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
    phone: StrictStr


class Knowledge(Strict):
    """All that is known: the content of `knowledge/`, or of one release."""

    services: tuple[Service, ...]
    editions: tuple[Edition, ...]
    municipalities: tuple[Municipality, ...]
    facts: tuple[Fact, ...]
    silences: tuple[Silence, ...]
    hard_words: tuple[HardWord, ...] = ()
    helplines: tuple[Helpline, ...] = ()
    events: dict[str, str] = Field(default_factory=dict)
