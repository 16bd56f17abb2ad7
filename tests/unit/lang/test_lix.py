"""Readability: known values, and what counts as a sentence and as a long word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lang.lix import long_words, measure, sentences


@pytest.mark.parametrize(
    ("text", "words", "count", "lix"),
    [
        ("", 0, 0, 0),
        ("Hej du.", 2, 1, 2),
        ("Vi bor her. Du bor der.", 6, 2, 3),
        ("Kommunen betaler for dig.", 4, 1, 54),  # 4 words + half of them long
        ("Det er en kort og let tekst, som alle kan læse.", 11, 1, 11),
        ("Træning hjælper. Det er godt.", 5, 2, 42),  # 2.5 + 40, half to even
    ],
)
def test_lix_is_words_a_sentence_and_the_share_of_long_words(
    text: str, words: int, count: int, lix: int
) -> None:
    measured = measure(text)
    assert (measured.words, measured.sentences, measured.lix) == (words, count, lix)


def test_a_long_word_has_seven_letters() -> None:
    assert long_words("kommune kaffen") == ["kommune"]


def test_names_do_not_count_as_long() -> None:
    text = "Visitationen ringer til dig."
    assert long_words(text) == ["Visitationen"]
    assert long_words(text, frozenset({"visitationen"})) == []
    assert measure(text, frozenset({"visitationen"})).lix == 4


def test_numbers_are_not_words() -> None:
    assert measure("Ring 98 76 54 32.").words == 1


@pytest.mark.parametrize(
    "text",
    [
        "Træningen gives efter serviceloven § 86, stk. 1.",
        "Den er godkendt den 18. maj 2022.",
        "Ring mellem kl. 9.00 og kl. 10.30.",
        "Prisen er 25 kr. pr. gang.",
        "Det gælder fx kl. 9 og nr. 4.",
    ],
)
def test_a_dot_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("En. To! Tre? Fire: fem", 5),
        ("Linje et\nlinje to\n\nlinje tre", 3),
        ("Vent... Så går det.", 2),
        ("Hvad?! Ja.", 2),
        ("§ 86, stk. 1. Det gælder alle.", 2),
        ("", 0),
        ("  .  ", 0),
    ],
)
def test_sentences_end_with_a_stop_a_colon_or_a_line(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text("abcæøå .!?:\n", max_size=60))
def test_no_sentence_is_empty_and_no_letter_is_lost(text: str) -> None:
    found = sentences(text)
    assert all(part.strip() == part != "" for part in found)
    assert [c for part in found for c in part if c.isalpha()] == [c for c in text if c.isalpha()]
