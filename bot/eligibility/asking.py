"""Which words of a message tell something of the person, and which only ask, wish or suppose.

"Kan man få det, hvis man bor på plejecenter?" tells nothing; "kan min mor få det, når hun er 82?" does.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from bot.eligibility.state import OTHER, SELF
from bot.eligibility.wording import BREAK, said, tokens
from bot.lang.fold import fold
from bot.lang.read import read_yaml

SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_SHORT, _LATE, _FULL = 2, 3, 4
"""A question of two words is a reply; a subordinate clause begins at the fourth word or later; a clause
that turns verb and person round asks if it is longer than four words ("vil hun gerne" is a yes)."""


@cache
def words() -> dict[str, Any]:
    """The general words, from `hear.yml`."""
    return read_yaml(Path(__file__).with_name("hear.yml"))


@cache
def folded(name: str) -> frozenset[str]:
    """The words of a list in `hear.yml`, folded."""
    return frozenset(fold(word) for word in words()[name])


def is_question(sentence: str) -> bool:
    """Whether a sentence asks something: by its mark or by its first words."""
    return "?" in sentence or _opens_a_question(sentence, folded("asking_after"))


def told_of(text: str, other: bool) -> str:
    """What a message tells of the person it is about; what only asks, wishes or supposes is left out.

    Args:
        text: the message.
        other: whether it is about somebody else than the citizen: then "jeg er 58" is left out too.
    """
    return "".join(
        sentence if _count(sentence) <= _SHORT else _told(sentence, other)
        for sentence in SENTENCE.findall(text)
    )


def supposes(text: str) -> bool:
    """Whether a message asks what would follow if something were otherwise."""
    listed = [word for word in tokens(text) if word != BREAK]
    asks = is_question(text) or listed[:1] == [*folded("if")][:1]
    return bool(folded("if") & set(listed)) and (asks or said(words()["what_if"], tokens(text)))


def supposed(text: str) -> str:
    """The words of a supposition as if they were told."""
    return re.sub(words()["marks_of_asking"], " ", fold(text))


def names_another(text: str) -> bool:
    """Whether a message says for whom it is: "jeg spørger for min far"."""
    return said(words()["for_whom"], tokens(text))


def spoken_of(text: str) -> str:
    """Whom a message speaks of when it names nobody: the citizen, another, or nobody that can be told."""
    found = tokens(text)
    if said(words()["first_person"], found):
        return SELF
    return OTHER if folded("third_person") & set(found) else ""


def same_person(one: str, other: str) -> bool:
    """Whether two accounts of whom it is about can mean the same person."""
    if one == other or "" in {one, other}:
        return True
    return OTHER in {one, other} and SELF not in {one, other}


def _told(sentence: str, other: bool) -> str:
    clauses = re.split(words()["clauses"], sentence)
    return "".join(clause if n % 2 else _told_clause(clause, other) for n, clause in enumerate(clauses))


def _told_clause(clause: str, other: bool) -> str:
    if _is_supposition(clause) or said(words()["wishes"], tokens(clause)):
        return "."
    if other and said(words()["of_myself"], tokens(clause)):
        return "."
    turned = _count(clause) > _FULL and _opens_a_question(clause, folded("asking_after_too"))
    if not (turned or _opens_a_question(clause, folded("asking_after"))):
        return clause
    return f". {_subordinate(clause)}."


def _subordinate(clause: str) -> str:
    """What a question tells of somebody: after "når", "fordi", "som"; or "min mor på 82"."""
    listed = clause.split()
    if not folded("persons") & {fold(word) for word in listed}:
        return ""
    if folded("general") & {fold(word) for word in listed}:
        return ""
    for n, word in enumerate(listed):
        if n >= _LATE and fold(word) in folded("tells_after"):
            return " ".join(listed[n + 1 :])
    aged = re.search(words()["aged"], clause, re.IGNORECASE)
    return aged[0] if aged else ""


def _is_supposition(clause: str) -> bool:
    return said(words()["suppositions"], tokens(clause))


def _opens_a_question(sentence: str, after: frozenset[str]) -> bool:
    first = [word for word in tokens(sentence) if word != BREAK][:4]
    if first[:1] and first[0] in folded("joints"):
        first = first[1:]
    if first and first[0] in folded("asking_first"):
        return True
    turned = folded("not_words") & set(first)
    return bool(first) and first[0] in folded("asking_verbs") and not turned and _next_in(first, after)


def _next_in(first: list[str], after: frozenset[str]) -> bool:
    return len(first) > 1 and first[1] in after


def _count(text: str) -> int:
    return sum(word != BREAK for word in tokens(text))
