"""From the name that a person writes to what the files need: id, short name, possessive, words."""

import re
from dataclasses import dataclass

from bot.facts.scaffold.words import Refused, texts
from bot.facts.types import NATIONAL
from bot.lang.fold import fold

_BETWEEN = re.compile(r"[ .-]+")


@dataclass(frozen=True)
class Named:
    """A municipality's names."""

    id: str
    name: str
    short: str
    possessive: str

    @property
    def words(self) -> list[str]:
        """What citizens call it, to begin with."""
        short = self.short.lower()
        return [short, self.name.lower(), self.possessive.lower()]


def named(text: str) -> Named:
    """The names of a municipality, from its name with or without the word for municipality.

    Raises:
        Refused: when it is empty or has letters that a name cannot have.
    """
    given = " ".join(text.split())
    word = texts()["municipality_word"]
    short = re.sub(rf"\s+{word}$", "", given, flags=re.IGNORECASE)
    id_ = _BETWEEN.sub("_", fold(short)).strip("_")
    odd = sorted({letter for letter in short if not re.fullmatch(r"[a-z]+|[ .-]", fold(letter) or " ")})
    if not id_ or short.lower() == word:
        raise Refused("no_name")
    if odd:
        raise Refused("odd_name", name=given, odd=" ".join(odd))
    if id_ == NATIONAL:
        raise Refused("reserved", id=id_)
    name = given if short != given else texts()["whole_name"].format(name=given)
    ending = "'" if short.lower().endswith(("s", "x", "z")) else "s"
    return Named(id_, name, short, short + ending)
