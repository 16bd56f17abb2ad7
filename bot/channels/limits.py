"""Rate limits in memory: so many at once, then so many a second (a token bucket)."""

import time
from collections import OrderedDict
from dataclasses import dataclass

_KEPT = 50_000
"""Buckets kept; the ones used longest ago are forgotten, which only ever allows more."""


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then `per_second`."""

    burst: float
    per_second: float


PER_CONVERSATION = Rate(30, 1.0)
PER_ADDRESS = Rate(600, 10.0)


class Limiter:
    """One rate for many keys."""

    def __init__(self, rate: Rate) -> None:
        """Starts with every bucket full."""
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str, now: float | None = None) -> int:
        """Takes one from the bucket: 0 when allowed, else the seconds until it will be."""
        now = time.monotonic() if now is None else now
        left, at = self._buckets.pop(key, (self._rate.burst, now))
        left = min(self._rate.burst, left + (now - at) * self._rate.per_second)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)
        return 0 if allowed else max(1, round((1 - left) / self._rate.per_second))
