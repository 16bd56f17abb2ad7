"""Calls the running bot and holds every reply to the published OpenAPI document."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import requests
from jsonschema import Draft202012Validator, RefResolver

CONVERSATION = "/api/conversations/{id}"
MESSAGES = CONVERSATION + "/messages"
FEEDBACK = MESSAGES + "/{message_id}/feedback"
TRANSCRIPT = CONVERSATION + "/transcript"
START = "/api/conversations"

HELD = (
    (("GET", "DELETE"), CONVERSATION),
    (("GET",), TRANSCRIPT),
    (("POST",), MESSAGES),
    (("POST",), FEEDBACK),
)
"""The methods and paths that only the holder of a token may use."""


@dataclass
class Api:
    """A client that accepts nothing the document does not promise."""

    url: str

    @cached_property
    def document(self) -> dict[str, Any]:
        """What the bot publishes, made strict: a field that is not documented is a fault."""
        document: dict[str, Any] = requests.get(f"{self.url}/api/openapi.json", timeout=30).json()
        return made_strict(document)

    def call(
        self, method: str, template: str, id: str = "", message_id: str = "", **more: Any
    ) -> requests.Response:
        """One call; `template` is a path of the document."""
        path = template.format(id=id, message_id=message_id)
        response = requests.request(method, self.url + path, timeout=30, **more)
        self.check(response, method, template)
        return response

    def check(self, response: requests.Response, method: str, template: str) -> None:
        """Status, headers and body are as documented, and nothing leaks."""
        operation = self.document["paths"][template][method.lower()]
        assert str(response.status_code) in operation["responses"], (response.status_code, response.text)
        promised = self._resolved(operation["responses"][str(response.status_code)])
        for name, header in promised.get("headers", {}).items():
            assert name in response.headers or not header["required"], f"no {name}"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "Traceback" not in response.text
        self._check_body(response, promised.get("content"))

    def _check_body(self, response: requests.Response, content: dict[str, Any] | None) -> None:
        if content is None:
            assert response.content == b""
            return
        kind = response.headers["Content-Type"].partition(";")[0]
        assert kind in content, f"{kind} is not documented"
        if not kind.endswith("json"):
            return
        resolver = RefResolver.from_schema(self.document)
        Draft202012Validator(content[kind]["schema"], resolver=resolver).validate(response.json())
        if kind == "application/problem+json":
            assert response.json()["status"] == response.status_code

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        reference = node.get("$ref")
        if reference is None:
            return node
        found: Any = self.document
        for key in reference.removeprefix("#/").split("/"):
            found = found[key]
        return dict(found)


def made_strict(document: dict[str, Any]) -> dict[str, Any]:
    """The same document, in which objects hold what is documented and nothing else."""
    strict = copy.deepcopy(document)
    for name, schema in strict["components"]["schemas"].items():
        if name != "MessageFields" and ("properties" in schema or "allOf" in schema):
            schema["unevaluatedProperties"] = False
    return strict


def bearer(token: str) -> dict[str, str]:
    """The header that carries a token."""
    return {"Authorization": f"Bearer {token}"}


@dataclass
class Talk:
    """One conversation of a strict client."""

    api: Api
    id: str
    token: str
    greeting: list[dict[str, Any]]

    @classmethod
    def begin(cls, api: Api, municipality: str | None = "herlev") -> Talk:
        """A new conversation."""
        body = {"municipality": municipality} if municipality else {}
        started = api.call("POST", START, json=body)
        assert started.status_code == 201
        body = started.json()
        return cls(api, body["id"], body["token"], body["messages"])

    def post(self, **body: Any) -> requests.Response:
        """Sends a message or a button."""
        return self.api.call("POST", MESSAGES, self.id, json=body, headers=bearer(self.token))

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        """The reply to a message."""
        response = self.post(text=text, **more)
        assert response.status_code == 200, response.text
        reply: dict[str, Any] = response.json()
        return reply

    def get(self, template: str = CONVERSATION, **headers: str) -> requests.Response:
        """What the holder of the token may see."""
        return self.api.call("GET", template, self.id, headers={**bearer(self.token), **headers})

    def reload(self) -> list[dict[str, Any]]:
        """All messages."""
        messages: list[dict[str, Any]] = self.get().json()["messages"]
        return messages

    def rate(self, message_id: str, **body: Any) -> requests.Response:
        """Feedback on a message."""
        return self.api.call("POST", FEEDBACK, self.id, message_id, json=body, headers=bearer(self.token))

    def erase(self) -> requests.Response:
        """Asks for the conversation to be erased."""
        return self.api.call("DELETE", CONVERSATION, self.id, headers=bearer(self.token))


def text_of(reply: dict[str, Any]) -> str:
    """All that a reply says."""
    return "\n".join(message["text"] for message in reply["messages"])
