"""From approved proposals to what citizens meet: releases of facts, and training examples."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML, YAMLError
from sqlalchemy.engine import Engine

from bot.db import tables
from bot.facts.check import check
from bot.facts.load import load
from bot.releases import changes
from bot.releases.changes import Change
from bot.releases.publish import make_live, publish
from bot.store import proposals
from bot.store.audit import Act, Who, write


def faults_of(knowledge: Path, more: list[Change]) -> list[str]:
    """What is wrong with the content once these changes are in it, in Danish."""
    with changes.drafted(knowledge, more) as folder:
        return [str(fault) for fault in check(load(folder))]


def publish_all(knowledge: Path, engine: Engine, who: Who, why: str) -> tuple[str, list[str]]:
    """Publishes files and open changes as one release; its id, or the faults that prevent it.

    Changes are written into the files where that is allowed, and close when the files say the same.
    """
    waiting = changes.approved(engine)
    with changes.drafted(knowledge, [change for _, change in waiting]) as folder:
        loaded = load(folder)
        if faults := [str(fault) for fault in check(loaded)]:
            return "", faults
        name, _ = publish(loaded.knowledge(), engine, by=who.login, why=why)
    with engine.begin() as connection:
        write(connection, who, Act.PUBLISHED, name, why)
    for _, change in waiting:
        _write(knowledge, change)
    changes.settle(knowledge, engine)
    return name, []


def publish_again(knowledge: Path, engine: Engine, who: Who, name: str, why: str) -> None:
    """Makes an earlier release the one that answers, until the files change or another is published."""
    instead_of = changes.files_id(knowledge)
    with engine.begin() as connection:
        make_live(connection, name, instead_of)
        write(connection, who, Act.PUBLISHED, name, why)


def releases(engine: Engine) -> tuple[list[Any], str]:
    """The releases, newest first, and the id of the one that answers."""
    query = tables.release.select().order_by(tables.release.c.at.desc()).limit(100)
    with engine.connect().execution_options(reading=True) as connection:
        rows = list(connection.execute(query))
        live = connection.execute(tables.live.select()).first()
    return rows, live.release_id if live else ""


def value_of(text: str) -> dict[str, Any] | None:
    """A value as it is written in the files (`amount: 30`, a line each, or in braces).

    Raises:
        ValueError: when it cannot be read.
    """
    if not text.strip():
        return None
    try:
        found = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ValueError from error
    if isinstance(found, dict):
        return found
    raise ValueError(text)


def add_examples(data: Path, engine: Engine, who: Who) -> int:
    """Writes the approved corrections of understanding into `data/nlu/`; how many were new."""
    waiting = [
        one
        for one in proposals.proposals(engine, None)
        if one.kind == "understanding" and one.state == proposals.APPROVED
    ]
    added = 0
    for one in waiting:
        path = data / "nlu" / f"ask_{one.body['topic']}.yml"
        line = f"    - {one.body['sentence']}\n"
        text = path.read_text(encoding="utf-8")
        if line not in text:
            path.write_text(text.rstrip("\n") + "\n" + line, encoding="utf-8")
            added += 1
    proposals.close(engine, [one.id for one in waiting])
    if waiting:
        with engine.begin() as connection:
            write(connection, who, Act.PUBLISHED, f"{added} training examples")
    return added


def _write(knowledge: Path, change: Change) -> None:
    """Writes a change to its file, where the console may."""
    path = knowledge / "municipalities" / change.municipality / "services" / f"{change.service}.yml"
    if os.access(path, os.W_OK):
        changes.apply(knowledge, change)
