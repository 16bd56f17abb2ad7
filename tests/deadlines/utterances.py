"""Utterances with dates: how a file of them is read, and how one is judged."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.lang.dates import Direction, birth, the_day

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Utterance:
    """What was written on a day, and what it should be read as: a day, or a kind of mention."""

    text: str
    today: date
    direction: Direction
    expected: str

    @property
    def understood(self) -> str:
        """The day that is told, or the kind of what is told instead: `birth` and `none` among them."""
        told = the_day(self.text, self.today, self.direction)
        if told:
            return str(told.day) if told.kind == "exact" else told.kind
        return "birth" if birth(self.text, self.today) else "none"


def utterances(name: str) -> list[Utterance]:
    """The utterances of a file beside this one."""
    rows = [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    return [
        Utterance(
            row["text"], date.fromisoformat(row["today"]), row["direction"], row.get("day") or row["kind"]
        )
        for row in rows
    ]
