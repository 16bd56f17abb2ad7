"""The classifiers that were measured against ours (`bot/nlu/linear.py`) and lost; on the same features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from bench.kept import Classifier, Rows, kept
from bench.offline import Offline
from bot.answers.types import Answer, Context
from bot.facts.query import Facts
from bot.lang.features import Features, Runs
from bot.lang.read import read_yaml
from bot.nlu.choose import FALLBACK
from bot.nlu.linear import Linear
from bot.nlu.lookup import Names, names_of
from bot.settings import ROOT

Floats = npt.NDArray[np.float32]
Ranking = list[tuple[str, float]]

RAREST = 2
"""As in ours, what stands in a single example only is left out."""
TOPIC = "anything"
ANYTHING = f"ask_{TOPIC}"
"""A topic that no catalogue has, and its intent."""


def ours(texts: Sequence[str], labels: Sequence[str]) -> Linear:
    """Multinomial logistic regression, just as the bot trains it."""
    steps = read_yaml(ROOT / "config.yml")["pipeline"]
    own = next(step for step in steps if step["name"].endswith("TopicClassifier"))
    return Linear.train(texts, labels, own["cost"], own["rounds"])


def support_vectors(texts: Sequence[str], labels: Sequence[str]) -> Linear:
    """One against the rest; the margins, times five, are made confidences (the choice until ADR 0010)."""
    features = Features.fit(texts, Runs(rarest=RAREST))
    model = LinearSVC(C=1.5, class_weight="balanced", random_state=1)
    model.fit(features.rows(texts), list(labels))
    weights, bias = 5 * model.coef_.astype(np.float32), 5 * model.intercept_.astype(np.float32)
    return Linear(list(model.classes_), np.ascontiguousarray(weights.T), bias, features)


def naive_bayes(texts: Sequence[str], labels: Sequence[str]) -> Linear:
    """Complement naive Bayes: it too ends as one weight for each label and feature.

    Its raw confidences are far too even; four times its scores is likeliest on utterances left out.
    """
    features = Features.fit(texts, Runs(rarest=RAREST))
    model = ComplementNB(alpha=0.1).fit(features.rows(texts), list(labels))
    weights = 4 * model.feature_log_prob_.astype(np.float32)
    bias: Floats = np.zeros(len(model.classes_), np.float32)
    return Linear(list(model.classes_), np.ascontiguousarray(weights.T), bias, features)


@dataclass
class Nearest:
    """The labels of the nearest examples, each counted by the cube of its cosine."""

    labels: list[str]
    rows: sparse.csr_matrix
    of_row: npt.NDArray[np.int64]
    features: Features
    count: int = 20

    def confidences(self, texts: Sequence[str]) -> Floats:
        """Confidence of every label, shape (texts, labels); each row sums to 1."""
        cosines = (_unit(self.features.rows(texts)) @ self.rows.T).toarray()
        near = np.argpartition(-cosines, self.count, axis=1)[:, : self.count]
        found: Floats = np.full((len(texts), len(self.labels)), 1e-6, np.float32)
        for row, held in enumerate(near):
            np.add.at(found[row], self.of_row[held], cosines[row, held] ** 3)
        confidences: Floats = found / found.sum(axis=1, keepdims=True)
        return confidences

    def ranking(self, text: str, limit: int = 10) -> Ranking:
        """The likeliest labels of one text, best first."""
        return _ranked(self.labels, self.confidences([text])[0], limit)


def nearest(texts: Sequence[str], labels: Sequence[str]) -> Nearest:
    """Keeps every example; there is nothing to fit but the vocabulary."""
    features, known = Features.fit(texts, Runs(rarest=RAREST)), sorted(set(labels))
    number = {label: i for i, label in enumerate(known)}
    of_row = np.array([number[label] for label in labels])
    return Nearest(known, _unit(features.rows(texts)), of_row, features)


@dataclass
class Average:
    """The mean of what two classifiers of the same labels believe."""

    one: Linear
    other: Nearest

    def confidences(self, texts: Sequence[str]) -> Floats:
        """Confidence of every label, shape (texts, labels); each row sums to 1."""
        mean: Floats = (self.one.confidences(texts) + self.other.confidences(texts)) / 2
        return mean

    def ranking(self, text: str, limit: int = 10) -> Ranking:
        """The likeliest labels of one text, best first."""
        return _ranked(self.one.labels, self.confidences([text])[0], limit)


def average(rows: Rows) -> tuple[Average, float]:
    """Ours and the nearest neighbours together, and the seconds that training both took."""
    (one, first), (other, second) = kept(ours, rows), kept(nearest, rows)
    return Average(one, other), first + second


class KnowsNothing:
    """Believes that something is asked, and not what."""

    def __init__(self, names: Names) -> None:
        """Keeps the names, which ask nothing by themselves."""
        self._names = names

    def ranking(self, text: str, limit: int = 10) -> Ranking:
        """A topic that no catalogue has, for whatever holds a telling word."""
        return [(ANYTHING if self._names.find(text).rest else FALLBACK, 1.0)][:limit]


class WordsAlone(Offline):
    """The bot without a classifier: the facts' own words decide, and nothing else is understood."""

    def __init__(self, facts: Facts) -> None:
        """Sends every message to the facts."""
        super().__init__(cast(Linear, KnowsNothing(names_of(facts))), facts)
        self._routes[ANYTHING] = self._routes["ask_price"]

    def say(self, text: str, context: Context, now: datetime | None = None) -> Answer:
        """See parent class; what no catalogue has is not kept for the next message."""
        answer = super().say(text, context, now)
        return answer.with_context(topic=None) if answer.context.topic == TOPIC else answer


TRAINERS: dict[str, Callable[[Sequence[str], Sequence[str]], Classifier]] = {
    "ours": ours,
    "subset": ours,
    "vectors": support_vectors,
    "bayes": naive_bayes,
    "nearest": nearest,
}


def _ranked(labels: list[str], row: Floats, limit: int) -> Ranking:
    return [(labels[i], float(row[i])) for i in np.argsort(-row, kind="stable")[:limit]]


def _unit(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.diags(1 / np.maximum(lengths, 1e-9)).dot(rows).astype(np.float32).tocsr()
