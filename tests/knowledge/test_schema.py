"""The editors' schemas: current, and agreeing with the content and with its faults."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from bot.facts.load import Loaded
from bot.facts.schema import schemas
from bot.settings import ROOT

KNOWLEDGE = ROOT / "knowledge"
FILES = {
    "service": sorted(KNOWLEDGE.glob("municipalities/*/services/*.yml")),
    "municipality": sorted(KNOWLEDGE.glob("municipalities/*/municipality.yml")),
    "editions": sorted(KNOWLEDGE.glob("municipalities/*/editions.yml")),
}


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((KNOWLEDGE / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _data(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def test_the_schemas_are_those_of_the_present_models(content: Loaded) -> None:
    made = json.loads(json.dumps(schemas(content.services)))
    assert {name: _schema(name) for name in made} == made


@pytest.mark.parametrize("name", FILES)
def test_every_content_file_is_valid_under_its_schema(name: str) -> None:
    validator = Draft7Validator(_schema(name))
    assert FILES[name]
    faults = [
        (path.name, error.message) for path in FILES[name] for error in validator.iter_errors(_data(path))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "broken",
    [
        {"service": "ukendt"},
        {"service": "daghjem", "facts": {"prize": {}}},
        {"service": "daghjem", "facts": {"price": {"u": {"say": "x"}}}},
        {"service": "daghjem", "facts": {"price": {"u": {"say": "x", "section": "y", "sectoin": "y"}}}},
        {"service": "daghjem", "silent_on": ["prize"]},
    ],
)
def test_what_the_check_refuses_is_marked_while_it_is_written(broken: dict[str, Any]) -> None:
    assert list(Draft7Validator(_schema("service")).iter_errors(broken))
