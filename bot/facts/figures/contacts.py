"""Finds phones, mails, web addresses and postal addresses in the lines of a text."""

import re
from collections.abc import Callable

from bot.facts.figures.figure import Figure
from bot.facts.figures.pack import words

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"(?:https?://)?((?:[\w-]+\.)+dk)\b(?:/\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d.,])(?:\d{2}(?: ?\d{2}){3}|\d{4} \d{4}|\d{2}(?: \d{3}){2})(?![\d.,]\d)")
_POSTAL = re.compile(r"^\d{4} [^\W\d_]+(?: [^\W\d_]{1,2})?\.?$")
_NUMBERED = re.compile(r"^[^\W\d_][\w. ]* \d+[a-z]?(?:, ?\S.*)?$", re.IGNORECASE)


def contacts(lines: list[str]) -> tuple[list[Figure], list[str]]:
    """The contacts of the lines, and the lines without them."""
    found: list[Figure] = []
    rest = [line.strip() for line in lines]
    for index, line in enumerate(rest):
        if not _POSTAL.match(line):
            continue
        found.append(Figure("postal", line.rstrip(".")))
        rest[index] = ""
        if index and _NUMBERED.match(rest[index - 1]):
            found.append(Figure("address", rest[index - 1]))
            rest[index - 1] = ""
    for index, line in enumerate(rest):
        rest[index] = _contacts_of_line(line, found)
    return found, rest


def _contacts_of_line(line: str, found: list[Figure]) -> str:
    kind = "fax" if re.match(words()["fax"], line, re.IGNORECASE) else "phone"
    readings: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Figure]], ...] = (
        (_MAIL, lambda match: Figure("mail", match.group().lower())),
        (_WEB, lambda match: Figure("web", match[1].lower())),
        (_PHONE, lambda match: Figure(kind, re.sub(r"\D", "", match.group()))),
    )
    for pattern, reading in readings:
        found += [reading(match) for match in pattern.finditer(line)]
        line = pattern.sub(" ", line)
    return line
