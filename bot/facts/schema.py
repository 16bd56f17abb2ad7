"""JSON schemas of the content files, for completion and early warnings in an editor.

Made from the models and the catalogue, so they cannot say anything else than the check does. The
editor's mapping stands in `.vscode/settings.json`; `make knowledge` stays the judge.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.facts import carried
from bot.facts.catalogue import topics
from bot.facts.types import Edition, Entry, Municipality, Service

FOLDER = "schema"
Schema = dict[str, Any]


def write(root: Path, services: list[Service]) -> list[Path]:
    """Writes every schema below `knowledge/schema/`; the files."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    written = []
    for name, schema in schemas(services).items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written


def schemas(services: list[Service]) -> dict[str, Schema]:
    """The schemas by the kind of file they describe."""
    return {
        "service": _service([service.id for service in services]),
        "municipality": _municipality(),
        "editions": _editions(),
    }


def _service(services: list[str]) -> Schema:
    names = list(topics())
    one: Schema = {"anyOf": [{"$ref": "#/definitions/Entry"}, {"$ref": "#/definitions/Word"}]}
    entry = {"anyOf": [*one["anyOf"], {"enum": _words()}, _many(one)]}
    facts = {
        name: {"title": topic.label, "description": topic.about, **_map(entry)}
        for name, topic in topics().items()
    }
    properties = {
        "service": {"enum": ["faelles", *services]},
        "partial": {"type": "boolean"},
        "facts": {"type": "object", "properties": facts, "additionalProperties": False},
        "silent_on": _many({"enum": names}),
    }
    definitions = _definitions(Entry)
    written = definitions["Entry"]["properties"]
    written["say"]["not"] = {"enum": [carried.words()["hole"]]}
    definitions["Word"] = {
        **definitions["Entry"],
        "properties": {**written, "say": {"enum": _words()}},
        "required": ["say"],
    }
    return _document(properties, ["service"], definitions)


def _words() -> list[str]:
    """What may stand for a fact."""
    return [carried.words()[kind][0] for kind in ("unchanged", "silent")]


def _municipality() -> Schema:
    described = _plain(Municipality.schema(ref_template="#/definitions/{model}"))
    definitions = described.pop("definitions", {})
    properties = described["properties"]
    properties["municipality"] = properties.pop("id")
    required = ["municipality", *(key for key in described["required"] if key != "id")]
    return _document(properties, required, definitions)


def _editions() -> Schema:
    definitions = _definitions(Edition)
    edition = definitions["Edition"]
    edition["properties"].pop("id")
    edition["required"].remove("id")
    return _document({"editions": _map({"$ref": "#/definitions/Edition"})}, ["editions"], definitions)


def _definitions(model: type[BaseModel]) -> Schema:
    described = _plain(model.schema(ref_template="#/definitions/{model}"))
    definitions: Schema = described.pop("definitions", {})
    return {**definitions, model.__name__: described}


def _document(properties: Schema, required: list[str], definitions: Schema) -> Schema:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "definitions": definitions,
    }


def _plain(schema: Schema) -> Schema:
    """The schema without what only programmers read (docstrings, generated titles)."""
    copied: Schema = json.loads(json.dumps(schema))
    for described in (copied, *copied.get("definitions", {}).values()):
        described.pop("description", None)
        described.pop("title", None)
        for field in described.get("properties", {}).values():
            field.pop("title", None)
    return copied


def _map(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}


def _many(item: Schema) -> Schema:
    return {"type": "array", "items": item}
