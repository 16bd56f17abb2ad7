"""Personal numbers: masked before anything is understood, answered, stored or logged."""

from collections.abc import Iterator

import pytest

from tests.api.contract import TRANSCRIPT, Talk, text_of
from tests.conftest import RunningBot

pytestmark = pytest.mark.slow

CPR = "01" + "01" + "71" + "-" + "98" + "76"  # invented; never written out in one piece
PHONE = "29 83 47 16"
MAIL = "inger.opfundet@example.org"
CPR_MARK, PHONE_MARK = "[cpr-nummer skjult]", "[telefonnummer skjult]"


@pytest.fixture(scope="module", autouse=True)
def nothing_is_kept(bot: RunningBot) -> Iterator[None]:
    """After all these tests no file of the bot holds the numbers, in whatever shape."""
    yield
    digits, phone = CPR.replace("-", ""), PHONE.replace(" ", "")
    for path in sorted(bot.var.iterdir()):
        held = path.read_bytes()
        for secret in (CPR, digits, f"{digits[:6]} {digits[6:]}", PHONE, phone, MAIL):
            assert secret.encode() not in held, f"{path.name} holds {secret[:4]}…"


def everywhere(talk: Talk) -> str:
    """All that can be read of a conversation."""
    pages = [talk.get(TRANSCRIPT, Accept=kind).text for kind in ("text/plain", "text/html")]
    return "\n".join([talk.get().text, *pages])


@pytest.mark.parametrize(
    ("number", "mark", "notice"),
    [
        (CPR, CPR_MARK, "cpr_masked"),
        (CPR.replace("-", ""), CPR_MARK, "cpr_masked"),
        (CPR.replace("-", " "), CPR_MARK, "cpr_masked"),
        (PHONE, PHONE_MARK, "phone_masked"),
        (PHONE.replace(" ", ""), PHONE_MARK, "phone_masked"),
        (MAIL, "[mail skjult]", "mail_masked"),
    ],
    ids=["cpr", "cpr without dash", "cpr with space", "phone", "phone without spaces", "mail"],
)
def test_a_personal_number_is_masked_and_the_citizen_is_told(
    talk: Talk, number: str, mark: str, notice: str
) -> None:
    reply = talk.say(f"Mit nummer er {number}, er genoptræning gratis?")
    assert reply["notices"] == [notice]
    assert reply["outcome"] != "error"
    assert number not in text_of(reply)
    assert talk.reload()[1]["text"] == f"Mit nummer er {mark}, er genoptræning gratis?"
    assert number not in everywhere(talk)
    assert mark in talk.get(TRANSCRIPT).text


def test_hidden_characters_do_not_smuggle_a_number_through(talk: Talk) -> None:
    reply = talk.say("cpr " + "\u200b".join(CPR) + " hvad koster genoptræning?")
    assert reply["notices"] == ["cpr_masked"]
    assert CPR_MARK in talk.reload()[1]["text"]


def test_several_numbers_give_each_notice_once(talk: Talk) -> None:
    reply = talk.say(f"{CPR} og {CPR}, ring på {PHONE} eller {PHONE}: hvad koster genoptræning?")
    assert reply["notices"] == ["cpr_masked", "phone_masked"]


def test_the_same_request_again_carries_the_same_notice(talk: Talk) -> None:
    first, again = (talk.post(text=f"{CPR} hvad koster det?", request_id="r") for _ in range(2))
    assert first.content == again.content


def test_a_message_that_is_only_a_number_still_gets_an_answer(talk: Talk) -> None:
    reply = talk.say(CPR)
    assert reply["notices"] == ["cpr_masked"]
    assert reply["outcome"] != "error"


def test_numbers_in_a_comment_are_masked_too(bot: RunningBot, talk: Talk) -> None:
    assert talk.rate("0.1", helpful=False, comment=f"ring til {PHONE}, cpr {CPR}").status_code == 204


def test_public_numbers_stay_readable(talk: Talk) -> None:
    reply = talk.say("Skal jeg ringe til 43 28 28 28 eller 112 den 12. 5. kl. 10.30 om § 86, stk. 1?")
    assert reply["notices"] == []
    assert "43 28 28 28" in talk.reload()[1]["text"]
