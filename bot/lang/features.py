"""Turns Danish text into sparse features: words, word pairs and letters within words, all folded."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.lang.fold import folded_words


def normal(text: str) -> str:
    """Folded words with single spaces; every number becomes `0`, for its value says no topic."""
    return " ".join("0" if word.isdigit() else word for word in folded_words(text))


@dataclass(frozen=True)
class Runs:
    """How long the runs of words and of letters are, and how rare a term may be."""

    words: tuple[int, int] = (1, 2)
    letters: tuple[int, int] = (2, 5)
    rarest: int = 1
    """a term of fewer texts is left out"""


def _views(runs: Runs) -> list[TfidfVectorizer]:
    shared = {"lowercase": False, "sublinear_tf": True, "min_df": runs.rarest, "dtype": np.float32}
    return [
        TfidfVectorizer(analyzer="word", token_pattern=r"\S+", ngram_range=runs.words, **shared),
        TfidfVectorizer(analyzer="char_wb", ngram_range=runs.letters, **shared),
    ]


@dataclass
class Features:
    """The fitted views; each row is the views side by side, of length 1 each."""

    views: list[TfidfVectorizer]
    runs: Runs = field(default_factory=Runs)

    @classmethod
    def fit(cls, texts: Sequence[str], runs: Runs | None = None) -> "Features":
        """Learns the vocabulary of these texts."""
        chosen, rows = runs or Runs(), [normal(text) for text in texts]
        return cls([view.fit(rows) for view in _views(chosen)], chosen)

    @property
    def width(self) -> int:
        """The number of columns."""
        return sum(len(view.vocabulary_) for view in self.views)

    def rows(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """One row a text, shape (texts, vocabulary), float32."""
        rows = [normal(text) for text in texts]
        found = sparse.hstack([view.transform(rows) for view in self.views], format="csr")
        return found.astype(np.float32)  # a stored idf comes back at double precision and would slow all

    def save(self, folder: Path) -> None:
        """Writes vocabulary and weights as JSON and npz: nothing that can run code when loaded."""
        (folder / "runs.json").write_text(json.dumps(asdict(self.runs)), encoding="utf-8")
        for i, view in enumerate(self.views):
            vocabulary = {term: int(index) for term, index in view.vocabulary_.items()}
            (folder / f"view{i}.json").write_text(
                json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8"
            )
            np.savez(folder / f"view{i}.npz", idf=view.idf_)

    @classmethod
    def load(cls, folder: Path) -> "Features":
        """Reads what `save` wrote."""
        stored = json.loads((folder / "runs.json").read_text(encoding="utf-8"))
        runs = Runs(tuple(stored["words"]), tuple(stored["letters"]), stored["rarest"])
        views = _views(runs)
        for i, view in enumerate(views):
            view.vocabulary_ = json.loads((folder / f"view{i}.json").read_text(encoding="utf-8"))
            view.idf_ = np.load(folder / f"view{i}.npz")["idf"]
        return cls(views, runs)
