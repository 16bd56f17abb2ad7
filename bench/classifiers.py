"""`python -m bench.classifiers [--rows …]`: our classifier and its rivals, on whole conversations.

Each row is trained once (kept by hash below `var/bench`), loaded in a process of its own and asked
every case; the rest of the bot stays the same. `docs/understanding.md` holds the table.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from bench import fulltext, rivals, stock_rasa
from bench.kept import Classifier, kept
from bench.measure import Open, Score, conversations_of, score, sets, table
from bench.offline import Offline, examples
from bot import settings
from bot.facts.load import load
from bot.facts.query import Facts
from bot.nlu.linear import Linear
from bot.settings import ROOT

Make = Callable[[], tuple[Classifier, float]]
_PARAGRAPHS = {"text-1": 1, "text-3": 3}
_WORDS = "words"
_EVERY = 5

TITLES = {
    "ours": "**logistic regression, words + letters (the bot's)**",
    "vectors": "linear support vectors",
    "bayes": "complement naive Bayes",
    "nearest": "20 nearest neighbours",
    "average": "mean of regression and neighbours",
    "stock": "stock Rasa (DIET) on the subset, with its fallback",
    "stock-sure": "stock Rasa (DIET) on the subset, its fallback unheeded",
    "subset": "logistic regression on the very same subset",
    _WORDS: "the facts' own words alone, no classifier",
    "text-1": "full-text search, best paragraph",
    "text-3": "full-text search, best three",
}


@dataclass
class Row:
    """What was measured of one row: CPU seconds of training, CPU ms of a ranking, memory in MB."""

    scores: dict[str, Score] = field(default_factory=dict)
    training: float | None = None
    milliseconds: float | None = None
    memory: float | None = None


def facts() -> Facts:
    """The knowledge of this folder."""
    return Facts(load(settings.load().knowledge).knowledge(), "bench")


def measure(name: str, epochs: int = stock_rasa.EPOCHS) -> Row:
    """One row of the table."""
    row = Row()
    if name in _PARAGRAPHS:
        opened: Open = fulltext.search(facts(), _PARAGRAPHS[name])
    elif name == _WORDS:
        opened = conversations_of(rivals.WordsAlone(facts()))
    else:
        before = _resident()
        model, row.training = _maker(name, epochs)()
        model.ranking("a")
        row.memory = _resident() - before
        row.milliseconds = _quickness(model)
        opened = conversations_of(Offline(cast(Linear, model), facts()))
    row.scores = {key: score(opened, cases) for key, cases in sets().items()}
    return row


def _maker(name: str, epochs: int) -> Make:
    """What gives a trained classifier; all that is not the model itself is imported by now."""
    rows = examples(ROOT / "data/nlu")
    few = stock_rasa.balanced(rows)
    if name.startswith("stock"):
        stock_rasa.prepare()
        return lambda: stock_rasa.trained(few, epochs, falls_back=name == "stock")
    if name == "average":
        return lambda: rivals.average(rows)
    return lambda: kept(rivals.TRAINERS[name], few if name == "subset" else rows)


def _quickness(model: Classifier) -> float:
    """Median milliseconds of CPU of one ranking, over every fifth message of the cases."""
    texts = [turn["user"] for cases in sets().values() for case in cases for turn in case["turns"]]
    seconds = []
    for text in texts[::_EVERY]:
        begun = time.process_time()
        model.ranking(text)
        seconds.append(time.process_time() - begun)
    return 1000 * statistics.median(seconds)


def _resident() -> float:
    """Memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def told(name: str, row: Row) -> list[str]:
    """A row as text: right in each set, in all, wrong statements, what it costs."""
    whole = sum(row.scores.values(), Score())
    shares = [f"{one.right}/{one.total}" for one in row.scores.values()]
    return [
        TITLES[name],
        *shares,
        f"{whole.percent:.1f} %",
        str(whole.wrong),
        _figure(row.training, ".0f"),
        _figure(row.milliseconds, ".1f"),
        _figure(row.memory, ".0f"),
    ]


def _figure(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def head() -> list[str]:
    """The head of the table."""
    return ["classifier", *sets(), "all", "wrong", "training CPU s", "CPU ms a ranking", "MB"]


def main(arguments: Sequence[str]) -> int:
    """Prints the rows as they are measured, each in a process of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", nargs="+", choices=list(TITLES), default=list(TITLES))
    parser.add_argument("--epochs", type=int, default=stock_rasa.EPOCHS, help="of stock DIET")
    options = parser.parse_args(arguments)
    print(table(head(), []), flush=True)
    for name in options.rows:
        _alone(_train, name, options.epochs)
        done = _alone(measure, name, options.epochs)
        print(f"| {' | '.join(told(name, done))} |", flush=True)
    return 0


Result = TypeVar("Result")


def _alone(step: Callable[[str, int], Result], name: str, epochs: int) -> Result:
    """Runs a step in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(step, name, epochs).result()


def _train(name: str, epochs: int) -> None:
    """Trains and forgets, so that what is measured next was only loaded."""
    if name not in _PARAGRAPHS and name != _WORDS:
        _maker(name, epochs)()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
