"""Whole conversations without a server (`bot.rehearsal`), and the training data, for measurements.

Thousands of turns a minute, for measuring understanding while it is being improved. The figures
that count are taken from the running bot (`bench/eval.py`).
"""

from __future__ import annotations

from bot.nlu.examples import utterances as examples
from bot.rehearsal.offline import Offline, reply_of, skills, trained

__all__ = ["Offline", "examples", "reply_of", "skills", "trained"]
