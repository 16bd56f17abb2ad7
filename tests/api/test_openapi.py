"""The published document: valid, complete, and the same as the bot."""

import re

import pytest
from openapi_spec_validator import validate_spec

from bot.channels.openapi import document
from bot.outcomes import Outcome, Reason, Validity
from tests.api.contract import Api

METHODS = {"get", "post", "put", "delete", "patch", "head", "options"}
SCHEMAS = document()["components"]["schemas"]


def documented(prefix: str = "") -> set[tuple[str, str]]:
    """Method and path of every operation below a prefix."""
    return {
        (method.upper(), path)
        for path, item in document()["paths"].items()
        for method in METHODS & set(item)
        if path.startswith(prefix) and "servers" not in item
    }


def test_the_document_is_valid_openapi() -> None:
    assert document()["openapi"].startswith("3.1")
    validate_spec(document())


def test_the_closed_words_are_those_of_the_code() -> None:
    assert set(SCHEMAS["Outcome"]["enum"]) == {outcome.value for outcome in Outcome}
    assert set(SCHEMAS["Reason"]["enum"]) == {None, *(reason.value for reason in Reason)}
    assert set(SCHEMAS["Source"]["properties"]["validity"]["enum"]) == {v.value for v in Validity}


def test_every_reference_leads_somewhere_and_every_component_is_used() -> None:
    used = set(re.findall(r"'\$ref': '#/components/(\w+/\w+)'", str(document())))
    parts = {f"{kind}/{name}" for kind, held in document()["components"].items() for name in held}
    assert used == parts - {"securitySchemes/token"}


def test_every_error_is_a_problem_with_its_sentence() -> None:
    for name, response in document()["components"]["responses"].items():
        if name != "Page":
            assert response["content"].keys() == {"application/problem+json"}, name


def test_every_operation_below_the_token_can_answer_401_404_and_409() -> None:
    for path, item in document()["paths"].items():
        if "{id}" in path:
            for method in METHODS & set(item):
                assert {"401", "404", "409"} <= set(item[method]["responses"]), (method, path)


@pytest.mark.slow
def test_the_document_has_every_route_of_the_chat_channel_and_no_other() -> None:
    from bot.channels.chat import ChatChannel

    blueprint = ChatChannel().blueprint(lambda message: message)  # type: ignore[arg-type,return-value]
    routes = set()
    for route in blueprint._future_routes:
        path = re.sub(r"<(\w+):str>", r"{\1}", f"{blueprint.url_prefix}{route.uri}").replace("{name}", "{id}")
        routes |= {(method, path) for method in route.methods}
    assert routes == documented("/api")


@pytest.mark.slow
def test_the_pages_and_probes_of_the_document_are_routes() -> None:
    from bot.channels.pages import pages

    routes = {(method, route.uri) for route in pages._future_routes for method in route.methods}
    assert documented() - documented("/api") <= routes


@pytest.mark.slow
def test_the_bot_publishes_the_document(api: Api) -> None:
    published = api.call("GET", "/api/openapi.json").json()
    assert published == document()


def test_no_two_operations_share_a_name() -> None:
    items = document()["paths"].values()
    names = [item[method]["operationId"] for item in items for method in METHODS & set(item)]
    assert len(names) == len(set(names))
