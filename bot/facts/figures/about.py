"""What each figure of a section is about, in a few words of its own, so that two are not mixed up."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bot.facts.figures.figure import Figure
from bot.facts.figures.paragraphs import Homes, Mention, mentions
from bot.facts.figures.parse import SENTENCE_END, parse
from bot.lang.fold import folded_words

_STEM = 7
"""So many letters of a word are compared: endings differ between a law and plain Danish."""

_LONG = 6
_QUANTITIES = {"amount", "times", "span", "every", "age", "payer"}

About = Mapping[Figure, tuple[str, ...]]
"""The stems that belong to one figure alone."""

MOST_WORDS = 12


def about(text: str, homes: Homes) -> About:
    """For figures that a text could mix up: the stems that only the passage of each one has."""
    stems: dict[Figure, dict[str, None]] = {}
    for figure, passage in (*_paragraphs(text, homes), *_quantities(text)):
        stems.setdefault(figure, {}).update(dict.fromkeys(stems_of(passage)))
    found = {}
    for figure, words in stems.items():
        siblings = _siblings(figure, stems)
        others = {word for other in siblings for word in stems[other]}
        own = [word for word in words if word not in others]
        if own and siblings:
            found[figure] = tuple(own[:MOST_WORDS])
    return found


@lru_cache(maxsize=8192)
def stems_of(text: str) -> tuple[str, ...]:
    """The beginnings of the long words of a text."""
    return tuple(word[:_STEM] for word in folded_words(text) if len(word) >= _LONG)


def mixed_up(figure: Figure, sentence: str, known: About) -> Figure | None:
    """The figure of the same kind that a sentence is about, where that is not the one it tells."""
    stems = set(stems_of(sentence))
    here = len(stems.intersection(known.get(figure, ())))
    if here and figure.kind == "payer":
        return None  # a sentence may name what is free beside what is paid for
    better = [other for other in _siblings(figure, known) if len(stems.intersection(known[other])) > here]
    return better[0] if better else None


def _siblings(figure: Figure, figures: Iterable[Figure]) -> list[Figure]:
    """Parts of the same paragraph, or quantities of the same kind and unit."""
    head, stk, _ = figure.value.partition(", stk. ")
    if figure.kind == "paragraph" and not stk:
        return []
    same = head + stk if figure.kind == "paragraph" else ""
    return [
        other
        for other in figures
        if other != figure and other[::2] == figure[::2] and other.value.startswith(same)
    ]


def _quantities(text: str) -> Iterator[tuple[Figure, str]]:
    """Each sentence or point of a list with its quantities."""
    for passage in SENTENCE_END.split(text):
        for figure in parse(passage):
            if figure.kind in _QUANTITIES:
                yield figure, passage


def _paragraphs(text: str, homes: Homes) -> Iterator[tuple[Figure, str]]:
    for mention, passage in _passages(text, homes):
        for figure in mention.figures:
            if ", stk. " in figure.value:
                yield figure, passage


def _passages(text: str, homes: Homes) -> Iterator[tuple[Mention, str]]:
    """The law's words after a head until the next; else the sentence in which the paragraph is named."""
    named = mentions(text, homes)
    heads = [mention.start for mention in named if mention.heads] + [len(text)]
    for mention in named:
        if mention.heads:
            yield mention, text[mention.end : min(start for start in heads if start > mention.start)]
            continue
        if heads[0] < mention.start:
            continue  # the law's own words refer to its other parts
        before = [match.end() for match in SENTENCE_END.finditer(text, 0, mention.start)]
        after = SENTENCE_END.search(text, mention.end - 1)
        yield mention, text[before[-1] if before else 0 : after.start() if after else len(text)]
