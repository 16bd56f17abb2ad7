"""Trained classifiers, kept below `var/bench` by the hash of what made them."""

from __future__ import annotations

import hashlib
import inspect
import pickle
import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bot import settings
from bot.lang import features, fold
from bot.nlu import linear
from bot.settings import ROOT

Rows = Sequence[tuple[str, str]]
"""Texts and their intents."""


class Classifier(Protocol):
    """What `bench.offline` asks of a classifier."""

    def ranking(self, text: str, limit: int = 10) -> list[tuple[str, float]]:
        """The likeliest labels of one text, best first."""


Model = TypeVar("Model", bound=Classifier)


def kept(train: Callable[[Sequence[str], Sequence[str]], Model], rows: Rows) -> tuple[Model, float]:
    """The classifier, trained now or before, and how many seconds of CPU its training took."""
    sources = [inspect.getsource(part) for part in (train, features, fold, linear)]
    sources.append((ROOT / "config.yml").read_text(encoding="utf-8"))
    digest = hashlib.sha256(repr((train.__qualname__, sources, list(rows))).encode()).hexdigest()[:16]
    path = settings.load().var / "bench" / f"{train.__name__}-{digest}.pickle"
    if path.exists():
        with path.open("rb") as file:
            model, seconds = pickle.load(file)
        return model, seconds
    begun = time.process_time()
    model = train([text for text, _ in rows], [intent for _, intent in rows])
    seconds = time.process_time() - begun
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps((model, seconds)))
    return model, seconds
