"""Finds the paragraphs that a text names, each with its law."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.facts.figures.figure import Figure
from bot.facts.figures.pack import laws

Homes = Mapping[str, Collection[str]]
"""The laws that have a paragraph of this number, where it is known."""

_NUMBER = r"\d+(?:\s?[a-h]\b)?"
_STK = r"(?:[,.]?\s?stk\.?\s?\d\.?(?:(?:\s?(?:og|,)\s?)(?:stk\.?\s?)?\d\.?(?!\d))*)"
_SIGN = re.compile(
    rf"§§\s?(?P<many>{_NUMBER}(?:\s?(?:og|,|-)\s?{_NUMBER})*)"
    rf"|§\s?(?P<one>{_NUMBER})(?P<stk>{_STK}|,\d)?"
    r"|\b(?P<bare>stk\.?\s?\d(?:\s?og\s?\d)?)",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"\s?i\s")


@dataclass(frozen=True)
class Mention:
    """A place where paragraphs are named; `heads` when it begins the law's own words."""

    figures: tuple[Figure, ...]
    start: int
    end: int
    heads: bool


def mentions(text: str, homes: Homes) -> list[Mention]:
    """Every place in a text (with its line breaks) where paragraphs are named, in reading order."""
    found: list[Mention] = []
    head = ""
    for match in _SIGN.finditer(text):
        line = text[: match.start()].rpartition("\n")[2].strip()
        alone = not line or bool(laws().fullmatch(line))
        heads = alone and not match.group().startswith("stk")
        numbers = [head] if match["bare"] else list(_numbers(match))
        parts = re.findall(r"\d", match["bare"] or match["stk"] or "")
        figures = [
            figure
            for number in numbers
            if number
            for figure in _with(number, parts, _law(text, match, number, homes))
        ]
        if match["bare"] and parts == ["2"] and head:
            _first_part(found, head)
        if not match["bare"]:
            head = numbers[-1] if not line or not head else head
        found.append(Mention(tuple(figures), match.start(), match.end(), heads))
    return found


def _first_part(found: list[Mention], number: str) -> None:
    """Where a second part follows, what stood before it was the first."""
    for index, mention in enumerate(found):
        whole = [figure for figure in mention.figures if figure.value == number and mention.heads]
        first = [figure._replace(value=f"{number}, stk. 1") for figure in whole]
        if first:
            found[index] = replace(mention, figures=(*mention.figures, *first))


def paragraphs(text: str, homes: Homes) -> tuple[list[Figure], str]:
    """The paragraphs of a text that keeps its line breaks, and the text without them."""
    found = [figure for mention in mentions(text, homes) for figure in mention.figures]
    return list(dict.fromkeys(found)), _SIGN.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _numbers(match: re.Match[str]) -> Iterator[str]:
    """One number, the two of "9 og 10", or the row "22-24"."""
    if match["one"]:
        yield tidy(match["one"])
        return
    if "-" in match["many"]:
        yield re.sub(r"\s", "", match["many"])
        return
    yield from (tidy(number) for number in re.findall(_NUMBER, match["many"]))


def tidy(number: str) -> str:
    """`140a` and `140 a` are the same."""
    return re.sub(r"(\d)\s?([a-z])", r"\1 \2", number.strip().lower())


def _with(number: str, parts: list[str], law: str) -> list[Figure]:
    if not parts:
        return [Figure("paragraph", number, law)]
    return [Figure("paragraph", f"{number}, stk. {part}", law) for part in parts]


def _law(text: str, match: re.Match[str], number: str, homes: Homes) -> str:
    """The only law with this number; else the one named after "i", just before, or next."""
    at_home = sorted(homes.get(number, ()))
    if len(at_home) == 1:
        return at_home[0]
    after = _FOLLOWED.match(text, match.end())
    follows = laws().match(text, after.end()) if after else None
    if follows:
        return str(follows.lastgroup)
    named = [(law.start(), str(law.lastgroup)) for law in laws().finditer(text)]
    before = [law for start, law in named if start < match.start()]
    return before[-1] if before else (named[0][1] if named else "")
