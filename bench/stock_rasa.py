"""Stock Rasa beside ours: the pipeline that `rasa init` writes, trained on a balanced subset.

A hundred epochs of DIET on all of `data/nlu` take hours on two cores; the subset takes minutes, and
ours is measured on the very same subset. The trained model is kept below `var/bench`, by hash.
"""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import json
import os
import random
import re
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.kept import Rows
from bot import settings

if TYPE_CHECKING:
    from rasa.core.agent import Agent

CONFIG = Path(__file__).parent / "stock" / "config.yml"
EPOCHS = 100
PER_INTENT = 25
FALLBACK = "nlu_fallback"


def balanced(rows: Rows, most: int = PER_INTENT, seed: int = 1) -> list[tuple[str, str]]:
    """At most so many examples of each intent, drawn by the seed, in the order of the data."""
    chance, of_intent = random.Random(seed), defaultdict(list)
    for i, (_, intent) in enumerate(rows):
        of_intent[intent].append(i)
    kept = {i for held in of_intent.values() for i in chance.sample(held, min(most, len(held)))}
    return [row for i, row in enumerate(rows) if i in kept]


def train(rows: Rows, epochs: int = EPOCHS) -> tuple[Path, float]:
    """Trains the stock pipeline unless its model is there already.

    Returns:
        The model, and how many seconds of CPU its training took when it was trained.

    Raises:
        RuntimeError: when Rasa writes no model.
    """
    config = re.sub(r"epochs: \d+", f"epochs: {epochs}", CONFIG.read_text(encoding="utf-8"))
    data = _training_file(rows)
    digest = hashlib.sha256(f"{config}\0{data}".encode()).hexdigest()[:16]
    folder = settings.load().var / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    model, noted = folder / f"stock-{digest}.tar.gz", folder / f"stock-{digest}.json"
    if not (model.exists() and noted.exists()):
        begun = time.process_time()
        _train(config, data, model)
        noted.write_text(json.dumps({"seconds": time.process_time() - begun}), encoding="utf-8")
    return model, float(json.loads(noted.read_text(encoding="utf-8"))["seconds"])


def _train(config: str, data: str, model: Path) -> None:
    prepare()
    from rasa.model_training import train_nlu  # noqa: PLC0415 - importing Rasa takes seconds

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.yml").write_text(config, encoding="utf-8")
        (folder / "nlu.yml").write_text(data, encoding="utf-8")
        written = train_nlu(
            str(folder / "config.yml"),
            str(folder / "nlu.yml"),
            str(model.parent),
            fixed_model_name=model.name.removesuffix(".tar.gz"),
        )
    if not written or not model.exists():
        raise RuntimeError("stock Rasa wrote no model")


def _training_file(rows: Rows) -> str:
    of_intent: dict[str, list[str]] = defaultdict(list)
    for text, intent in rows:
        of_intent[intent].append(text)
    items = (
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for intent, texts in of_intent.items()
    )
    return 'version: "3.1"\nnlu:\n' + "".join(items)


def prepare() -> None:
    """Imports Rasa, quietly: seconds, and memory that is not the model's."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    importlib.import_module("rasa.core.agent")


class Stock:
    """A trained stock model, asked as our classifier is."""

    def __init__(self, agent: Agent, falls_back: bool) -> None:
        """Keeps a loaded model.

        Args:
            agent: Rasa's.
            falls_back: whether its own FallbackClassifier is heeded.
        """
        self._agent, self._falls_back = agent, falls_back

    def ranking(self, text: str, limit: int = 10) -> list[tuple[str, float]]:
        """The likeliest intents of one text, best first; its fallback first where it falls back."""
        parsed: dict[str, Any] = asyncio.run(self._agent.parse_message(text))
        rows = [(row["name"], float(row["confidence"])) for row in parsed["intent_ranking"]]
        if not self._falls_back:
            rows = [row for row in rows if row[0] != FALLBACK]
        return rows[:limit]


def trained(rows: Rows, epochs: int, falls_back: bool) -> tuple[Stock, float]:
    """The stock model of these examples, and how many seconds of CPU its training took.

    Args:
        rows: texts and intents.
        epochs: of DIET.
        falls_back: whether its own FallbackClassifier is heeded.
    """
    model, seconds = train(rows, epochs)
    prepare()
    from rasa.core.agent import Agent  # noqa: PLC0415 - importing Rasa takes seconds

    return Stock(Agent.load(str(model)), falls_back), seconds
