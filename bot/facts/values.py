"""The typed value of a fact: one flat model with a closed set of fields, and how each is written."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Extra, StrictBool, StrictFloat, StrictInt, StrictStr, validator
from pydantic.errors import PydanticValueError

from bot.lang import numbers

Unit = Literal["calendar_day", "working_day", "week", "month", "hour"]
LengthUnit = Literal["minute", "hour", "day", "week", "month", "year"]
Law = Literal[
    "serviceloven",
    "sundhedsloven",
    "aeldreloven",
    "retssikkerhedsloven",
    "forvaltningsloven",
    "lov_om_social_pension",
]
Day = Literal["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "loerdag", "soendag", "hverdage"]
Number = StrictInt | StrictFloat
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)


class PhoneError(PydanticValueError):
    """A phone number with more than digits."""

    code, msg_template = "phone", "must be digits only"


class ClockError(PydanticValueError):
    """Not a clock time."""

    code, msg_template = "clock", "must look like 09:00"


class DayError(PydanticValueError):
    """Not a day."""

    code, msg_template = "day", "must look like 2026-07-01"


class RangeError(PydanticValueError):
    """A range that ends before it begins."""

    code, msg_template = "range", "max must be larger than min"


def is_day(text: str) -> bool:
    """Whether a text is a day such as 2026-07-01."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def only_digits(cls: type, value: str | None) -> str | None:
    """Validates a phone number: digits, nothing between them."""
    if value is not None and not re.fullmatch(r"[0-9]+", value):
        raise PhoneError
    return value


def clock_time(cls: type, value: str | None) -> str | None:
    """Validates a clock time such as 09:00."""
    if value is not None and not _CLOCK.fullmatch(value):
        raise ClockError
    return value


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
            raise RangeError
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
    born_from: StrictStr | None
    born_to: StrictStr | None
    pension_age: Number | Range | None
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

    _digits = validator("phone", "fax", allow_reuse=True)(only_digits)
    _clock = validator("opens", "closes", "before", allow_reuse=True)(clock_time)

    @validator("date", "born_from", "born_to")
    def _day(cls, value: str | None) -> str | None:
        if value is not None and not is_day(value):
            raise DayError
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
    return numbers.day(date.fromisoformat(value))


def _born(value: str) -> str:
    """The day, or only its year where the day is the first or last of it."""
    return value[:4] if value.endswith(("-01-01", "-12-31")) else _date(value)


_WRITERS: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("times", "sessions", "length", "count", "pension_age"), _count),
    **dict.fromkeys(("age_from", "age_to"), _age),
    **dict.fromkeys(("phone", "fax"), numbers.phone),
    **dict.fromkeys(("opens", "closes", "before"), numbers.clock),
    "amount": lambda value: numbers.number(value) if not isinstance(value, str) else value,
    "date": _date,
    **dict.fromkeys(("born_from", "born_to"), _born),
}


def placeholders(value: Value | None) -> dict[str, str]:
    """The words that `{field}` in a sentence becomes; empty without a value."""
    if value is None:
        return {}
    given = value.given()
    written = {name: _WRITERS.get(name, str)(item) for name, item in given.items()}
    if value.paragraph:
        sign = "§§" if "-" in value.paragraph else "§"
        written["paragraph"] = f"{sign} {value.paragraph}" + (f", stk. {value.stk}" if value.stk else "")
    if value.law:
        named = numbers.LAWS[value.law]
        written |= {"law": named, "Law": named[0].upper() + named[1:]}
    return written
