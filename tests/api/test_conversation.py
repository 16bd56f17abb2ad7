"""A conversation over the API: begun, led, reloaded, printed, rated, erased."""

import re
import uuid
from datetime import datetime, timedelta, timezone

import pytest

from bot.clock import utc_now
from tests.api.contract import (
    CONVERSATION,
    FEEDBACK,
    HELD,
    MESSAGES,
    START,
    TRANSCRIPT,
    Api,
    Talk,
    bearer,
    text_of,
)
from tests.conftest import RunningBot

pytestmark = pytest.mark.slow

PRICE = "Hvad koster det at komme i Aktivitetscentret?"
TOWNS = {
    "herlev": "Herlev Kommune",
    "koebenhavn": "Københavns Kommune",
    "broendby": "Brøndby Kommune",
    "ballerup": "Ballerup Kommune",
}


@pytest.mark.parametrize("town", [*TOWNS, None])
def test_a_conversation_begins_with_a_greeting_in_any_municipality_or_none(
    api: Api, town: str | None
) -> None:
    started = api.call("POST", START, json={"municipality": town} if town else {})
    assert started.status_code == 201
    (greeting,) = started.json()["messages"]
    assert greeting["municipality"] == town
    assert greeting["id"] == "0.1"
    assert (TOWNS[town] if town else "Ballerup") in greeting["text"]


def test_a_conversation_can_begin_without_any_body(api: Api) -> None:
    assert api.call("POST", START).status_code == 201
    assert api.call("POST", START, json={"municipality": None}).status_code == 201


def test_ids_and_tokens_are_unguessable(api: Api) -> None:
    started = [api.call("POST", START).json() for _ in range(10)]
    assert len({body["id"] for body in started}) == len({body["token"] for body in started}) == 10


def test_what_belongs_to_a_conversation_is_never_kept_by_a_cache(api: Api, talk: Talk) -> None:
    replies = [
        api.call("POST", START),
        talk.post(text="hej"),
        talk.get(),
        talk.get(TRANSCRIPT),
        talk.erase(),
    ]
    assert {reply.headers["Cache-Control"] for reply in replies} == {"no-store"}


def test_the_top_of_a_reply_is_its_first_message(talk: Talk) -> None:
    reply = talk.say(PRICE)
    first = reply["messages"][0]
    keys = ("outcome", "reason", "topic", "service", "municipality", "release")
    assert {key: reply[key] for key in keys} == {key: first[key] for key in keys}
    assert (reply["outcome"], reply["topic"], reply["municipality"]) == ("answer", "price", "herlev")


def test_two_questions_in_one_message_get_a_message_each(talk: Talk) -> None:
    reply = talk.say("Hvor mange gange om ugen er der genoptræning, og kan jeg få kørsel til den?")
    assert [message["id"] for message in reply["messages"]] == ["1.1", "1.2"]
    assert [message["topic"] for message in reply["messages"]] == ["frequency", "transport"]
    assert all(message["sources"] for message in reply["messages"])


def test_turns_are_numbered_from_one(talk: Talk) -> None:
    replies = [talk.say(text) for text in ("hej", PRICE, "tak")]
    assert [reply["messages"][0]["id"] for reply in replies] == ["1.1", "2.1", "3.1"]


def test_what_was_said_before_is_known(talk: Talk) -> None:
    talk.say("Hvor mange gange om ugen er der genoptræning?")
    reply = talk.say("Og hvad koster det?")
    assert (reply["topic"], reply["service"]) == ("price", "genoptraening")


def test_text_is_plain_without_any_markup(talk: Talk) -> None:
    for question in (PRICE, "Hvem kan få genoptræning?", "Hvad laver man til vedligeholdende træning?"):
        text = text_of(talk.say(question))
        assert not re.search(r"[<>*_#`]|\r|\t|\{|\}| \n|  ", text), text


# --- the same request again ------------------------------------------------------------------------


def test_the_same_request_again_gets_the_same_reply_and_nothing_is_said_twice(talk: Talk) -> None:
    request = str(uuid.uuid4())
    first, again = (talk.post(text=PRICE, request_id=request) for _ in range(2))
    assert first.content == again.content
    assert [m["from"] for m in talk.reload()] == ["bot", "citizen", "bot"]


def test_a_request_is_known_again_after_other_messages(talk: Talk) -> None:
    first = talk.post(text=PRICE, request_id="a")
    talk.say("tak", request_id="b")
    assert talk.post(text=PRICE, request_id="a").content == first.content
    assert len([m for m in talk.reload() if m["from"] == "citizen"]) == 2


def test_a_request_id_means_nothing_in_another_conversation(api: Api, talk: Talk) -> None:
    talk.say(PRICE, request_id="a")
    assert Talk.begin(api).say("hej", request_id="a")["outcome"] == "smalltalk"


def test_without_a_request_id_the_same_words_are_a_new_message(talk: Talk) -> None:
    talk.say("hej")
    talk.say("hej")
    assert [m["text"] for m in talk.reload() if m["from"] == "citizen"] == ["hej", "hej"]


# --- buttons ---------------------------------------------------------------------------------------


def test_an_offered_button_is_answered_and_shown_by_its_title(api: Api) -> None:
    talk = Talk.begin(api, None)
    asked = talk.say(PRICE)
    assert (asked["outcome"], asked["reason"]) == ("clarify", "which_municipality")
    button = next(b for b in asked["messages"][0]["buttons"] if b["title"] == TOWNS["herlev"])
    pressed = talk.post(button=button["value"], request_id="press")
    assert pressed.json()["municipality"] == "herlev"
    assert pressed.json()["topic"] == "price"
    assert [m["text"] for m in talk.reload() if m["from"] == "citizen"] == [PRICE, button["title"]]
    assert talk.get().json()["municipality"] == "herlev"
    assert talk.post(button=button["value"], request_id="press").content == pressed.content


@pytest.mark.parametrize(
    "value", ["topic:price", "municipality:herlev", "human:", "", "nonsense", "/restart"]
)
def test_a_button_that_was_never_offered_is_refused_and_leaves_no_trace(talk: Talk, value: str) -> None:
    assert talk.post(button=value).status_code == 400
    assert len(talk.reload()) == 1


def test_a_button_of_another_conversation_is_refused(api: Api, talk: Talk) -> None:
    offered = Talk.begin(api, None).say(PRICE)["messages"][0]["buttons"]
    assert offered
    assert talk.post(button=offered[0]["value"]).status_code == 400


def test_every_button_that_is_offered_can_be_pressed(api: Api) -> None:
    for town, question in (
        (None, PRICE),
        ("herlev", "asdf qwer zxcv"),
        ("herlev", "hvad koster det?"),
    ):
        offered = Talk.begin(api, town).say(question)["messages"][0]["buttons"]
        assert offered, question
        for button in offered:
            talk = Talk.begin(api, town)
            talk.say(question)
            reply = talk.post(button=button["value"])
            assert reply.status_code == 200, button
            assert reply.json()["outcome"] not in {"error", "fallback"}, button


# --- reload and transcript -------------------------------------------------------------------------


def test_a_reload_shows_every_message_as_it_was_sent(talk: Talk) -> None:
    reply = talk.say(PRICE)
    body = talk.get().json()
    greeting, asked, answered = body["messages"]
    assert (body["id"], body["municipality"]) == (talk.id, "herlev")
    assert [greeting["id"], asked["id"], answered["id"]] == ["0.1", "1.0", "1.1"]
    assert asked == {"id": "1.0", "from": "citizen", "text": PRICE, "at": asked["at"]}
    sent = reply["messages"][0]
    assert answered == {**sent, "from": "bot", "at": answered["at"], "feedback": None}


def test_times_are_the_present_in_utc(talk: Talk) -> None:
    talk.say("hej")
    moments = [
        datetime.strptime(m["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc) for m in talk.reload()
    ]
    assert moments == sorted(moments)
    assert all(abs(utc_now() - moment) < timedelta(minutes=1) for moment in moments)


def test_the_transcript_is_plain_text_with_both_voices_and_the_sources(talk: Talk) -> None:
    talk.say(PRICE)
    printed = talk.get(TRANSCRIPT, Accept="text/plain")
    assert printed.headers["Content-Type"].startswith("text/plain")
    assert PRICE in printed.text
    assert "25 kr." in printed.text
    assert "Kilde: Herlev Kommunes tidligere kvalitetsstandard for træning" in printed.text
    assert "Vedligeholdende træning: Hvad koster indsatsen?" in printed.text


def test_the_transcript_is_a_page_when_a_page_is_asked_for(talk: Talk) -> None:
    talk.say("<b>hvad koster det?</b>")
    page = talk.get(TRANSCRIPT, Accept="text/html")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "&lt;b&gt;hvad koster det?&lt;/b&gt;" in page.text
    assert "<b>hvad" not in page.text


# --- feedback --------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [{"helpful": True}, {"helpful": False, "comment": "forstod det ikke"}])
def test_feedback_is_taken_and_seen_after_a_reload(talk: Talk, body: dict[str, object]) -> None:
    talk.say("hej")
    assert talk.rate("1.1", **body).status_code == 204
    assert [m.get("feedback") for m in talk.reload()] == [None, None, body["helpful"]]


def test_feedback_can_be_changed(talk: Talk) -> None:
    assert talk.rate("0.1", helpful=True).status_code == 204
    assert talk.rate("0.1", helpful=False, comment=None).status_code == 204
    assert talk.reload()[0]["feedback"] is False


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"helpful": "ja"},
        {"helpful": 1},
        {"helpful": None},
        {"helpful": True, "comment": 5},
        {"comment": "x"},
    ],
)
def test_feedback_without_a_yes_or_no_is_refused(talk: Talk, body: dict[str, object]) -> None:
    assert talk.rate("0.1", **body).status_code == 400


@pytest.mark.parametrize(
    "message_id",
    [
        "1.1",
        "0.2",
        "0.0",
        "0",
        "0.1.1",
        "x",
        "-1.1",
        "²",
        "1.²",
        "٠.١",
        "9" * 40 + ".1",
        "0." + "9" * 40,
        "%00",
        "0.1%00",
    ],
)
def test_feedback_on_a_message_that_is_not_the_bots_is_refused(talk: Talk, message_id: str) -> None:
    assert talk.rate(message_id, helpful=True).status_code == 404


# --- erase -----------------------------------------------------------------------------------------


def test_erasing_gives_a_receipt_and_kills_the_token(talk: Talk) -> None:
    talk.say("min hemmelige sag")
    erased = talk.erase()
    assert erased.status_code == 200
    assert erased.json()["receipt"] in erased.json()["text"]
    for methods, template in HELD:
        for method in methods:
            body = {"json": {"text": "hej", "helpful": True}} if method == "POST" else {}
            again = talk.api.call(method, template, talk.id, "0.1", headers=bearer(talk.token), **body)
            assert again.status_code == 409, (method, template)


def test_only_the_holder_of_the_token_learns_that_it_was_erased(api: Api, talk: Talk) -> None:
    talk.erase()
    wrong = api.call("GET", CONVERSATION, talk.id, headers=bearer("wrong"))
    unknown = api.call("GET", CONVERSATION, "unknown", headers=bearer("wrong"))
    assert (wrong.status_code, wrong.content) == (404, unknown.content)


def test_an_erased_text_is_nowhere_in_the_files_and_the_log(bot: RunningBot, talk: Talk) -> None:
    secret = "hemmelighed" + "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex)
    talk.say(f"Min nabo siger {secret}, hvad koster det?")
    talk.rate("1.1", helpful=False, comment=f"igen {secret}")
    assert files_with(bot, secret)
    talk.erase()
    assert files_with(bot, secret) == []


def files_with(bot: RunningBot, words: str) -> list[str]:
    """The files of the bot that hold the words: its database and its log."""
    return [path.name for path in sorted(bot.var.iterdir()) if words.encode() in path.read_bytes()]


# --- the token -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer  "},
        {"Authorization": "Basic eDp5"},
    ],
)
def test_without_a_token_there_is_401(talk: Talk, header: dict[str, str]) -> None:
    for methods, template in HELD:
        for method in methods:
            reply = talk.api.call(method, template, talk.id, "0.1", headers=header)
            assert reply.status_code == 401, (method, template)


def test_a_token_is_not_taken_from_the_address(talk: Talk) -> None:
    reply = talk.api.call("GET", CONVERSATION, talk.id, params={"token": talk.token})
    assert reply.status_code == 401


@pytest.mark.parametrize("token", ["wrong", "x" * 5000, "\xe6\xff", "a b", "'; --"])
def test_a_wrong_token_and_an_unknown_conversation_are_alike_to_the_byte(talk: Talk, token: str) -> None:
    headers = {"Authorization": b"Bearer " + token.encode("latin-1")}
    for methods, template in HELD:
        for method in methods:
            body = {"json": {"text": "hej", "helpful": True}} if method == "POST" else {}
            one, other = (
                talk.api.call(method, template, name, "0.1", headers=headers, **body)
                for name in (talk.id, "A" * len(talk.id))
            )
            assert one.status_code == 404, (method, template)
            assert (one.status_code, one.headers, one.content) == (404, other.headers, other.content)


def test_a_wrong_token_and_an_unknown_conversation_take_the_same_time(talk: Talk) -> None:
    times: dict[str, list[timedelta]] = {talk.id: [], "A" * len(talk.id): []}
    for _ in range(60):
        for name, spent in times.items():
            spent.append(talk.api.call("GET", CONVERSATION, name, headers=bearer("wrong")).elapsed)
    known, unknown = (sorted(spent)[20] for spent in times.values())
    assert max(known, unknown) < 1.5 * min(known, unknown), (known, unknown)


def test_the_token_of_one_conversation_opens_no_other(api: Api, talk: Talk) -> None:
    other = Talk.begin(api)
    assert api.call("GET", CONVERSATION, other.id, headers=bearer(talk.token)).status_code == 404
    refused = api.call("POST", MESSAGES, other.id, json={"text": "hej"}, headers=bearer(talk.token))
    assert refused.status_code == 404
    rated = api.call("POST", FEEDBACK, other.id, "0.1", json={"helpful": True}, headers=bearer(talk.token))
    assert rated.status_code == 404
    assert len(other.reload()) == 1


# --- the rest --------------------------------------------------------------------------------------


def test_the_municipalities_are_listed(api: Api) -> None:
    listed = api.call("GET", "/api/municipalities").json()
    assert {town["id"]: town["name"] for town in listed} == TOWNS


@pytest.mark.parametrize("path", ["/viden", "/", "/chat", "/widget.js", "/health/live", "/health/ready"])
def test_pages_and_probes_answer(api: Api, path: str) -> None:
    assert api.call("GET", path).status_code == 200


def test_the_chat_page_of_an_unknown_municipality_is_not_found(api: Api) -> None:
    assert api.call("GET", "/chat", params={"municipality": "herlev"}).status_code == 200
    assert api.call("GET", "/chat", params={"municipality": "atlantis"}).status_code == 404


def test_what_is_known_stands_on_its_page(api: Api) -> None:
    page = api.call("GET", "/viden").text
    assert all(name in page for name in TOWNS.values())
    assert "25 kr." in page
    assert "www.herlev.dk" in page
    assert "Standarden siger intet om" in page


def test_what_the_law_says_everywhere_stands_there_too(api: Api) -> None:
    page = api.call("GET", "/viden").text
    assert "Ankestyrelsen" in page
    assert "Lov om retssikkerhed og administration på det sociale område, § 67" in page
