"""Learns the encoder: a question shall lie nearer to the fact that answers it than to any other.

Two lessons by turns. Questions of `data/asks` against all facts of their municipality and of the law,
with utterances of the names that nothing is stated on there, so that silence can be the nearest;
and utterances of `data/nlu` against the names of the catalogue, for those are known by many more words.
The loss is the cross entropy of a softmax over the cosines; parts of both texts are left out at random,
so that no single word is leant on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import tensorflow as tf
from scipy import sparse

from bot.facts.catalogue import topics
from bot.facts.encoder import Encoder, rows_of_facts, rows_of_names, text_of
from bot.facts.query import Facts
from bot.facts.types import NATIONAL, Fact
from bot.lang.features import Features, Runs
from bot.nlu.examples import address

RUNS = Runs(words=(1, 1), letters=(3, 5), rarest=2)
SIZE = 256
ROUNDS = 3
"""More rounds learn the questions by heart: the right fact of a stranger's question falls again."""

_TWICE = 2
"""Questions of facts are seen so many times a round, utterances once."""

_SOME = 60
"""So many utterances of a name that nothing is stated on teach what silence looks like."""
_BATCH, _STEP, _SHARPNESS = 256, 0.003, 12.0
_LEFT_OUT, _LEFT_OUT_OF_FACTS = 0.3, 0.15
_ASK = "ask_"

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Lesson:
    """Questions (rows of features), what they are held against, and which of it is right (rows x rows)."""

    questions: sparse.csr_matrix
    against: sparse.csr_matrix
    right: list[list[int]]


def learn(
    facts: Facts,
    asks: Sequence[tuple[str, str, str, str, str]],
    utterances: Sequence[tuple[str, str]],
    day: date,
    rounds: int = ROUNDS,
) -> Encoder:
    """Learns from questions by fact and utterances by intent; the same input gives the same encoder.

    Args:
        facts: what is known; a question of a fact that is no longer there is passed over.
        asks: as `bot.nlu.examples.asks` gives them.
        utterances: text and intent.
        day: the day whose facts are taken.
        rounds: so many times everything is seen.
    """
    names = tuple(topics())
    shelves = {town: _shelf(facts, town, day) for town in sorted(facts.municipalities)}
    texts = [text for *_, text in asks] + [text for text, _ in utterances]
    texts += [text_of(fact) for shelf in shelves.values() for fact in shelf]
    features = Features.fit(texts, RUNS)
    lessons = []
    for town, shelf in shelves.items():
        mine = [ask for ask in asks if ask[0] == town]
        if lesson := _of_town(features, names, shelf, mine, utterances):
            lessons += [lesson] * _TWICE
    lessons += _of_names(features, names, utterances)
    matrix = _fit(lessons, features.width + len(names), rounds)
    return Encoder(features, names, matrix)


def _shelf(facts: Facts, town: str, day: date) -> list[Fact]:
    return [*facts.in_municipality(town, day), *facts.in_municipality(NATIONAL, day)]


def _of_town(
    features: Features,
    names: Sequence[str],
    shelf: Sequence[Fact],
    asks: Sequence[tuple[str, str, str, str, str]],
    utterances: Sequence[tuple[str, str]],
) -> Lesson | None:
    """Questions against all facts of a town, and against the names that nothing is stated on there."""
    places: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for at, fact in enumerate(shelf):
        places[address(fact)].append(at)
    mine = [(text, places[where]) for *where_, text in asks if (where := _key(where_)) in places]
    if not mine:
        return None
    stated = {name for fact in shelf for name in fact.names}
    silent = [name for name in names if name not in stated]
    mine += [
        (text, [len(shelf) + at])
        for at, name in enumerate(silent)
        for text in _some([text for text, intent in utterances if intent == f"{_ASK}{name}"])
    ]
    against = [rows_of_facts(features, names, shelf), rows_of_names(features, names, silent)]
    questions = features.rows([text for text, _ in mine])
    return Lesson(questions, sparse.vstack(against, format="csr"), [right for _, right in mine])


def _some(texts: list[str]) -> list[str]:
    """At most `_SOME` of them, evenly spread."""
    return texts[:: max(1, -(-len(texts) // _SOME))]


def _key(where: Sequence[str]) -> tuple[str, str, str, str]:
    town, service, name, id_ = where
    return town, service, name, id_


def _of_names(
    features: Features, names: Sequence[str], utterances: Sequence[tuple[str, str]]
) -> list[Lesson]:
    place = {f"{_ASK}{name}": at for at, name in enumerate(names)}
    mine = [(text, place[intent]) for text, intent in utterances if intent in place]
    if not mine:
        return []
    against = rows_of_names(features, names, names)
    return [Lesson(features.rows([text for text, _ in mine]), against, [[at] for _, at in mine])]


def _fit(lessons: Sequence[Lesson], width: int, rounds: int) -> npt.NDArray[np.float32]:
    """The matrix, shape (width, SIZE), by Adam over batches in a seeded order."""
    chance = np.random.default_rng(0)
    start = chance.standard_normal((width, SIZE)).astype(np.float32) / np.sqrt(SIZE)
    matrix = tf.Variable(start)
    adam = tf.keras.optimizers.legacy.Adam(_STEP)
    for _ in range(rounds):
        for lesson, chosen in _batches(lessons, chance):
            questions = _tensor(_thinned(lesson.questions[chosen], _LEFT_OUT, chance), width)
            against = _tensor(_thinned(lesson.against, _LEFT_OUT_OF_FACTS, chance), width)
            right = _marks(lesson, chosen)
            with tf.GradientTape() as tape:
                loss = _loss(matrix, questions, against, right)
            adam.apply_gradients([(tape.gradient(loss, matrix), matrix)])
    learnt: npt.NDArray[np.float32] = matrix.numpy()
    return learnt


def _batches(
    lessons: Sequence[Lesson], chance: np.random.Generator
) -> list[tuple[Lesson, npt.NDArray[np.int64]]]:
    batches = []
    for lesson in lessons:
        order = chance.permutation(lesson.questions.shape[0])
        batches += [(lesson, order[at : at + _BATCH]) for at in range(0, len(order), _BATCH)]
    return [batches[at] for at in chance.permutation(len(batches))]


def _thinned(rows: sparse.csr_matrix, share: float, chance: np.random.Generator) -> sparse.csr_matrix:
    """The rows with a share of their features left out, the others stronger for it."""
    kept = rows.copy()
    kept.data = kept.data * (chance.random(len(kept.data)) > share) / np.float32(1 - share)
    return kept


def _tensor(rows: sparse.csr_matrix, width: int) -> Any:
    found = rows.tocoo()
    at = np.stack([found.row, found.col], axis=1).astype(np.int64)
    return tf.SparseTensor(at, found.data.astype(np.float32), (rows.shape[0], width))


def _marks(lesson: Lesson, chosen: npt.NDArray[np.int64]) -> Bools:
    marks = np.zeros((len(chosen), lesson.against.shape[0]), bool)
    for row, at in enumerate(chosen):
        marks[row, lesson.right[at]] = True
    return marks


def _loss(matrix: Any, questions: Any, against: Any, right: Bools) -> Any:
    asked = tf.math.l2_normalize(tf.sparse.sparse_dense_matmul(questions, matrix), axis=1)
    held = tf.math.l2_normalize(tf.sparse.sparse_dense_matmul(against, matrix), axis=1)
    scores = _SHARPNESS * tf.matmul(asked, held, transpose_b=True)
    missed = tf.where(right, scores, tf.fill(tf.shape(scores), -1e9))
    return tf.reduce_mean(tf.reduce_logsumexp(scores, axis=1) - tf.reduce_logsumexp(missed, axis=1))
