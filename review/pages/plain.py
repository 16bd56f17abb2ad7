"""What is no page: the look, the small scripts, and whether the process runs."""

from pathlib import Path

from sanic.response import HTTPResponse, json

from review.visit import Refused, Visit

_ASSETS = Path(__file__).parent.parent / "assets"
_KINDS = {".css": "text/css", ".js": "text/javascript"}


def asset(visit: Visit) -> HTTPResponse:
    """A file of `assets/`."""
    path = _ASSETS / visit.parts["name"]
    if path.parent != _ASSETS or path.suffix not in _KINDS or not path.is_file():
        raise Refused(404)
    kind = f"{_KINDS[path.suffix]}; charset=utf-8"
    return HTTPResponse(path.read_text(encoding="utf-8"), content_type=kind)


def live(_visit: Visit) -> HTTPResponse:
    """The process runs and reaches its pages."""
    return json({"status": "live"})
