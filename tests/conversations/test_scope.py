"""What is ours and what is not, and talks that go on, do not get worse (see `bench/scope.py`)."""

import pytest

from bench.offline import Offline, trained
from bench.scope import foreign_turned_away, real_turned_away, told_in_talks
from bot.facts.load import load
from bot.facts.query import Facts
from bot.settings import ROOT

pytestmark = pytest.mark.slow

TURNED_AWAY_LEAST, REAL_TURNED_AWAY_MOST, TOLD_LEAST = 85.0, 5.0, 80.0
"""Percent; tightened with each improvement."""


@pytest.fixture(scope="module")
def bot() -> Offline:
    facts = Facts(load(ROOT / "knowledge").knowledge(), "test")
    return Offline(trained(), facts)


def test_other_matters_get_no_training_answer(bot: Offline) -> None:
    found = foreign_turned_away(bot)
    assert found.of >= 150
    assert found.percent >= TURNED_AWAY_LEAST


def test_real_questions_are_seldom_turned_away(bot: Offline) -> None:
    assert real_turned_away(bot).percent <= REAL_TURNED_AWAY_MOST


def test_talks_that_go_on_are_told_the_fact_they_ask_for(bot: Offline) -> None:
    first, later = told_in_talks(bot)
    assert later.of > 200
    assert first.percent >= TOLD_LEAST
    assert later.percent >= TOLD_LEAST
