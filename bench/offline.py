"""Whole conversations without a server: the same model, look-up, skills and answers, no Rasa.

Thousands of turns a minute, for measuring understanding while it is being improved. The figures
that count are taken from the running bot (`bench/eval.py`).
"""

from __future__ import annotations

import tarfile
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa_sdk.executor import ActionExecutor
from ruamel.yaml import YAML

from actions.skill import Skill
from actions.tracker import asked_of
from bot import clock, settings
from bot.answers.types import Answer, Context, Question
from bot.facts.query import Facts
from bot.nlu.choose import Limits, choose
from bot.nlu.linear import Linear
from bot.nlu.lookup import names_of
from bot.nlu.read import rankings
from bot.train import model_path


def trained() -> Linear:
    """The classifier of the present model."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(model_path(settings.load())) as archive:
            archive.extractall(folder)
        found = next(Path(folder).rglob("linear.npz"))
        return Linear.load(found.parent)


def examples(folder: Path) -> list[tuple[str, str]]:
    """The training data: text and intent."""
    rows = []
    for path in sorted(folder.glob("*.yml")):
        for item in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))["nlu"]:
            rows += [
                (line[2:].strip(), item["intent"]) for line in item["examples"].splitlines() if line.strip()
            ]
    return rows


def skills() -> dict[str, Skill]:
    """The skill of each intent, as `data/rules.yml` has it."""
    executor = ActionExecutor()
    executor.register_package("actions")
    loaded = {
        type(action.__self__).name(action.__self__): action.__self__ for action in executor.actions.values()
    }
    rules = YAML(typ="safe", pure=True).load((settings.ROOT / "data/rules.yml").read_text(encoding="utf-8"))
    routes: dict[str, Skill] = {}
    for rule in rules["rules"]:
        first, last = rule["steps"][0], rule["steps"][-1]["action"]
        for step in first.get("or", [first]):
            routes[step["intent"]] = loaded[last]
    return routes


class Offline:
    """Answers messages as the bot does."""

    def __init__(self, model: Linear, facts: Facts, limits: Limits | None = None) -> None:
        """Uses this classifier and these facts."""
        self.model, self.facts, self.limits = model, facts, limits or Limits()
        self._routes, self._names = skills(), names_of(facts)

    def say(self, text: str, context: Context) -> Answer:
        """One message in a context; the answer carries the next context."""
        whole, pieces = rankings(self.model, text)
        chosen = choose(text, whole, pieces, self._names, self.limits)
        now = clock.local_now()
        said = text if len(chosen) > 1 else ""
        questions = tuple(
            Question(asked_of(asdict(row)), context, self.facts, now.date(), now, said) for row in chosen
        )
        return self._routes[chosen[0].intent].reply(questions, chosen[0].intent)


def reply_of(answer: Answer) -> dict[str, Any]:
    """The answer as a client of the API sees it."""
    messages = [message.body(answer.release) for message in answer.messages]
    return {"outcome": messages[0]["outcome"], "messages": messages, "topic": messages[0]["topic"]}
