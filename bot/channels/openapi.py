"""The contract as an OpenAPI 3.1 document, from `openapi.yml`."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.lang.read import read_yaml


@cache
def document() -> dict[str, Any]:
    """The document as it is published at `/api/openapi.json`."""
    return read_yaml(Path(__file__).with_name("openapi.yml"))
