"""What the port offers to whom: listed origins only, no door of the framework, no numbers."""

import pytest
import requests

from tests.api.conftest import ORIGINS
from tests.api.contract import MESSAGES, START, bearer
from tests.conftest import RunningBot

pytestmark = pytest.mark.slow

STRANGERS = (
    "https://evil.example",
    "https://www.eksempelby.example.evil.example",
    "http://www.eksempelby.example",
    "https://www.eksempelby.example:8443",
    "null",
    "*",
)
CORS = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_listed_origin_may_use_the_whole_api(guarded: RunningBot, origin: str) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    for path in (START, MESSAGES.format(id="x"), MESSAGES.format(id="x") + "/0.1/feedback"):
        preflight = requests.options(guarded.url + path, headers=asked, timeout=30)
        assert preflight.status_code in {200, 204}
        assert preflight.headers[CORS] == origin
        allowed = {word.strip() for word in preflight.headers["Access-Control-Allow-Methods"].split(",")}
        assert {"GET", "POST", "DELETE"} <= allowed
        headers = preflight.headers["Access-Control-Allow-Headers"].lower()
        assert "authorization" in headers
        assert "content-type" in headers
    started = requests.post(guarded.url + START, headers={"Origin": origin}, json={}, timeout=30)
    assert started.headers[CORS] == origin
    assert "Origin" in started.headers["Vary"]


@pytest.mark.parametrize("origin", STRANGERS)
def test_another_origin_is_let_in_nowhere(guarded: RunningBot, origin: str) -> None:
    for path in (START, MESSAGES.format(id="x"), "/api/municipalities", "/api/openapi.json", "/health/ready"):
        for method in ("OPTIONS", "GET", "POST"):
            reply = requests.request(method, guarded.url + path, headers={"Origin": origin}, timeout=30)
            assert CORS not in reply.headers, (method, path)


def test_no_origin_ever_gets_cookies_or_credentials(guarded: RunningBot) -> None:
    for path in (START, "/", "/chat", "/viden"):
        reply = requests.get(guarded.url + path, headers={"Origin": ORIGINS[0]}, timeout=30)
        assert "Access-Control-Allow-Credentials" not in reply.headers
        assert "Set-Cookie" not in reply.headers


def test_an_error_and_its_waiting_time_can_be_read_from_a_listed_origin(guarded: RunningBot) -> None:
    headers = {"Origin": ORIGINS[0], **bearer("x")}
    reply = requests.post(
        guarded.url + MESSAGES.format(id="x"), headers=headers, json={"text": "x"}, timeout=30
    )
    assert (reply.status_code, reply.headers[CORS]) == (404, ORIGINS[0])
    assert "Retry-After" in reply.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        "/webhooks/rest/webhook",
        "/webhooks/rest/",
        "/webhooks/callback/webhook",
        "/webhooks/chat/webhook",
        "/webhooks/chat/",
        "/model",
        "/model/parse",
        "/model/train",
        "/model/predict",
        "/conversations/x/tracker",
        "/conversations/x/tracker/events",
        "/conversations/x/messages",
        "/conversations/x/execute",
        "/conversations/x/story",
        "/domain",
        "/status",
        "/version",
        "/socket.io/",
        "/actions",
        "/webhook",
        "/metrics",
        "/api/metrics",
        "/docs",
        "/api",
        "/.git/config",
        "/assets/..%2f..%2f..%2fvar%2fsecret",
        "/assets/%2e%2e/%2e%2e/settings.py",
    ],
)
def test_the_framework_and_the_files_have_no_door_of_their_own(
    bot: RunningBot, method: str, path: str
) -> None:
    reply = requests.request(method, bot.url + path, timeout=30)
    assert reply.status_code in {404, 405}
    assert reply.headers["Content-Type"].startswith("application/problem+json")
    assert "rasa" not in reply.text.lower()


def test_the_metrics_stand_on_their_own_port_of_this_machine_alone(guarded: RunningBot) -> None:
    port = guarded.environment["METRICS_PORT"]
    started = requests.post(guarded.url + START, json={}, timeout=30).json()
    path = MESSAGES.format(id=started["id"])
    said = {"text": "Hvad koster vandmandstræning?"}
    requests.post(guarded.url + path, json=said, headers=bearer(started["token"]), timeout=30)
    requests.get(f"{guarded.url}/vandmand/{started['id']}", timeout=30)
    told = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=30)
    assert told.status_code == 200
    assert told.headers["Content-Type"].startswith("text/plain")
    assert "traeningsguiden_requests_total" in told.text
    assert 'status="200"' in told.text
    for secret in (started["id"], started["token"], "vandmand"):
        assert secret not in told.text
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.2:{port}/metrics", timeout=5)
