"""Deadlines worked out to a day, and whether a place is open: facts and a day in, a result out.

`deadline_of` finds how a fact's deadline is counted, `compute` counts it, `tell` says how; `open_state`
reads opening hours. Nothing here asks what day it is.
"""

from bot.deadlines.compute import Computed, Step, compute
from bot.deadlines.hours import OpenState, open_state
from bot.deadlines.rules import Rule, deadline_of, deadlines_for, rule_of

__all__ = [
    "Computed",
    "OpenState",
    "Rule",
    "Step",
    "compute",
    "deadline_of",
    "deadlines_for",
    "open_state",
    "rule_of",
]
