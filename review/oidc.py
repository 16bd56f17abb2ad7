"""Logging in by the municipality's own directory: OpenID Connect, code flow with PKCE.

Nobody registers themselves: an administrator adds the staff member first, under the name that the
directory knows. Settings: `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`, and `OIDC_CLAIM`
(which claim holds that name; `preferred_username` by default).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, cast

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_SCOPE = "openid profile email"
_MINUTES = 10
_SECONDS = 10
_LEEWAY = 60
_ALGORITHMS = ["RS256", "PS256", "ES256"]


class OidcError(Exception):
    """The directory could not be asked, or what it answered does not hold."""


@dataclass(frozen=True)
class Directory:
    """The municipality's directory, as the settings name it."""

    issuer: str
    client_id: str
    client_secret: str
    claim: str


@dataclass(frozen=True)
class Attempt:
    """A log-in under way; it travels in a signed cookie and holds for ten minutes."""

    state: str
    nonce: str
    verifier: str
    until: float


@dataclass(frozen=True)
class Person:
    """Who the directory says it is: `subject` never changes, `name` is what the administrator wrote."""

    subject: str
    name: str


def directory() -> Directory | None:
    """The directory of the settings; None where there is none."""
    env = os.environ
    if not (env.get("OIDC_ISSUER") and env.get("OIDC_CLIENT_ID")):
        return None
    return Directory(
        env["OIDC_ISSUER"].rstrip("/"),
        env["OIDC_CLIENT_ID"],
        env.get("OIDC_CLIENT_SECRET", ""),
        env.get("OIDC_CLAIM", "") or "preferred_username",
    )


def begin(known: Directory, back: str) -> tuple[str, Attempt]:
    """Where to send the browser, and what must be known when it comes back.

    Raises:
        OidcError: the directory cannot be reached.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    attempt = Attempt(state, nonce, verifier, time.time() + 60 * _MINUTES)
    address, _ = _client(known, back).create_authorization_url(
        _endpoint(known, "authorization_endpoint"),
        state=attempt.state,
        nonce=attempt.nonce,
        code_verifier=attempt.verifier,
    )
    return str(address), attempt


def finish(known: Directory, back: str, attempt: Attempt, asked: dict[str, str]) -> Person:
    """Who came back, after everything was checked.

    Raises:
        OidcError: state, time, code, signature, issuer, audience or nonce does not hold.
    """
    if not hmac.compare_digest(attempt.state, asked.get("state", "")) or attempt.until < time.time():
        raise OidcError("state")
    try:
        token = _client(known, back).fetch_token(
            _endpoint(known, "token_endpoint"),
            code=asked.get("code", ""),
            code_verifier=attempt.verifier,
            timeout=_SECONDS,
        )
    except (OAuthError, requests.RequestException, ValueError) as error:
        raise OidcError("code") from error
    claims = _claims(known, str(token.get("id_token", "")), attempt.nonce)
    name = claims.get(known.claim) or ""
    return Person(f"{known.issuer}|{claims['sub']}"[:255], str(name).lower())


def sign(attempt: Attempt, key: str) -> str:
    """An attempt as the text of a cookie."""
    body = urlsafe_b64encode(json.dumps(asdict(attempt)).encode()).decode()
    return f"{body}.{_seal(body, key)}"


def unsign(text: str, key: str) -> Attempt | None:
    """The attempt of a cookie; None where it is not ours."""
    body, _, seal = text.partition(".")
    if not hmac.compare_digest(_seal(body, key).encode(), seal.encode()):
        return None
    return Attempt(**json.loads(urlsafe_b64decode(body)))


def _seal(body: str, key: str) -> str:
    return hmac.new(f"oidc:{key}".encode(), body.encode(errors="replace"), hashlib.sha256).hexdigest()


def _client(known: Directory, back: str) -> OAuth2Session:
    return OAuth2Session(
        known.client_id,
        known.client_secret or None,
        scope=_SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic" if known.client_secret else "none",
    )


def _claims(known: Directory, token: str, nonce: str) -> dict[str, Any]:
    """The claims of an identity token: signed by the directory, for us, now, for this attempt."""
    rules = jwt.JWTClaimsRegistry(
        leeway=_LEEWAY,
        iss={"essential": True, "value": _found(known.issuer)["issuer"]},
        aud={"essential": True, "value": known.client_id},
        exp={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        keys = KeySet.import_key_set(cast(Any, _json(_endpoint(known, "jwks_uri"))))
        claims = jwt.decode(token, keys, algorithms=_ALGORITHMS).claims
        rules.validate(claims)
    except (JoseError, ValueError) as error:
        raise OidcError("token") from error
    return dict(claims)


def _endpoint(known: Directory, name: str) -> str:
    return str(_found(known.issuer)[name])


@lru_cache(maxsize=4)
def _found(issuer: str) -> dict[str, Any]:
    """What the directory says of itself; it must call itself what we call it."""
    found = _json(f"{issuer}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise OidcError("issuer")
    return found


def _json(address: str) -> dict[str, Any]:
    try:
        reply = requests.get(address, timeout=_SECONDS)
        reply.raise_for_status()
        return dict(reply.json())
    except (requests.RequestException, ValueError) as error:
        raise OidcError(address) from error
