"""Finds what a message names by law: a paragraph ("§ 86, stk. 1"), or a body that is no more.

Pure; the words stand in `named.yml` and in the rows of `knowledge/national/`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.facts.types import Fact
from bot.lang.fold import fold, folded_words
from bot.lang.read import read_yaml
from bot.lang.stopwords import is_stopword


@dataclass(frozen=True)
class Citation:
    """A paragraph as somebody names it; `law` and `part` only where they were said.

    `number` is folded and without blanks ("140a").
    """

    number: str
    law: str | None = None
    part: str | None = None


@dataclass(frozen=True)
class _Patterns:
    paragraph: re.Pattern[str]
    laws: dict[str, re.Pattern[str]]
    asking: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = read_yaml(Path(__file__).with_suffix(".yml"))
    signs, parts = "|".join(words["signs"]), "|".join(words["parts"])
    number = r"(?P<number>\d{1,3}(?:\s?[a-d]\b)?)(?:\s?-\s?\d{1,3})?"
    part = rf"(?:\s*,\s*(?P<comma>\d)\b|,?\s*\b(?:{parts})\b\.?\s*(?P<part>\d))?"
    paragraph = re.compile(rf"(?:\b(?:{signs})\b|§+)\.?\s*{number}{part}")
    return _Patterns(
        paragraph,
        {law: _any_of(forms) for law, forms in words["laws"].items()},
        frozenset(words["asking"]),
    )


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(form.replace("*", r"\w*") for form in forms)
    return re.compile(rf"\b(?:{listed})\b")


def citations(text: str) -> tuple[Citation, ...]:
    """The paragraphs that a text names, each with the law that it names (if it names just one)."""
    folded, patterns = fold(text), _patterns()
    laws = [law for law, pattern in patterns.laws.items() if pattern.search(folded)]
    law = laws[0] if len(laws) == 1 else None
    return tuple(
        Citation(found["number"].replace(" ", ""), law, found["part"] or found["comma"])
        for found in patterns.paragraph.finditer(folded)
    )


def asks_only_for_it(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a text asks for a paragraph, or for a body by one of its names, and for nothing else."""
    patterns = _patterns()
    left = patterns.paragraph.sub(" ", fold(text))
    for law in patterns.laws.values():
        left = law.sub(" ", left)
    for name in sorted(map(_plain, names), key=len, reverse=True):
        left = left.replace(name, " ")
    return all(is_stopword(word) or word in patterns.asking for word in folded_words(left))


def of_paragraph(cited: Citation, facts: Iterable[Fact]) -> list[Fact]:
    """The facts of a paragraph, in their order: of every law that has it, where none was said."""
    return [fact for fact in facts if _fits(cited, fact)]


def _fits(cited: Citation, fact: Fact) -> bool:
    value = fact.value
    if value is None or value.paragraph is None or value.law is None:
        return False
    if cited.law and value.law != cited.law:
        return False
    return cited.number in _numbers(value.paragraph) and (cited.part in (None, value.stk) or not value.stk)


def _numbers(paragraph: str) -> set[str]:
    """The numbers of a paragraph: "9-10" holds both ends and all between."""
    bare = paragraph.replace(" ", "")
    first, dash, last = bare.partition("-")
    return {str(number) for number in range(int(first), int(last) + 1)} if dash else {bare}


def bodies_in(text: str, bodies: Iterable[Fact]) -> list[Fact]:
    """The rows of the old bodies that a text names, each once, in the order of the rows."""
    said = f" {' '.join(folded_words(text))} "
    return [fact for fact in bodies if any(f" {_plain(name)} " in said for name in fact.words)]


def _plain(name: str) -> str:
    return " ".join(folded_words(name))
