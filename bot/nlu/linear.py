"""A linear classifier over sparse features, kept as plain arrays."""

import json
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.lang.features import Features, Runs

Floats = npt.NDArray[np.float32]


_RAREST = 2
"""Words and letter runs that stand in a single example only are left out: half as large, as good."""


_EVENED = 0.5
"""How much of what a label owes to the mere number of its examples is taken off again (0 to 1)."""


@dataclass
class Linear:
    """Labels, weights of shape (vocabulary, labels), bias of shape (labels,)."""

    labels: list[str]
    weights: Floats
    bias: Floats
    features: Features

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], cost: float, rounds: int) -> "Linear":
        """Fits a multinomial logistic regression; the same data give the same weights.

        Args:
            texts: the examples.
            labels: theirs.
            cost: the C of the regression; greater trusts the examples more.
            rounds: so many steps at most; going on to the end costs minutes and gains nothing.
        """
        features = Features.fit(texts, Runs(rarest=_RAREST))
        model = LogisticRegression(C=cost, max_iter=rounds)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
            model.fit(features.rows(texts), list(labels))
        weights = np.ascontiguousarray(model.coef_.T, dtype=np.float32)
        bias = (model.intercept_ - _EVENED * _surplus(list(model.classes_), labels)).astype(np.float32)
        return cls(list(model.classes_), weights, bias, features)

    def confidences(self, texts: Sequence[str]) -> Floats:
        """Confidence of every label, shape (texts, labels); each row sums to 1."""
        scores = self.features.rows(texts) @ self.weights + self.bias
        scaled = np.exp(scores - scores.max(axis=1, keepdims=True))
        confidences: Floats = scaled / scaled.sum(axis=1, keepdims=True)
        return confidences

    def ranking(self, text: str, limit: int = 10) -> list[tuple[str, float]]:
        """The likeliest labels of one text, best first."""
        row = self.confidences([text])[0]
        return [(self.labels[i], float(row[i])) for i in np.argsort(-row)[:limit]]

    def save(self, folder: Path) -> None:
        """Writes everything below a folder."""
        self.features.save(folder)
        np.savez(folder / "linear.npz", weights=self.weights, bias=self.bias)
        (folder / "linear.json").write_text(json.dumps({"labels": self.labels}), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Linear":
        """Reads what `save` wrote."""
        arrays = np.load(folder / "linear.npz")
        described = json.loads((folder / "linear.json").read_text(encoding="utf-8"))
        return cls(
            described["labels"],
            arrays["weights"],
            arrays["bias"],
            Features.load(folder),
        )


def _surplus(labels: Sequence[str], given: Sequence[str]) -> Floats:
    """The log of each label's number of examples, above the mean; shape (labels,).

    Topics with many facts were written about more; citizens do not ask about them more.
    """
    counts = Counter(given)
    logs = np.log(np.array([counts[label] for label in labels], dtype=np.float32))
    surplus: Floats = logs - logs.mean()
    return surplus
