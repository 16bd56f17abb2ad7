"""Cancelling: never by the bot, and whether there is still time at this moment."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.builders import a_fact
from tests.unit.answers.asking import a_crowd
from tests.unit.answers.dated import ABSENT, ILL, MORNING, OTHER, a_town, told

TOWN = a_town(ILL, OTHER, ABSENT, *a_crowd())
TODAY = date(2026, 4, 21)
AFTERNOON = datetime.combine(TODAY, time(13, 15))
NOT_ME = "Jeg kan ikke selv melde afbud for dig."


def cancelled(text: str, now: datetime = MORNING, **more: object) -> str:
    return told(TOWN, text, "cancellation", now=now, **more).text


def test_every_answer_on_cancelling_begins_with_that_the_bot_cannot() -> None:
    for text in ("hvordan melder jeg afbud", "jeg er syg i dag", "kan du melde afbud for mig"):
        assert cancelled(text).split("\n")[0] == NOT_ME


def test_also_where_the_standard_is_silent() -> None:
    message = told(a_town(a_fact()), "hvordan melder jeg afbud", "cancellation")
    assert message.text.startswith(NOT_ME)
    assert "Ring til Dansehuset." in message.text


def test_somebody_else_is_meant() -> None:
    assert cancelled("min mor er syg i dag", relation="mor").startswith(
        "Jeg kan ikke selv melde afbud for din mor."
    )


def test_illness_today_is_told_to_cancel_now_and_what_staying_away_means() -> None:
    lines = cancelled("jeg er syg og har træning kl. 14").split("\n")
    assert lines[1] == "Er du syg, så meld afbud om morgenen. Det er i dag, så gør det nu."
    assert lines[2].startswith("Bliver du væk uden afbud, gælder det her: Ved udeblivelse")


def test_only_the_rule_that_fits_the_reason_is_worked_out() -> None:
    assert "Det kan stadig nås" not in cancelled("jeg er syg i dag")
    assert "gør det nu" not in cancelled("jeg skal til begravelse i morgen")


def test_without_a_reason_both_rules_are_worked_out() -> None:
    text = cancelled("jeg kan ikke komme i morgen")
    assert "Det kan stadig nås: senest onsdag den 22. april om morgenen." in text
    assert "Det kan stadig nås: senest i dag kl. 12." in text


@pytest.mark.parametrize(
    ("text", "now", "state"),
    [
        ("jeg holder ferie i morgen", MORNING, "Det kan stadig nås: senest i dag kl. 12."),
        ("jeg holder ferie i morgen", AFTERNOON, "Den frist er gået."),
        ("jeg holder ferie på fredag", AFTERNOON, "senest torsdag den 23. april kl. 12."),
        ("jeg er syg i dag", AFTERNOON, "Den frist er gået."),
        ("jeg har feber i dag kl. 8", MORNING, "Den frist er gået."),
        ("jeg er syg i morgen", AFTERNOON, "senest onsdag den 22. april om morgenen."),
    ],
)
def test_in_time_or_too_late(text: str, now: datetime, state: str) -> None:
    assert state in cancelled(text, now)


def test_a_rule_is_not_told_twice() -> None:
    assert cancelled("jeg er syg i dag").count("meld afbud om morgenen") == 1


def test_a_day_gone_by_is_no_training_to_cancel() -> None:
    assert "frist" not in cancelled("jeg var syg den 14. april")


def test_what_the_answer_rests_on_is_named() -> None:
    message = told(TOWN, "jeg er syg i dag", "cancellation")
    assert {ILL, ABSENT} <= set(message.facts)
    assert message.sources
