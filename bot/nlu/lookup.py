"""Finds what a text names: municipality, service, relation, hard word. Looked up in a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.facts.query import Facts
from bot.lang.fold import folded_words
from bot.lang.stopwords import is_stopword
from bot.lang.voice import relations

FUZZY_FROM = 6
"""Names of at least this many letters are also found with one slip."""

_OWNERS = frozenset(("min", "mit", "mine", "vores", "vor", "vore", "my", "our"))
_ALONE = frozenset(
    ("mor", "far", "svigermor", "svigerfar", "mormor", "morfar", "farmor", "farfar", "mutter", "fatter")
)
_NOT_IN_NEED = frozenset(("hos", "af", "ved", "og", "som", "med", "fra", "til"))
_HOSPITAL = ("hospital", "sygehus")


@dataclass(frozen=True)
class Found:
    """What a text names, in the order of the text."""

    municipalities: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    relation: str | None = None
    hard_word: str | None = None
    rest: tuple[str, ...] = ()
    """Folded words that name nothing and say something."""


class Names:
    """The names of one release, ready for looking up."""

    def __init__(self, facts: Facts) -> None:
        """Folds the words of the release."""
        self._towns = _table((town.id, town.words) for town in facts.municipalities.values())
        services = [(service.id, service.words) for service in facts.services.values()]
        places = [
            (place.service, place.words)
            for town in facts.municipalities.values()
            for place in town.places
            if place.service
        ]
        self._services = _table([*services, *places])
        self._hard_words = _table((word.id, word.words) for word in facts.hard_words.values())

    def find(self, text: str) -> Found:
        """What the text names."""
        words = folded_words(text)
        towns, services, person = self._towns_in(words), list(_hits(words, self._services)), _relation(words)
        named = {
            i
            for _, start, end in [*towns, *services, *([person] if person else [])]
            for i in range(start, end)
        }
        return Found(
            municipalities=tuple(_unique(key for key, _, _ in towns)),
            services=tuple(_unique(key for key, _, _ in services)),
            relation=person[0] if person else None,
            hard_word=next((key for key, _, _ in _hits(words, self._hard_words)), None),
            rest=tuple(word for i, word in enumerate(words) if i not in named and not is_stopword(word)),
        )

    def _towns_in(self, words: list[str]) -> list[Hit]:
        """Municipalities, but not the one that only names a hospital ("Herlev Hospital")."""
        return [
            hit
            for hit in _hits(words, self._towns)
            if not (hit[2] < len(words) and words[hit[2]].startswith(_HOSPITAL))
        ]


@lru_cache(maxsize=4)
def names_of(facts: Facts) -> Names:
    """The names of a release; made once for each."""
    return Names(facts)


Hit = tuple[str, int, int]
"""A key, and where its name starts and ends among the words."""

Name = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Names, folded and in words, and the key of each."""

    keys: dict[Name, str]
    longest: int
    single: list[str]
    """names of one word that are also found with a slip"""
    gaps: dict[tuple[str | None, ...], list[tuple[str, str]]]
    """names of several words without a long one of theirs: that word, and the key"""


def _table(rows: Iterable[tuple[str, Iterable[str]]]) -> Table:
    keys: dict[Name, str] = {}
    for key, names in rows:
        for name in names:
            keys.setdefault(tuple(folded_words(name)), key)
    gaps: dict[tuple[str | None, ...], list[tuple[str, str]]] = defaultdict(list)
    for words, key in keys.items():
        for i, word in enumerate(words if len(words) > 1 else ()):
            if len(word) >= FUZZY_FROM:
                without = (*words[:i], None, *words[i + 1 :])
                gaps[without].append((word, key))
    single = [name[0] for name in keys if len(name) == 1 and len(name[0]) >= FUZZY_FROM]
    return Table(keys, max((len(name) for name in keys), default=0), single, dict(gaps))


def _hits(words: list[str], table: Table) -> Iterable[Hit]:
    """Every name in the words, the longest first at each place: its key, start and end."""
    at = 0
    while at < len(words):
        hit = _hit_at(words, at, table)
        if hit:
            yield hit
            at = hit[2]
        else:
            at += 1


def _hit_at(words: list[str], at: int, table: Table) -> Hit | None:
    for size in range(min(table.longest, len(words) - at), 0, -1):
        said = tuple(words[at : at + size])
        if key := table.keys.get(said) or _with_a_slip(said, table):
            return key, at, at + size
    if len(words[at]) >= FUZZY_FROM:
        near = process.extractOne(
            words[at],
            table.single,
            scorer=DamerauLevenshtein.distance,
            score_cutoff=1 if len(words[at]) < 10 else 2,
        )
        if near:
            return table.keys[(near[0],)], at, at + 1
    return None


def _with_a_slip(said: Name, table: Table) -> str | None:
    """The key of a name of several words that was said with one slip ("plan fra hspitalet")."""
    for i, word in enumerate(said if len(said) > 1 else ()):
        without = (*said[:i], None, *said[i + 1 :])
        for known, key in table.gaps.get(without, ()):
            if DamerauLevenshtein.distance(word, known, score_cutoff=1) <= 1:
                return key
    return None


@cache
def _relations() -> Table:
    return _table((relation.id, relation.words) for relation in relations().values())


def _relation(words: list[str]) -> Hit | None:
    """The first person of the text who is asked for."""
    for key, start, end in _hits(words, _relations()):
        before = words[start - 1] if start else ""
        two_before = words[start - 2] if start > 1 else ""
        owned = before in _OWNERS or two_before in _OWNERS
        earlier = two_before if before in _OWNERS else before
        if (owned or words[start] in _ALONE or key == "borger") and earlier not in _NOT_IN_NEED:
            return key, start - 1 if before in _OWNERS else start, end
    return None


def _unique(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))
