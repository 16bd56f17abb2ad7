"""The typed value of a fact: one flat model with a closed set of fields, and how each is written."""

from collections.abc import Callable
from typing import Any, Literal

from dateutil.parser import isoparse
from pydantic import BaseModel, Extra, StrictBool, StrictFloat, StrictInt, StrictStr, validator

from bot.lang import numbers

Unit = Literal["calendar_day", "working_day", "week", "month", "hour"]
LengthUnit = Literal["minute", "hour", "day", "week", "month", "year"]
Law = Literal["serviceloven", "sundhedsloven", "aeldreloven", "retssikkerhedsloven", "forvaltningsloven"]
Day = Literal["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "loerdag", "soendag", "hverdage"]
Number = StrictInt | StrictFloat


class Strict(BaseModel):
    """A frozen model that refuses unknown keys and converts nothing."""

    class Config:
        """Pydantic's options."""

        extra = Extra.forbid
        allow_mutation = False
        frozen = True


class Range(Strict):
    """From `min` to `max`, both included."""

    min: Number
    max: Number

    @validator("max")
    def _ordered(cls, value: float, values: dict[str, Any]) -> float:
        if "min" in values and value <= values["min"]:
            raise ValueError("max must be larger than min")
        return value


class Value(Strict):
    """What can be reckoned with. Every field is explained in `knowledge/README.md`."""

    payer: Literal["kommune", "borger"] | None
    amount: Number | Literal["fastsat_aarligt", "gaeldende_takst"] | None
    unit: Unit | Literal["dkk"] | None
    per: Literal["fremmoede", "gang", "dag", "uge", "maaned", "kvartal", "aar"] | None
    includes: tuple[StrictStr, ...] | None
    times: Number | Range | None
    sessions: Number | Range | None
    length: Number | Range | None
    length_unit: LengthUnit | None
    within: StrictInt | None
    after: StrictStr | None
    every: StrictInt | None
    every_unit: Literal["week", "month", "year"] | None
    age_from: StrictInt | Literal["folkepensionsalder"] | None
    age_to: StrictInt | Literal["folkepensionsalder"] | None
    people: StrictInt | None
    count: Number | Range | None
    level: StrictInt | None
    phone: StrictStr | None
    fax: StrictStr | None
    mail: StrictStr | None
    web: StrictStr | None
    address: StrictStr | None
    postal: StrictStr | None
    digital_post: StrictBool | None
    days: tuple[Day, ...] | None
    opens: StrictStr | None
    closes: StrictStr | None
    before: StrictStr | None
    before_day: Literal["same_day", "day_before"] | None
    law: Law | None
    paragraph: StrictStr | None
    stk: StrictStr | None
    date: StrictStr | None
    year: StrictInt | None

    @validator("phone", "fax")
    def _digits(cls, value: str | None) -> str | None:
        if value is not None and not value.isdigit():
            raise ValueError("phone must be digits only")
        return value

    @validator("opens", "closes", "before")
    def _clock(cls, value: str | None) -> str | None:
        if value is not None:
            hours, colon, minutes = value.partition(":")
            if not (
                colon and hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60
            ):
                raise ValueError("clock time must look like 09:00")
        return value

    def given(self) -> dict[str, Any]:
        """The fields that were filled in."""
        return {name: value for name, value in self if value is not None}


def _count(value: float | Range) -> str:
    if isinstance(value, Range):
        return f"{numbers.number(value.min)}-{numbers.number(value.max)}"
    return numbers.number(value)


def _age(value: int | str) -> str:
    return str(value) if isinstance(value, int) else "folkepensionsalderen"


def _date(value: str) -> str:
    return numbers.day(isoparse(value).date())


_WRITERS: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("times", "sessions", "length", "count"), _count),
    **dict.fromkeys(("age_from", "age_to"), _age),
    **dict.fromkeys(("phone", "fax"), numbers.phone),
    **dict.fromkeys(("opens", "closes", "before"), numbers.clock),
    "amount": lambda value: numbers.number(value) if not isinstance(value, str) else value,
    "date": _date,
}


def placeholders(value: Value | None) -> dict[str, str]:
    """The words that `{field}` in a sentence becomes; empty without a value."""
    if value is None:
        return {}
    given = value.given()
    written = {name: _WRITERS.get(name, str)(item) for name, item in given.items()}
    if value.paragraph:
        written["paragraph"] = f"§ {value.paragraph}" + (f", stk. {value.stk}" if value.stk else "")
    if value.law:
        written["law"] = numbers.LAWS[value.law]
    return written
