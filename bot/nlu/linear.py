"""A linear classifier over sparse features, kept as plain arrays."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.svm import LinearSVC

from bot.nlu.features import Features

Floats = npt.NDArray[np.float32]


@dataclass
class Linear:
    """Labels, weights of shape (labels, vocabulary), and how sharp the confidences are."""

    labels: list[str]
    weights: Floats
    bias: Floats
    sharpness: float
    features: Features

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], cost: float, sharpness: float) -> "Linear":
        """Fits one-against-the-rest support vectors; the same data give the same weights."""
        features = Features.fit(texts)
        model = LinearSVC(C=cost, class_weight="balanced", random_state=1)
        model.fit(features.rows(texts), list(labels))
        weights, bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
        return cls(list(model.classes_), weights, bias, sharpness, features)

    def confidences(self, texts: Sequence[str]) -> Floats:
        """Confidence of every label, shape (texts, labels); each row sums to 1."""
        scores = self.features.rows(texts) @ self.weights.T + self.bias
        scaled = np.exp(self.sharpness * (scores - scores.max(axis=1, keepdims=True)))
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
        (folder / "linear.json").write_text(
            json.dumps({"labels": self.labels, "sharpness": self.sharpness}), encoding="utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> "Linear":
        """Reads what `save` wrote."""
        arrays = np.load(folder / "linear.npz")
        described = json.loads((folder / "linear.json").read_text(encoding="utf-8"))
        return cls(
            described["labels"],
            arrays["weights"],
            arrays["bias"],
            described["sharpness"],
            Features.load(folder),
        )
