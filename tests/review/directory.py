"""A small OpenID provider for the tests: discovery, code flow with PKCE, signed identity tokens, keys."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "console", "a secret of the test"


@dataclass
class Provider:
    """What the provider says, and how a test lets it lie."""

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "s1", "preferred_username": "Bo"})
    lie: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    signing: RSAKey | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def discovery(self) -> dict[str, Any]:
        """What it says of itself."""
        paths = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{path}" for name, path in paths.items()}}

    def code(self, asked: dict[str, str]) -> str:
        """Lets the person in at once; the way back."""
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The identity token of a code, used once, with the right secret and verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        right = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "+").encode()).decode()
        plain = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verified = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or authorization not in (right, plain):
            return None
        if (
            verified.decode().rstrip("=") != asked["code_challenge"]
            or asked["code_challenge_method"] != "S256"
        ):
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"],
            **self.person, **self.lie,
        }  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.signing or self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@contextmanager
def provided() -> Iterator[Provider]:
    """The provider on a free port."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            if place.path == "/auth":
                self.send_response(302)
                self.send_header(
                    "Location", provider.code({k: v[0] for k, v in parse_qs(place.query).items()})
                )
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif place.path == "/keys":
                self._json(KeySet([provider.key]).as_dict(private=False))
            else:
                self._json(provider.discovery())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            token = provider.token(form, self.headers.get("Authorization", ""))
            self._json(token or {"error": "invalid_grant"}, 200 if token else 400)

        def _json(self, value: object, status: int = 200) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
