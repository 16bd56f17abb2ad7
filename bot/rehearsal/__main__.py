"""`python -m bot.rehearsal`: answers questions on a draft, a line of JSON each; `… cases` holds all cases.

What it is told and what it tells: `ask` and `trial` below. Standard output carries nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine

from bot import clock, settings
from bot.answers.types import Context
from bot.db.engine import engine
from bot.errors import BotError, SettingsError
from bot.facts.load import load
from bot.facts.query import Facts
from bot.rehearsal.cases import Case, cases_in, hold
from bot.rehearsal.offline import Offline, trained
from bot.releases import changes, live
from bot.settings import Settings

Tell = Callable[[dict[str, Any]], None]

_OFTEN, _SHOWN = 10, 30
"""After so many conversations it tells how far it is; so many that got worse are told in full."""


def main(arguments: list[str]) -> int:
    """Until there is nothing more to answer."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    configured = settings.load()

    def tell(row: dict[str, Any]) -> None:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")

    with redirect_stdout(sys.stderr):
        if arguments == ["cases"]:
            os.nice(10)  # citizens come first
            _guarded(lambda: trial(configured, tell), tell)
            return 0
        for line in sys.stdin:
            asked = json.loads(line)
            _guarded(lambda asked=asked: tell(ask(configured, asked)), tell)  # type: ignore[misc]
    return 0


def _guarded(work: Callable[[], None], tell: Tell) -> None:
    """Tells of a fault instead of ending; what is wrong with the content is told in Danish."""
    try:
        work()
    except BotError as error:
        tell({"fault": str(error)})
    except Exception as error:
        sys.stderr.write(f"[rehearsal] {type(error).__name__}\n")
        tell({"fault": type(error).__name__})


def ask(configured: Settings, asked: dict[str, str]) -> dict[str, Any]:
    """The draft's answer to a question.

    Args:
        configured: where knowledge, models and database are.
        asked: `text`, `municipality` (may be empty) and `day` (ISO, or empty for today).

    Returns:
        `messages` as the API would send them, and `understood`: topics with their confidence.
    """
    bot = _draft(configured, changes.draft_id(configured.knowledge, engine(configured.database_url)))
    now = clock.local_now(asked["day"]) if asked["day"] else clock.local_now()
    answer = bot.say(asked["text"], Context(municipality=asked["municipality"] or None), now)
    return {
        "messages": [message.body(answer.release) for message in answer.messages],
        "understood": bot.understood(asked["text"]),
    }


def trial(configured: Settings, tell: Tell) -> None:
    """Holds every case with the draft and with the release that answers now, and tells what got worse.

    Raises:
        SettingsError: there are no cases.
        KnowledgeError: the content has faults.
    """
    database = engine(configured.database_url)
    name = changes.draft_id(configured.knowledge, database)
    draft, present = _draft(configured, name), _present(database)
    cases = list(_cases())
    if not cases:
        raise SettingsError("CASES_DIR holds no conversations (*.jsonl) that say what is expected.")
    right, right_now, worse = 0, 0, []
    for n, case in enumerate(cases, 1):
        told = hold(draft, case)
        before = hold(present, case) if present else told
        right, right_now = right + _right(told), right_now + _right(before)
        if _right(before) and not _right(told):
            worse.append(_difference(case, told, before))
        if n % _OFTEN == 0:
            tell({"done": n, "of": len(cases)})
    compared = {"right": right, "right_now": right_now if present else None, "of": len(cases)}
    against = present.facts.release if present else ""
    tell({"draft": name, "against": against, **compared, "worse": worse[:_SHOWN], "worse_count": len(worse)})


def _cases() -> Iterator[Case]:
    """Those of `CASES_DIR` that say what is expected."""
    folder = Path(os.environ.get("CASES_DIR") or settings.ROOT / "tests" / "conversations")
    for path in sorted(folder.glob("*.jsonl")):
        yield from (case for case in cases_in(path) if any("expect" in turn for turn in case["turns"]))


def _right(told: list[tuple[str, str, list[str]]]) -> bool:
    return not any(faults for _, _, faults in told)


def _difference(case: Case, told: list[Any], before: list[Any]) -> dict[str, Any]:
    """The first turn that is wrong in the draft, with both answers."""
    n = next(n for n, (_, _, faults) in enumerate(told) if faults)
    said, text, faults = told[n]
    return {"id": case.get("id", ""), "said": said, "now": before[n][1], "then": text, "faults": faults}


@cache
def _model() -> Any:
    return trained(or_newest=True)


_drafts: dict[str, Offline] = {}


def _draft(configured: Settings, name: str) -> Offline:
    """The bot with the draft; kept until the draft is another.

    Raises:
        KnowledgeError: when the content has faults.
    """
    if name not in _drafts:
        waiting = [change for _, change in changes.approved(engine(configured.database_url))]
        with changes.drafted(configured.knowledge, waiting) as folder:
            facts = Facts(load(folder).knowledge(), "draft")
        _drafts.clear()
        _drafts[name] = Offline(_model(), facts)
    return _drafts[name]


def _present(database: Engine) -> Offline | None:
    """The bot as it answers now; None where nothing was published."""
    name = live.live_id(database)
    return Offline(_model(), live.load(database, name)) if name else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
