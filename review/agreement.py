"""How well two reviewers agree, chance taken away: Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """Two reviewers on the answers that both judged.

    `kappa` is 1 for full agreement and 0 for no more than chance; None where it cannot be said:
    nothing judged by both, or both always said the same one thing.
    """

    count: int
    same: int
    kappa: float | None


def agreement(pairs: Sequence[tuple[bool, bool]]) -> Agreement:
    """Cohen's kappa of pairs of verdicts (Cohen 1960: (observed - expected) / (1 - expected))."""
    count, same = len(pairs), sum(first == second for first, second in pairs)
    if not count:
        return Agreement(0, 0, None)
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    expected = sum(firsts[verdict] * seconds[verdict] for verdict in (True, False)) / count**2
    if expected == 1:
        return Agreement(count, same, None)
    return Agreement(count, same, (same / count - expected) / (1 - expected))
