"""Understands what citizens write: a reply to a question, and facts told in passing. Words stand in YAML.

Nothing is guessed: what is not understood is left out, and a no turned round is a no.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bot.eligibility.ages import AGE
from bot.eligibility.hear_age import Heard as HeardAge
from bot.eligibility.hear_age import age_in
from bot.eligibility.rules import MORE, Rules
from bot.eligibility.wording import BREAK, FIGURE, Said, find, literal, said, tokens
from bot.facts.screening import DONT_KNOW, NO, YES, Question
from bot.lang.fold import fold
from bot.lang.read import read_yaml

_BEFORE = 3
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


@dataclass(frozen=True)
class Heard:
    """What a message tells: answers by question, and what else it is.

    `either_or`: a plain yes to a question that asks which. `bad_age`: an age that cannot be.
    `doubtful_age`: one so low that it is asked back. `asks`: it asks something itself.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    either_or: bool = False
    bad_age: bool = False
    doubtful_age: str = ""
    asks: bool = False
    corrects: bool = False


@cache
def words() -> dict[str, Any]:
    """The general words, from `hear.yml`."""
    return read_yaml(Path(__file__).with_name("hear.yml"))


def remarks(rules: Rules, text: str) -> dict[str, str]:
    """The facts that a text tells in passing, such as an earlier message of the conversation."""
    return dict(hear(rules, text, None).answers)


def hear(rules: Rules, text: str, question: str | None) -> Heard:
    """Reads a message; `question` is the one it may reply to."""
    all_words, told = tokens(text), _told(text)
    answers: dict[str, str] = {}
    for key in rules.questions:
        answer = _remark(rules, key, all_words)
        if answer:
            answers[key] = answer
    age = age_in(text, rules.day, asked=rules.questions[question].kind if question else "")
    age = age if AGE in rules.questions else HeardAge()
    if age.answer:
        answers[question if question and rules.questions[question].kind == "birth_year" else AGE] = age.answer
    either_or = False
    if question:
        reply = _reply(rules, question, told, age)
        either_or = reply == "" and not answers
        answers |= {question: reply} if reply else {}
    return Heard(
        answers=answers,
        either_or=either_or,
        bad_age=age.bad,
        doubtful_age=age.doubtful,
        asks=any(is_question(part) for part in _SENTENCE.findall(text)),
        corrects=said(words()["correct"], all_words),
    )


def _told(text: str) -> tuple[str, ...]:
    """The words of the sentences that are not questions."""
    parts = [tokens(part) for part in _SENTENCE.findall(text) if not is_question(part)]
    return tuple(word for part in parts for word in part)


def is_question(sentence: str) -> bool:
    """Whether a sentence asks something: by its mark or by its first words."""
    if "?" in sentence:
        return True
    first = [word for word in tokens(sentence) if word != BREAK][:4]
    if first and first[0] in _folded("asking_first"):
        return True
    turned = _folded("not_words") & set(first)
    return first[:1] != [] and first[0] in _folded("asking_verbs") and not turned and _asks_after(first)


def _asks_after(first: Sequence[str]) -> bool:
    return len(first) > 1 and first[1] in _folded("asking_after")


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words()[name])


def _remark(rules: Rules, key: str, told: Sequence[str]) -> str | None:
    """What the words say of a question that was not asked."""
    question = rules.questions[key]
    found = list(_options(rules, key, told, asked=False))
    if question.many:
        return MORE.join(found) + MORE if found else None
    return found[0] if found else None


def _reply(rules: Rules, key: str, told: Sequence[str], age: HeardAge) -> str | None:
    """The reply to a question; empty for a plain yes where that says nothing, None for no reply."""
    question = rules.questions[key]
    if question.kind in {"age", "birth_year"}:
        return age.answer or (DONT_KNOW if plain(told) == DONT_KNOW else None)
    first = _first(told)
    if question.kind == "yes_no" and first:
        return first if plain(told) != DONT_KNOW else DONT_KNOW
    if question.kind == "choice" and first == YES and question.yes_means:
        return question.yes_means
    found = list(_options(rules, key, told, asked=True, years=age.answer is None))
    if question.many and found:
        return MORE.join(found)
    return found[0] if found else _plain_reply(question, plain(told))


def _plain_reply(question: Question, answer: str | None) -> str | None:
    if question.kind == "yes_no" or answer in {None, DONT_KNOW}:
        return answer
    return question.yes_means if answer == YES else question.no_means


def _options(rules: Rules, key: str, told: Sequence[str], asked: bool, years: bool = True) -> Iterator[str]:
    """The options that the words name, in order; a negated one is turned round where there are two.

    `years`: whether a number of years can be anything but the age that was told.
    """
    question, two = rules.questions[key], {YES: NO, NO: YES}
    offered = rules.choices(key)
    for name, option in question.options.items():
        if name in offered and (asked or name != question.none):
            for pattern in (*option.words, *(option.asked_words if asked else ())):
                if FIGURE in pattern and not years:
                    continue
                place = None if _own_town(rules, pattern, told) else find(pattern, told)
                if place and not _negated(pattern, place, told):
                    yield name
                    break
                if place and question.kind == "yes_no":
                    yield two[name]
                    break


def _own_town(rules: Rules, pattern: str, told: Sequence[str]) -> bool:
    """Whether a place that the pattern names is the municipality itself."""
    place = find(pattern, told)
    own = {fold(word) for word in rules.facts.municipalities[rules.municipality].words}
    return bool(place and own & literal(pattern) & set(told[place.start : place.end]))


def _negated(pattern: str, place: Said, told: Sequence[str]) -> bool:
    """Whether a no stands just before the words, or between them; not one of the pattern's own."""
    turning, only = _folded("not_words"), _folded("not_only")
    if literal(pattern) & turning:
        return False
    near: list[str] = []
    for word in reversed(told[max(0, place.start - _BEFORE) : place.start]):
        if word == BREAK or word in _folded("joints"):
            break
        near.append(word)
    inside = told[place.start : place.end]
    return not only & set(near) and bool(turning & {*near, *inside})


def _first(told: Sequence[str]) -> str | None:
    word = next((word for word in told if word != BREAK), "")
    return YES if word in _folded("yes_first") else NO if word in _folded("no_first") else None


def plain(told: Sequence[str]) -> str | None:
    """A plain yes, no or don't know."""
    known, first = words(), _first(told)
    if said(known["unknown"], told) and first != YES:
        return DONT_KNOW
    if first:
        return first
    return NO if said(known["no"], told) else YES if said(known["yes"], told) else None
