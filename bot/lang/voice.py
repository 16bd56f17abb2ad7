"""Puts the person into a sentence: "du" for oneself, "din mor" and then "hun" for another.

A sentence holds marks such as `{du}` and `{sin}`; `{sig}` and `{sin}` point back to the subject
(to several people Danish points back with "sig", but owns with "deres"). `{uenig|uenige}` is an
adjective on the person: its second form is for several people.
The words come from `relations.yml`.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.lang.read import read_yaml

_SELF = {
    "du": "du", "dig": "dig", "din": "din", "dit": "dit", "dine": "dine",
    "sig": "dig", "sin": "din", "sit": "dit", "sine": "dine",
}  # fmt: skip
_BACK = {"sig": "sig", "sin": "sin", "sit": "sit", "sine": "sine"}
PERSON_MARKS = frozenset(_SELF)
_MARK = re.compile(r"\{(" + "|".join([*_SELF, *(mark.capitalize() for mark in _SELF)]) + r")\}")
_FORMS = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


@dataclass(frozen=True)
class Relation:
    """A person whom somebody asks for: "din mor", with the pronouns that follow."""

    id: str
    named: str
    subject: str
    object: str
    owner: str
    words: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether it is more than one person."""
        return self.subject == "de"


@dataclass
class Voice:
    """Speaks of one person through one reply; names them once, then uses the pronoun."""

    relation: Relation | None = None
    _named: bool = field(default=False, init=False)

    def say(self, text: str) -> str:
        """The sentence with its person marks replaced."""
        number = 2 if self.relation and self.relation.several else 1
        return _MARK.sub(self._replace, _FORMS.sub(lambda found: found[number], text))

    def _replace(self, found: re.Match[str]) -> str:
        mark = found.group(1)
        word = self._word(mark.lower())
        return word[0].upper() + word[1:] if mark[0].isupper() else word

    def _word(self, mark: str) -> str:
        if self.relation is None:
            return _SELF[mark]
        if mark in _BACK:
            return self.relation.owner if self.relation.several and mark != "sig" else _BACK[mark]
        first, self._named = not self._named, True
        if mark == "du":
            return self.relation.named if first else self.relation.subject
        if mark == "dig":
            return self.relation.named if first else self.relation.object
        return _genitive(self.relation.named) if first else self.relation.owner


def _genitive(name: str) -> str:
    return name + ("'" if name.endswith(("s", "x", "z")) else "s")


@cache
def relations() -> dict[str, Relation]:
    """All known relations by id, from `relations.yml`."""
    rows = read_yaml(Path(__file__).with_name("relations.yml"))["relations"]
    return {
        key: Relation(key, row["named"], row["subject"], row["object"], row["owner"], tuple(row["words"]))
        for key, row in rows.items()
    }
