"""Forty whole interviews in free text, written before the reader was: they end where they should.

Each turn says which question it is said to; the first of several to the same question is an interruption.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from bot.eligibility import Rules, outcomes
from bot.eligibility.interview import Said, again, begin, step
from bot.eligibility.state import State
from tests.eligibility.conftest import RulesOf

TALKS = [
    json.loads(line)
    for line in Path(__file__).with_name("talks.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = 0.95


def the_end_of(talk: dict, rules: Rules) -> dict[str, str]:
    """The outcomes that a talk ends in; empty if the interview asks what the talk has no answer to."""
    opening, *turns = talk["turns"]
    state, reply = begin(rules, State(talk["municipality"]), opening["say"])
    while reply.kind != "result":
        turn = next((turn for turn in turns if turn["to"] == state.pending), None)
        if turn is None:
            return {}
        turns.remove(turn)
        state = State.from_json(json.loads(json.dumps(state.to_json())))
        before = state
        state, reply = step(rules, state, Said(turn["say"]))
        if reply.kind == "interruption":
            assert state == before
            reply = again(rules, state)
    return {service: verdict.value for service, verdict in outcomes(rules, state.answers).items()}


def test_whole_interviews_in_free_text_end_as_expected(rules_of: RulesOf) -> None:
    wrong = [
        talk["id"]
        for talk in TALKS
        if the_end_of(talk, rules_of(talk["municipality"], date.fromisoformat(talk["day"]))) != talk["expect"]
    ]
    right = 1 - len(wrong) / len(TALKS)
    print(f"{len(TALKS)} interviews, {right:.1%} right; wrong: {wrong}")
    assert right >= FLOOR


def test_the_interviews_are_as_many_and_as_mixed_as_promised() -> None:
    relatives = sum(talk["asker"] == "relative" for talk in TALKS)
    interrupted = sum(
        any(one["to"] == other["to"] for one, other in zip(talk["turns"], talk["turns"][1:], strict=False))
        for talk in TALKS
    )
    assert len(TALKS) == 40
    assert relatives * 2 == len(TALKS)
    assert interrupted * 4 >= len(TALKS)
    assert len({talk["municipality"] for talk in TALKS}) == 4
