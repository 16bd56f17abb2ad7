"""The training data: broad, without near-copies, and without a word of the test conversations."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from bench.eval import cases_in
from bench.offline import examples
from bot.facts.load import load
from bot.lang.fold import folded_words
from bot.nlu.examples import address, asks
from bot.settings import ROOT
from tests.nlu.shingles import shingles

EXAMPLES = examples(ROOT / "data/nlu")
ASKS = list(asks(ROOT / "data/asks"))
TURNS = [set(line.split()) for line in Path(__file__).with_name("case-shingles.txt").open(encoding="ascii")]
"""The word trigrams of each turn of the test conversations, as hashes; one line a turn."""
LONG_ENOUGH = 5


def _letters(text: str) -> set[str]:
    """The letter trigrams of a folded text."""
    padded = f" {' '.join(folded_words(text))} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def test_every_intent_has_at_least_twenty_examples() -> None:
    counts: dict[str, int] = {}
    for _, intent in EXAMPLES:
        counts[intent] = counts.get(intent, 0) + 1
    assert {intent: count for intent, count in counts.items() if count < 20} == {}


@pytest.mark.slow
def test_no_two_examples_share_more_than_seventy_percent_of_their_trigrams() -> None:
    letters = CountVectorizer(analyzer=_letters, binary=True, dtype=np.int32)
    rows = letters.fit_transform([text for text, _ in EXAMPLES])
    sizes = np.asarray(rows.sum(axis=1)).ravel()
    copies = []
    for start in range(0, rows.shape[0], 500):
        shared = (rows[start : start + 500] @ rows.T).toarray()
        union = sizes[start : start + 500, None] + sizes[None, :] - shared
        first, second = np.nonzero(shared > 0.7 * union)
        copies += [
            (EXAMPLES[start + i][0], EXAMPLES[j][0])
            for i, j in zip(first, second, strict=True)
            if start + i < j
        ]
    assert copies == []


def test_no_example_is_a_light_rewording_of_a_turn_of_the_test_conversations() -> None:
    holders: dict[str, list[int]] = {}
    for n, turn in enumerate(TURNS):
        for shingle in turn:
            holders.setdefault(shingle, []).append(n)
    copied = []
    for text in [*(text for text, _ in EXAMPLES), *(text for *_, text in ASKS)]:
        mine = shingles(text)
        if len(folded_words(text)) < LONG_ENOUGH:
            continue
        shared = Counter(n for shingle in mine for n in holders.get(shingle, ()))
        if shared and max(shared.values()) > 0.5 * len(mine):
            copied.append(text)
    assert copied == []


def test_every_question_by_fact_belongs_to_a_fact() -> None:
    known = {address(fact) for fact in load(ROOT / "knowledge").knowledge().facts}
    assert {tuple(where) for *where, _ in ASKS} - known == set()


def test_questions_of_a_name_are_no_near_copies_of_one_another() -> None:
    held: dict[tuple[str, ...], list[set[str]]] = {}
    copies = []
    for *where, text in ASKS:
        mine, others = _letters(text), held.setdefault(tuple(where[:3]), [])
        copies += [text for other in others if len(mine & other) > 0.7 * len(mine | other)]
        others.append(mine)
    assert copies == []


def test_our_own_test_conversations_are_among_the_forbidden() -> None:
    forbidden = set().union(*TURNS)
    for path in sorted((ROOT / "tests/conversations").glob("own-*.jsonl")):
        for case in cases_in(path):
            for turn in case["turns"]:
                assert shingles(turn["user"]) <= forbidden
