"""Bar charts as plain geometry: the template draws them, and a table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
"""A group of fewer is not told: small numbers can point at somebody."""

_WIDTH, _HEIGHT, _FOOT, _LABELS = 720, 200, 24, 12


@dataclass(frozen=True)
class Bar:
    """One bar with its label; `n` is None where the group is too small to be told."""

    label: str
    n: int | None
    x: float
    y: float
    width: float
    height: float
    written: bool
    """whether the label stands under the bar: not all of many fit"""


@dataclass(frozen=True)
class Chart:
    """A chart in a frame of 720 by 224."""

    bars: list[Bar]
    top: Bar | None
    """the highest bar, for the sentence"""


def told(n: int) -> int | None:
    """The number, or None where it is from one to four."""
    return n if n == 0 or n >= FEWEST else None


def chart(rows: Sequence[tuple[str, int]]) -> Chart:
    """Bars of equal width, in the order given."""
    shown = [(label, told(n)) for label, n in rows]
    most = max((n for _, n in shown if n), default=1)
    step, every = _WIDTH / max(1, len(shown)), max(1, -(-len(shown) // _LABELS))
    bars = []
    for i, (label, n) in enumerate(shown):
        height = (_HEIGHT - _FOOT) * (n or 0) / most
        x, y = round(i * step + step * 0.1, 1), round(_HEIGHT - height, 1)
        bars.append(Bar(label, n, x, y, round(step * 0.8, 1), round(height, 1), i % every == 0))
    return Chart(bars, max((bar for bar in bars if bar.n), key=lambda bar: bar.n or 0, default=None))
