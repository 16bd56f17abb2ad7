"""National rows that are more than a sentence: each becomes a fact with a value to reckon with.

The citizen gets the fact; code reads the value (`bot.facts.pension`) or the words (`bot.facts.named`).
"""

from pydantic import Field, StrictStr, validator

from bot.facts import reader
from bot.facts.problems import Problem
from bot.facts.reader import Document, Path_
from bot.facts.types import BODIES, COMMON, NATIONAL, PARAGRAPHS, UNKNOWN_DAY, Fact
from bot.facts.values import DayError, Number, Range, Strict, Value, is_day


class Row(Strict):
    """What every row has; `edition` and `section` are its source."""

    id: StrictStr
    edition: StrictStr
    section: StrictStr
    first_day: StrictStr = UNKNOWN_DAY
    words: tuple[StrictStr, ...] = ()
    say: StrictStr

    def fact(self) -> Fact:
        """The row as a fact."""
        raise NotImplementedError

    def _fact(self, **address: object) -> Fact:
        shared = self.dict(include={"id", "edition", "section", "first_day", "words", "say"})
        return Fact.parse_obj({**shared, "municipality": NATIONAL, **address})


class Body(Row):
    """A body that complaints went to, and who does its work today."""

    name: StrictStr
    today: StrictStr
    since: StrictStr = UNKNOWN_DAY
    topic: StrictStr
    """the name of the catalogue under which its complaints stand"""

    @validator("since")
    def _day(cls, value: str) -> str:
        if value != UNKNOWN_DAY and not is_day(value):
            raise DayError
        return value

    def fact(self) -> Fact:
        """The row as a fact: `{name}`, `{today}` and `{since}` of its sentence are filled in."""
        said = self.say.replace("{name}", self.name).replace("{today}", self.today)
        known = self.since != UNKNOWN_DAY
        return self._fact(
            service=BODIES,
            name=self.topic,
            value=Value.parse_obj({"date": self.since}) if known else None,
            say=said.replace("{since}", "{date}"),
        )


class PensionAge(Row):
    """The age of those born between two days, both included; without a day it is open there."""

    born_from: StrictStr | None = Field(alias="from")
    born_to: StrictStr | None = Field(alias="to")
    age: Number | Range

    @validator("born_from", "born_to")
    def _day(cls, value: str | None) -> str | None:
        if value is not None and not is_day(value):
            raise DayError
        return value

    def fact(self) -> Fact:
        """The row as a fact under the topic of the pension age."""
        value = {"born_from": self.born_from, "born_to": self.born_to, "pension_age": self.age}
        return self._fact(service=COMMON, name="pension_age", value=Value.parse_obj(value))


_MODELS: dict[str, type[Row]] = {"pension_age": PensionAge, "bodies": Body}

ROW_FILES = ("pension_age", "bodies", "paragraphs")
"""The files of `national/` whose rows become facts; each row list stands under the file's name."""


def row_as_fact(document: Document, at: Path_, kind: str, problems: list[Problem]) -> Fact | None:
    """A row of one of the files as a fact; faults go to `problems` and give None."""
    if model := _MODELS.get(kind):
        row = reader.build(model, document, at, problems)
        return row.fact() if row else None
    address = {"municipality": NATIONAL, "service": PARAGRAPHS, "name": "legal_basis"}
    return reader.build(Fact, document, at, problems, **address)
