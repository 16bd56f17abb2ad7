"""The headers that keep a page to itself, and who may ask from another origin."""

from sanic.request import Request
from sanic.response import HTTPResponse

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}; require-trusted-types-for 'script'"
)


def protect(_request: Request, response: HTTPResponse) -> None:
    """A strict policy on every response."""
    response.headers.setdefault("Content-Security-Policy", _POLICY.format(ancestors="'self'"))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")


def allow_origin(request: Request, response: HTTPResponse, allowed: tuple[str, ...]) -> None:
    """Lets the listed origins use the API; no cookies, no credentials."""
    origin = request.headers.get("origin")
    if origin and origin in allowed:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Accept"
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        response.headers["Access-Control-Max-Age"] = "600"
        response.headers["Vary"] = "Origin"
