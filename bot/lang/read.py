"""Reads our own small YAML files (YAML 1.2: `no` is a word and `10:30` is text)."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def read_yaml(path: Path) -> dict[str, Any]:
    """The file as plain dictionaries and lists."""
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return loaded
