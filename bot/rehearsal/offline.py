"""Answers messages as the bot does: the same model, look-up, skills and answers; thousands a minute."""

from __future__ import annotations

import tarfile
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from rasa_sdk.executor import ActionExecutor
from ruamel.yaml import YAML

from actions.skill import Skill
from actions.tracker import asked_of
from bot import clock, settings
from bot.answers.types import Answer, Context, Question
from bot.errors import SettingsError
from bot.facts.query import Facts
from bot.nlu.choose import Limits, choose
from bot.nlu.linear import Linear
from bot.nlu.lookup import names_of
from bot.nlu.read import rankings
from bot.settings import Settings
from bot.train import model_path, take_encoder


def trained(or_newest: bool = False) -> Linear:
    """The classifier of the model that was trained on the present data; its encoder is taken into use.

    Args:
        or_newest: take the newest where there is none; it is the one that still answers citizens.

    Raises:
        SettingsError: when there is none.
    """
    path = _model(settings.load(), or_newest)
    take_encoder(path)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(path) as archive:
            archive.extractall(folder)
        found = next(Path(folder).rglob("linear.npz"))
        return Linear.load(found.parent)


def _model(configured: Settings, or_newest: bool) -> Path:
    path = model_path(configured)
    older = sorted(path.parent.glob("*.tar.gz"), key=lambda one: one.stat().st_mtime) if or_newest else []
    if not path.exists() and not older:
        raise SettingsError(f"the model {path} is not trained; run 'make train'")
    return path if path.exists() else older[-1]


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

    def say(self, text: str, context: Context, now: datetime | None = None) -> Answer:
        """One message in a context; the answer carries the next context.

        Args:
            text: what the citizen writes.
            context: what the conversation knows.
            now: the time on a Danish wall clock; the true one by default.
        """
        whole, pieces = rankings(self.model, text)
        chosen = choose(text, whole, pieces, self._names, self.limits)
        now = now or clock.local_now()
        said = text if len(chosen) > 1 else ""
        questions = tuple(
            Question(asked_of(asdict(row)), context, self.facts, now.date(), now, said) for row in chosen
        )
        return self._routes[chosen[0].intent].reply(questions, chosen[0].intent)

    def understood(self, text: str) -> list[tuple[str, float]]:
        """What the classifier takes a message for, with its confidence, best first."""
        return [(name, float(share)) for name, share in rankings(self.model, text)[0][:5]]


def reply_of(answer: Answer) -> dict[str, Any]:
    """The answer as a client of the API sees it."""
    messages = [message.body(answer.release) for message in answer.messages]
    return {"outcome": messages[0]["outcome"], "messages": messages, "topic": messages[0]["topic"]}
