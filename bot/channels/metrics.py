"""Counts and times for the operator, without any citizen's words; on a port of their own."""

import time

from prometheus_client import Counter, Histogram, start_http_server
from sanic.request import Request
from sanic.response import HTTPResponse

_REQUESTS = Counter("traeningsguiden_requests_total", "Requests by route and status", ["route", "status"])
_SECONDS = Histogram("traeningsguiden_request_seconds", "Seconds a request took", ["route"])


def serve(port: int) -> None:
    """Serves `/metrics` on 127.0.0.1 alone; port 0 serves nothing."""
    if port:
        start_http_server(port, "127.0.0.1")


def begin() -> float:
    """The time a request began, on a clock that only runs forward."""
    return time.perf_counter()


def done(request: Request, response: HTTPResponse) -> None:
    """Counts a finished request; unknown paths count as one route."""
    route = request.route.name if request.route else "none"
    _REQUESTS.labels(route, str(response.status)).inc()
    begun = getattr(request.ctx, "begun", None)
    if begun is not None:
        _SECONDS.labels(route).observe(time.perf_counter() - begun)
