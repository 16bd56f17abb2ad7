"""Reads every figure of a piece of text as a typed value, written in digits or in words."""

import re
from datetime import date
from fractions import Fraction

from bot.facts.figures.contacts import contacts
from bot.facts.figures.figure import Figure, plain, span, spread, times
from bot.facts.figures.pack import CLOCK, Pack, laws, pack
from bot.facts.figures.paragraphs import Homes, paragraphs

_CLOCK = re.compile(CLOCK.replace("?:", ""))
_SHORT_DATE = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_ITEM = re.compile(r"(?<!\d)(\d)\.[ \t]*$")
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*\.? |^\d\) ")
_PENSION = re.compile(r"\bfolkepensionsalder", re.IGNORECASE)
SENTENCE_END = re.compile(r"\.\s+(?=[^\W\d_a-z])|\n\s*\n")
"""Where a sentence or a point of a list ends; a capital letter follows, so "§ 86 stk. 1" is one."""

UNSTATED = "ikke_angivet"
"""The event of a deadline whose text does not say what it is counted from."""

_ADULT = 15
"""So many years or more are an age; fewer are a length of time."""


def parse(text: str, language: str = "da", homes: Homes | None = None, heading: str = "") -> list[Figure]:
    """The figures of a text in reading order, each once.

    Args:
        text: a section with its line breaks, or a sentence.
        language: `da` for the standards and our sentences, `en` for the national list.
        homes: the laws that have a paragraph, to tell whose a paragraph is.
        heading: what stands over the text; its law is the law of the text.
    """
    words = pack(language)
    found, lines = contacts([_same_dash(line) for line in text.splitlines()])
    heading = _NUMBERING.sub("", _same_dash(heading))
    whole = "\n".join([heading, *lines])
    found += [Figure("law", str(match.lastgroup)) for match in laws().finditer(whole)]
    named, rest = paragraphs("\n".join(" ".join(line.split()) for line in whole.split("\n")), homes or {})
    found += named
    items, lines = _items(rest.split("\n"), words)
    flat = re.sub(r"(?<=\d)- (?=\d)", "-", " ".join(" ".join(lines).split()))
    found += _said(flat, words)
    for reading in (_references, _dates, _clocks, _ages):
        figures, flat = reading(flat, words)
        found += figures
    found += _quantities(flat, words)
    return list(dict.fromkeys(found + _tallies(found, items)))


def deadlines(text: str, language: str = "da") -> list[Figure]:
    """Each length of time with the event that its own sentence counts it from."""
    found = []
    for sentence in SENTENCE_END.split(text):
        figures = parse(sentence, language)
        events = [figure.value for figure in figures if figure.kind == "after"] or [UNSTATED]
        spans = [f"{figure.value} {figure.unit}" for figure in figures if figure.kind == "span"]
        found += [Figure("deadline", length, event) for length in spans for event in events]
    return list(dict.fromkeys(found))


def _same_dash(text: str) -> str:
    return re.sub("[–—]", "-", text)


def _items(lines: list[str], words: Pack) -> tuple[list[int], list[str]]:
    """Numbers of a list that the page's layout put at the end of the line."""
    found, rest = [], []
    for index, line in enumerate(lines):
        following = lines[index + 1].split() if index + 1 < len(lines) else []
        match = _ITEM.search(line)
        if match and (not following or following[0].lower() not in words.months):
            found.append(int(match[1]))
            rest.append(line[: match.start()])
        else:
            rest.append(line)
    return found, rest


def _said(text: str, words: Pack) -> list[Figure]:
    """What is stated in words alone: who pays, which days, from when."""
    return [
        Figure(kind, value)
        for kind, patterns in words.said.items()
        for value, pattern in patterns.items()
        if pattern.search(text)
    ]


def _references(text: str, words: Pack) -> tuple[list[Figure], str]:
    """Page and chapter numbers state nothing."""
    return [], words.reference.sub(" ", text)


def _dates(text: str, words: Pack) -> tuple[list[Figure], str]:
    found = []
    for match in words.date.finditer(text):
        month = words.months.index(match["name"].lower()) + 1
        found.append(Figure("date", date(int(match["year"]), month, int(match["day"])).isoformat()))
    for match in _SHORT_DATE.finditer(text):
        found.append(Figure("date", date(int(match[3]), int(match[2]), int(match[1])).isoformat()))
    return found, _SHORT_DATE.sub(" ", words.date.sub(" ", text))


def _clocks(text: str, words: Pack) -> tuple[list[Figure], str]:
    """A clock time, or from one to another."""
    found = []
    for match in words.clocks.finditer(text):
        ends = [f"{int(hour):02}:{minutes}" for hour, minutes in _CLOCK.findall(match.group())]
        found.append(Figure("clock", "-".join(ends)))
    return found, words.clocks.sub(" ", text)


def _ages(text: str, words: Pack) -> tuple[list[Figure], str]:
    """The ages that name folkepensionsalderen."""
    found = [Figure("age", f"{match[1]}-folkepensionsalder") for match in words.age_between.finditer(text)]
    rest = words.age_between.sub(" ", text)
    if _PENSION.search(rest):
        found.append(Figure("age", "folkepensionsalder"))
    return found, rest


def _quantities(text: str, words: Pack) -> list[Figure]:
    found = [Figure("every", "12", "month")] if words.every_year.search(text) else []
    for match in words.number.finditer(text):
        figure = _quantity(text, match, words)
        if figure:
            found.append(figure)
    return found


def _quantity(text: str, match: re.Match[str], words: Pack) -> Figure | None:
    """What a number counts, from the words around it; None for an article."""
    low = words.value(match["low"])
    high = words.value(match["high"]) if match["high"] else None
    before, end = text[: match.start()], match.end()
    if money := words.money.match(text, end):
        per = words.per.match(text, money.end())
        return Figure("amount", spread(low, high), f"dkk/{per.lastgroup}" if per else "dkk")
    if counted := words.times.match(text, end):
        per = words.per.match(text, counted.end())
        return times(low, high, str(per.lastgroup) if per else "")
    if unit := words.units.match(text, end):
        if match["low"].lower() in words.ones and words.not_after.search(before):
            return None
        return _lasting((low, high), str(unit.lastgroup), before, words)
    if match["low"].lower() in words.ones:
        return None
    return _counted(spread(low, high), before, words)


def _lasting(numbers: tuple[Fraction, Fraction | None], unit: str, before: str, words: Pack) -> Figure:
    low, high = numbers
    if words.weekly.search(before):
        return times(low, high, "uge")
    if words.every.search(before):
        return span(low, high, unit, "every")
    if unit == "year" and low >= _ADULT:
        return Figure("age", spread(low, high))
    return span(low, high, unit)


def _counted(value: str, before: str, words: Pack) -> Figure:
    if words.level_before.search(before):
        return Figure("level", value)
    if words.age_before.search(before):
        return Figure("age", value)
    if re.fullmatch(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?", value):
        return Figure("year", value)
    return Figure("count", value)


def _tallies(found: list[Figure], items: list[int]) -> list[Figure]:
    """How many there are of what is listed by number."""
    levels = {figure.value for figure in found if figure.kind == "level"}
    sizes = [len(levels)] if len(levels) > 1 else []
    sizes += [max(items)] if len(items) > 1 else []
    return [Figure("count", plain(size)) for size in sizes]
