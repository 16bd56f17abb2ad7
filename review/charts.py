"""Bar charts as plain geometry: the template draws them, and a table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _FOOT, _LABELS = 720, 200, 24, 12


@dataclass(frozen=True)
class Bar:
    """One bar with its label; `n` is None where the number is hidden (see disclosure.py)."""

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


def chart(rows: Sequence[tuple[str, int | None]]) -> Chart:
    """Bars of equal width, in the order given; a hidden number has none."""
    most = max((n for _, n in rows if n), default=1)
    step, every = _WIDTH / max(1, len(rows)), max(1, -(-len(rows) // _LABELS))
    bars = []
    for i, (label, n) in enumerate(rows):
        height = (_HEIGHT - _FOOT) * (n or 0) / most
        x, y = round(i * step + step * 0.1, 1), round(_HEIGHT - height, 1)
        bars.append(Bar(label, n, x, y, round(step * 0.8, 1), round(height, 1), i % every == 0))
    return Chart(bars, max((bar for bar in bars if bar.n), key=lambda bar: bar.n or 0, default=None))
