"""Parts: where one message may hold several questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.parts import MIN_WORDS, split


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hvad koster det", ["hvad koster det"]),
        ("Hvad koster det? Hvor tit er det?", ["Hvad koster det?", "Hvor tit er det?"]),
        ("hvad koster det og hvor tit er det", ["hvad koster det", "hvor tit er det"]),
        ("hvad koster det, hvornår er det", ["hvad koster det", "hvornår er det"]),
        ("er det gratis, og kan jeg få kørsel", ["er det gratis", "kan jeg få kørsel"]),
        ("hvad koster det\nhvor er det", ["hvad koster det", "hvor er det"]),
        ("hvad koster det - hvor er det", ["hvad koster det", "hvor er det"]),
        ("Jeg bor alene. Kan jeg få hjælp?", ["Jeg bor alene.", "Kan jeg få hjælp?"]),
        ("jeg kan ikke gå, men hvem kan hjælpe", ["jeg kan ikke gå", "hvem kan hjælpe"]),
        ("HVAD KOSTER DET OG HVORDAN SØGER JEG", ["HVAD KOSTER DET", "HVORDAN SØGER JEG"]),
    ],
)
def test_a_message_is_split_where_a_question_may_begin(text: str, wanted: list[str]) -> None:
    assert split(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["mad og kaffe", "min mor og far", "kørsel til og fra træning", "aktivitets- og samværstilbud", "86,2"],
)
def test_things_that_belong_together_stay_together(text: str) -> None:
    assert split(text) == [text]


def test_a_greeting_of_one_word_is_no_part() -> None:
    assert split("Hej! Hvad koster det?") == ["Hvad koster det?"]


@pytest.mark.parametrize("text", ["", "hej", "?", "hej. tak."])
def test_a_text_without_any_part_is_itself(text: str) -> None:
    assert split(text) == [text]


@given(st.text(max_size=80))
def test_there_is_always_a_part_and_nothing_is_made_up(text: str) -> None:
    parts = split(text)
    assert parts
    assert all(part in text for part in parts)
    assert parts == [text] or all(len(part.split()) >= MIN_WORDS for part in parts)
