"""Conversations with what must be said in them, and whether it was.

A case is one conversation (a line of JSON): `municipality`, `turns` of `user` and `expect` with `kind`,
`kind_also`, and regular expressions `all`, `any`, `none` (see tests/conversations/README.md).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bot import clock
from bot.answers.types import Context
from bot.rehearsal.offline import Offline, reply_of

Case = dict[str, Any]

ACCEPTED = {
    "answer": {"answer", "prescreen_result"},
    "clarify": {"clarify", "answer", "prescreen"},
    "out_of_scope": {"out_of_scope", "handoff", "fallback"},
    "handoff": {"handoff", "out_of_scope", "answer"},
    "safety": {"safety"},
    "prescreen": {"prescreen"},
    "prescreen_result": {"prescreen_result"},
    "smalltalk": {"smalltalk", "answer"},
}
"""An expected kind is met by any of these outcomes."""


def text_of(reply: dict[str, Any]) -> str:
    """What the citizen is told: texts and titles of buttons."""
    parts = []
    for message in reply["messages"]:
        parts += [message["text"], *(button["title"] for button in message.get("buttons") or [])]
    return "\n".join(parts)


def faults(expect: dict[str, Any], reply: dict[str, Any]) -> list[str]:
    """What is wrong with a reply; a fault that begins with WRONG is a false statement."""
    text = text_of(reply)

    def hit(pattern: str) -> bool:
        return re.search(pattern, text, re.IGNORECASE) is not None

    found = [f"missing: {pattern}" for pattern in expect.get("all", []) if not hit(pattern)]
    if expect.get("any") and not any(hit(pattern) for pattern in expect["any"]):
        found.append("none of: " + " ; ".join(expect["any"]))
    found += [f"WRONG: {pattern}" for pattern in expect.get("none", []) if hit(pattern)]
    kinds = [kind for kind in (expect.get("kind"), *expect.get("kind_also", [])) if kind]
    accepted = set().union(*(ACCEPTED[kind] for kind in kinds))
    if accepted and reply["outcome"] not in accepted:
        found.append(f"outcome {reply['outcome']}, expected {' or '.join(kinds)}")
    return found


def cases_in(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        ValueError: naming the line that cannot be read.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise ValueError(f"{path} line {number}: {error}") from error
    return found


def hold(bot: Offline, case: Case) -> list[tuple[str, str, list[str]]]:
    """Holds one conversation, on its own day where it has one: what was said, answered, and wrong."""
    context, told = Context(municipality=case.get("municipality")), []
    now = clock.local_now(case.get("today", ""))
    for turn in case["turns"]:
        answer = bot.say(turn["user"], context, now)
        context, reply = answer.context, reply_of(answer)
        told.append((turn["user"], text_of(reply), faults(turn.get("expect", {}), reply)))
    return told
