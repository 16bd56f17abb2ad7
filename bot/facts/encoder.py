"""Texts as points in a space in which a question lies near the facts that answer it.

Words alone leave "min mis er sky" far from "kæledyr skal være lukket inde". One matrix, learnt from
questions whose fact is known (`bot/nlu/encoding.py`), turns the features of any text into a vector of
length 1; the cosine says how near two texts are. It is learnt once and then works on whatever the
facts say now: a new fact or a new municipality needs no training.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from bot.facts.catalogue import topics
from bot.facts.types import Fact
from bot.lang.features import Features

Floats = npt.NDArray[np.float32]

_NAMED = 0.7
"""How much a fact's name counts beside its text, whose words and letters have length 1 each."""


@dataclass(frozen=True, eq=False)
class Encoder:
    """`matrix` has one row a feature of the text and then one a name, shape (vocabulary + names, size)."""

    features: Features
    names: tuple[str, ...]
    matrix: Floats

    def questions(self, texts: Sequence[str]) -> Floats:
        """One vector of length 1 a question, shape (texts, size); zeros where no word is known."""
        return _unit(self.features.rows(texts) @ self.matrix[: self.features.width])

    def facts(self, facts: Sequence[Fact]) -> Floats:
        """One vector of length 1 a fact, shape (facts, size)."""
        return _unit(rows_of_facts(self.features, self.names, facts) @ self.matrix)

    def silences(self, names: Sequence[str]) -> Floats:
        """One vector of length 1 a name that nothing is stated on, shape (names, size)."""
        return _unit(rows_of_names(self.features, self.names, names) @ self.matrix)

    def save(self, path: Path) -> None:
        """Writes one zip file; the matrix at half precision, which changes no ranking."""
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            self.features.save(folder)
            (folder / "names.json").write_text(json.dumps(self.names), encoding="utf-8")
            np.savez(folder / "matrix.npz", matrix=self.matrix.astype(np.float16))
            packed = shutil.make_archive(str(folder.with_suffix("")) + "-packed", "zip", folder)
        shutil.move(packed, path)

    @classmethod
    def load(cls, path: Path) -> Encoder:
        """Reads what `save` wrote."""
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            shutil.unpack_archive(path, folder, "zip")
            names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
            matrix = np.load(folder / "matrix.npz")["matrix"].astype(np.float32)
            return cls(Features.load(folder), tuple(names), matrix)


def text_of(fact: Fact) -> str:
    """All that a fact says of itself."""
    label, section = topics()[fact.name].label, fact.section.rpartition(": ")[2]
    return f"{fact.sentence} {' '.join(fact.words)} {label} {section}"


def rows_of_names(features: Features, names: Sequence[str], wanted: Sequence[str]) -> sparse.csr_matrix:
    """The features of names by themselves: label, then name; shape (wanted, vocabulary + names)."""
    labels = features.rows([f"{topics()[name].label} {topics()[name].about}" for name in wanted])
    return _named(labels, names, wanted, 1.0)


def rows_of_facts(features: Features, names: Sequence[str], facts: Sequence[Fact]) -> sparse.csr_matrix:
    """The features of facts: their text, then their name; shape (facts, vocabulary + names)."""
    texts = features.rows([text_of(fact) for fact in facts])
    return _named(texts, names, [fact.name for fact in facts], _NAMED)


def _named(
    texts: sparse.csr_matrix, names: Sequence[str], of_row: Sequence[str], weight: float
) -> sparse.csr_matrix:
    """The rows with a column for each name; a name that was not known when this was learnt has none."""
    place = {name: at for at, name in enumerate(names)}
    known = [(row, place[name]) for row, name in enumerate(of_row) if name in place]
    marks = sparse.csr_matrix(
        (np.full(len(known), weight, np.float32), ([row for row, _ in known], [at for _, at in known])),
        shape=(len(of_row), len(names)),
    )
    return sparse.hstack([texts, marks], format="csr")


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.maximum(lengths, 1e-8), dtype=np.float32)


class Nearness:
    """How near questions are to a frozen list of facts, and to each name by itself."""

    def __init__(self, encoder: Encoder, facts: Sequence[Fact]) -> None:
        """Encodes the facts and the names once."""
        self._encoder, self._facts = encoder, encoder.facts(facts)
        self._names, self._silences = tuple(topics()), encoder.silences(tuple(topics()))

    def facts(self, text: str) -> list[float]:
        """One cosine a fact (-1 to 1), in their order; 0.0 each for a text without known words."""
        found: list[float] = (self._facts @ _question(self._encoder, text)).tolist()
        return found

    def names(self, text: str) -> dict[str, float]:
        """One cosine a name of the catalogue (-1 to 1), for where nothing is stated on it."""
        return dict(zip(self._names, (self._silences @ _question(self._encoder, text)).tolist(), strict=True))


@lru_cache(maxsize=512)
def _question(encoder: Encoder, text: str) -> Floats:
    vector: Floats = encoder.questions([text])[0]
    return vector


_used: list[Encoder] = []


def use(encoder: Encoder | None) -> None:
    """Makes this the encoder of the process; None for none."""
    _used[:] = [encoder] if encoder else []


def used() -> Encoder | None:
    """The encoder of the process; without one, words alone decide."""
    return _used[0] if _used else None
