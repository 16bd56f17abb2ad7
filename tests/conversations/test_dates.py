"""Whole talks with dates in them, each on its own day: the day that is told is the right one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from bench.eval import cases_in, faults
from bench.offline import Offline, reply_of, trained
from bot.answers.types import Answer, Context
from bot.facts.query import Facts
from bot.lang.dates import say
from bot.lang.dates.feasts import is_working_day
from bot.settings import ROOT
from tests.deadlines.utterances import Utterance, load

FLOOR = 97.0
"""Percent of talks, and of utterances, that must be right; never lowered."""
CASES = cases_in(ROOT / "tests/conversations/dates.jsonl")
ASKED = "hvor lang tid har jeg til at klage over afgørelsen?"
DAY = re.compile(r"slutter \w+ den \d+\. \w+")
