"""Understands what citizens write: a reply to a question, and facts told in passing. Words stand in YAML.

Nothing is guessed: what is not understood is left out, and a no turned round is a no.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.eligibility.ages import AGE
from bot.eligibility.asking import SENTENCE, folded, is_question, told_of, words
from bot.eligibility.hear_age import Heard as HeardAge
from bot.eligibility.hear_age import age_in
from bot.eligibility.rules import MORE, Rules
from bot.eligibility.wording import BREAK, FIGURE, Said, find, literal, said, tokens
from bot.facts.screening import DONT_KNOW, NO, YES, Question
from bot.lang.fold import fold

_BEFORE = 3
_PLAIN = 5
"""A plain reply is at most so many words."""


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


def remarks(rules: Rules, text: str) -> dict[str, str]:
    """The facts that a text names, be it that they are told, asked about or supposed."""
    return dict(_hear(rules, text, None, text).answers)


def told_in(rules: Rules, text: str, other: bool = False) -> dict[str, str]:
    """The facts that a text tells in passing of the person it is about (`other`: not the citizen)."""
    return dict(hear(rules, text, None, other).answers)


def hear(rules: Rules, text: str, question: str | None, other: bool = False) -> Heard:
    """Reads a message; `question` is the one it may reply to, `other` whether it is about another person."""
    return _hear(rules, text, question, told_of(text, other))


def _hear(rules: Rules, text: str, question: str | None, of_person: str) -> Heard:
    """Reads a message; `of_person` is what it tells in passing."""
    whole, told, all_words = tokens(text), _told(text), tokens(of_person)
    answers: dict[str, str] = {}
    for key in rules.questions:
        answer = _remark(rules, key, all_words)
        if answer:
            answers[key] = answer
    age = age_in(of_person, rules.day, asked=rules.questions[question].kind if question else "")
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
        asks=any(is_question(part) for part in SENTENCE.findall(text)),
        corrects=said(words()["correct"], whole),
    )


def _told(text: str) -> tuple[str, ...]:
    """The words of the sentences that are not questions."""
    parts = [tokens(part) for part in SENTENCE.findall(text) if not is_question(part)]
    return tuple(word for part in parts for word in part)


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
    turning, only = folded("not_words"), folded("not_only")
    if literal(pattern) & turning:
        return False
    near: list[str] = []
    for word in reversed(told[max(0, place.start - _BEFORE) : place.start]):
        if word == BREAK or word in folded("joints"):
            break
        near.append(word)
    inside = told[place.start : place.end]
    return not only & set(near) and bool(turning & {*near, *inside})


def is_plain(text: str) -> bool:
    """Whether a message is nothing but a yes, a no or not knowing."""
    words = tokens(text)
    return len(words) <= _PLAIN and plain(words) is not None


def _first(told: Sequence[str]) -> str | None:
    word = next((word for word in told if word != BREAK), "")
    return YES if word in folded("yes_first") else NO if word in folded("no_first") else None


def plain(told: Sequence[str]) -> str | None:
    """A plain yes, no or don't know."""
    known, first = words(), _first(told)
    if said(known["unknown"], told) and first != YES:
        return DONT_KNOW
    if first:
        return first
    return NO if said(known["no"], told) else YES if said(known["yes"], told) else None
