"""`python -m bench.learning [curve] [calibration] [vectors]`: does more data help; how sure is sure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from sklearn.model_selection import StratifiedKFold, train_test_split

from bench.classifiers import facts
from bench.kept import kept
from bench.measure import Score, conversations_of, score, sets, table
from bench.offline import Offline, examples
from bench.rivals import ours, support_vectors
from bot.nlu.linear import Linear
from bot.settings import ROOT

SHARES = (1 / 8, 1 / 4, 1 / 2, 1.0)
UNSEEN = ("own 2", "own 3")
"""Nothing was tuned on these sets."""
_FOLDS, _BINS = 3, 10

Train = Callable[[Sequence[str], Sequence[str]], Linear]


def curve() -> str:
    """The share of unseen conversations that is right, by how much of the data was learnt."""
    rows = examples(ROOT / "data/nlu")
    cases = {name: held for name, held in sets().items() if name in UNSEEN}
    lines = []
    for share in SHARES:
        few = _stratified(rows, share)
        model, seconds = kept(ours, few)
        opened = conversations_of(Offline(model, facts()))
        scores = [score(opened, held) for held in cases.values()]
        whole = sum(scores, Score())
        shares = [f"{one.right}/{one.total}" for one in scores]
        lines.append([f"{share:g}", f"{len(few):,}", *shares, f"{whole.percent:.1f} %", f"{seconds:.0f}"])
    return table(["share of the data", "utterances", *cases, "both", "training CPU s"], lines)


def _stratified(rows: list[tuple[str, str]], share: float) -> list[tuple[str, str]]:
    if share == 1:
        return rows
    intents = [intent for _, intent in rows]
    few, _ = train_test_split(range(len(rows)), train_size=share, stratify=intents, random_state=1)
    return [rows[i] for i in sorted(few)]


def calibration(train: Train = ours) -> str:
    """How often the first guess is right at each confidence, on utterances left out of the training.

    Args:
        train: makes the classifier.
    """
    rows = examples(ROOT / "data/nlu")
    intents = np.array([intent for _, intent in rows])
    sure, right = np.zeros(len(rows)), np.zeros(len(rows), bool)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
    for learnt, left in folds.split(np.zeros(len(rows)), intents):
        model, _ = kept(train, [rows[i] for i in learnt])
        for some in np.array_split(left, 20):
            found = model.confidences([rows[i][0] for i in some])
            sure[some] = found.max(axis=1)
            right[some] = np.array(model.labels)[found.argmax(axis=1)] == intents[some]
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    lines, gap = [], 0.0
    for n in range(_BINS):
        held = bins == n
        if held.any():
            mean, share = sure[held].mean(), right[held].mean()
            gap += held.mean() * abs(mean - share)
            lines.append([_span(n), f"{held.sum():,}", f"{100 * mean:.0f} %", f"{100 * share:.0f} %"])
    rights = f"{100 * right.mean():.1f} % of {len(rows):,} right"
    gaps = f"mean gap between confidence and accuracy {100 * gap:.1f} points."
    return f"{table(['confidence', 'utterances', 'mean', 'right'], lines)}\n\n{rights}; {gaps}"


def _span(n: int) -> str:
    return f"{n / _BINS:.1f}-{(n + 1) / _BINS:.1f}"


def main(arguments: Sequence[str]) -> int:
    """Prints what was asked for, or both."""
    wanted: dict[str, Callable[[], str]] = {
        "curve": curve,
        "calibration": calibration,
        "vectors": partial(calibration, support_vectors),
    }
    if set(arguments) - set(wanted):
        print(f"usage: python -m bench.learning [{'|'.join(wanted)}]", file=sys.stderr)
        return 2
    for name in arguments or wanted:
        print(wanted[name](), end="\n\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
