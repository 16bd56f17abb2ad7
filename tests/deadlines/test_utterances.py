"""How well dates in citizens' own words are understood.

`utterances-unseen.jsonl` was written before the reader, and is never tuned on: when one of them fails,
look for the fault elsewhere. `utterances-seen.jsonl` is what the reader was developed on.
"""

import pytest

from tests.deadlines.utterances import Utterance, utterances

SEEN, UNSEEN = utterances("utterances-seen.jsonl"), utterances("utterances-unseen.jsonl")
FLOOR = 0.97


@pytest.mark.parametrize("said", SEEN, ids=lambda said: f"{said.text} ({said.today}, {said.direction})")
def test_a_developed_utterance_is_understood(said: Utterance) -> None:
    assert said.understood == said.expected


def test_unseen_utterances_are_understood() -> None:
    missed = [said for said in UNSEEN if said.understood != said.expected]
    assert len(UNSEEN) >= 90
    assert 1 - len(missed) / len(UNSEEN) >= FLOOR, f"{len(missed)} of {len(UNSEEN)}"


def test_no_wrong_day_is_given_for_an_unseen_utterance_that_names_none() -> None:
    unclear = [said for said in UNSEEN if not said.expected.startswith("2")]
    assert [said.text for said in unclear if said.understood.startswith("2")] == []


def test_nothing_stands_in_both_files() -> None:
    assert {said.text.lower() for said in SEEN}.isdisjoint(said.text.lower() for said in UNSEEN)
