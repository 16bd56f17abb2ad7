"""Turns Danish text into sparse features: words, word pairs and letters within words, all folded."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.lang.fold import folded_words


def normal(text: str) -> str:
    """Folded words with single spaces; every number becomes `0`, for its value says no topic."""
    return " ".join("0" if word.isdigit() else word for word in folded_words(text))


def _views(rarest: int = 1) -> list[TfidfVectorizer]:
    shared = {"lowercase": False, "sublinear_tf": True, "min_df": rarest, "dtype": np.float32}
    return [
        TfidfVectorizer(analyzer="word", token_pattern=r"\S+", ngram_range=(1, 2), **shared),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **shared),
    ]


@dataclass
class Features:
    """The fitted views; each row is the views side by side, of length 1 each."""

    views: list[TfidfVectorizer]

    @classmethod
    def fit(cls, texts: Sequence[str], rarest: int = 1) -> "Features":
        """Learns the vocabulary of these texts: what stands in at least `rarest` of them."""
        rows = [normal(text) for text in texts]
        return cls([view.fit(rows) for view in _views(rarest)])

    def rows(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """One row a text, shape (texts, vocabulary), float32."""
        rows = [normal(text) for text in texts]
        return sparse.hstack([view.transform(rows) for view in self.views], format="csr")

    def save(self, folder: Path) -> None:
        """Writes vocabulary and weights as JSON and npz: nothing that can run code when loaded."""
        for i, view in enumerate(self.views):
            vocabulary = {term: int(index) for term, index in view.vocabulary_.items()}
            (folder / f"view{i}.json").write_text(
                json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8"
            )
            np.savez(folder / f"view{i}.npz", idf=view.idf_)

    @classmethod
    def load(cls, folder: Path) -> "Features":
        """Reads what `save` wrote."""
        views = _views()
        for i, view in enumerate(views):
            view.vocabulary_ = json.loads((folder / f"view{i}.json").read_text(encoding="utf-8"))
            view.idf_ = np.load(folder / f"view{i}.npz")["idf"]
        return cls(views)
