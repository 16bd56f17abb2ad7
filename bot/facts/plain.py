"""Checks that what citizens read is plain: short sentences, common words, no bare person or promise."""

import re
from collections import Counter
from pathlib import Path

from bot.facts.load import Loaded
from bot.facts.problems import Problem, problem
from bot.lang import lix
from bot.lang.numbers import LAWS
from bot.lang.read import read_yaml
from bot.lang.voice import Voice

MAX_WORDS, MAX_LONG_WORDS, MAX_LIX = 20, 3, 40
_MARK = re.compile(r"\{\w+\}")
_LISTS = read_yaml(Path(__file__).with_suffix(".yml"))
_DIGIT = re.compile(r"\d+")


def _any_of(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(word.replace("*", r"\w*") for word in words)
    return re.compile(rf"\b({listed})\b", re.IGNORECASE)


_BARE, _PROMISE = _any_of(_LISTS["persons"]), _any_of(_LISTS["promises"])


def sentences(loaded: Loaded) -> list[Problem]:
    """Every sentence is plain, short, without digits, bare persons and promises."""
    names, found = names_in(loaded), []
    for fact, file, line in loaded.placed():
        found += _words(fact.say, file, line) + _lengths(fact.sentence, file, line, names)
        found += _words(fact.doubt, file, line) + _lengths(fact.doubt, file, line, names)
    file = "knowledge/national/hard_words.yml"
    for word in loaded.hard_words:
        line = loaded.documents[file].line("words", word.id)
        found += _words(word.say, file, line) + _lengths(word.say, file, line, names)
    return found


def _words(say: str, file: str, line: int) -> list[Problem]:
    bare, found = _MARK.sub(" ", say), []
    if hit := _BARE.search(bare):
        mark = "du" if hit.group().lower() == "borgeren" else hit.group()
        found.append(problem("bare_person", file, line, found=hit.group(), mark=mark))
    for code, pattern in (("promise", _PROMISE), ("digit_in_say", _DIGIT)):
        if hit := pattern.search(bare):
            found.append(problem(code, file, line, found=hit.group()))
    return found


def _lengths(text: str, file: str, line: int, names: frozenset[str]) -> list[Problem]:
    found = []
    for sentence in lix.sentences(Voice().say(text)):
        words, long = len(sentence.split()), lix.long_words(sentence, names)
        if words > MAX_WORDS:
            found.append(problem("long_sentence", file, line, words=words, limit=MAX_WORDS, found=sentence))
        if len(long) > MAX_LONG_WORDS:
            listed = ", ".join(long)
            found.append(
                problem("many_long_words", file, line, count=len(long), limit=MAX_LONG_WORDS, found=listed)
            )
    return found


def readability(loaded: Loaded) -> list[Problem]:
    """No file of a service is harder to read than LIX 40."""
    names, found = names_in(loaded), []
    for file, text in file_texts(loaded).items():
        measured = lix.measure(text, names)
        if measured.words >= 100 and measured.lix > MAX_LIX:
            common = Counter(word.lower() for word in lix.long_words(text, names)).most_common(8)
            listed = ", ".join(word for word, _ in common)
            found.append(problem("lix_high", file, 0, lix=measured.lix, limit=MAX_LIX, found=listed))
    return found


def names_in(loaded: Loaded) -> frozenset[str]:
    """Words (lower case) that count as names: laws, places, offices, services, hard words."""
    texts = [service.name for service in loaded.services] + [service.the for service in loaded.services]
    texts += [*(edition.title for edition in loaded.editions), *LAWS.values()]
    texts += [f"{word.word} {' '.join(word.words)}" for word in loaded.hard_words]
    for town in loaded.municipalities:
        texts += [town.name, town.turn_to.who, *(place.name for place in town.places)]
        texts += [word for place in town.places for word in place.words]
    return frozenset(word.lower() for text in texts for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


def file_texts(loaded: Loaded) -> dict[str, str]:
    """The sentences of each file of facts, as a citizen reads them, spoken to oneself."""
    texts: dict[str, list[str]] = {}
    for fact, file, _ in loaded.placed():
        texts.setdefault(file, []).append(Voice().say(fact.sentence))
    return {file: "\n".join(lines) for file, lines in texts.items()}
