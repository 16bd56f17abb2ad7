"""Folding: the same word however it is typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lang.fold import fold, folded_words, words

DANISH = st.text("abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ -?.0123456789")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Genoptræning", "genoptraening"),
        ("BRØNDBY", "broendby"),
        ("Lærkegård", "laerkegaard"),
        ("idé", "ide"),
        ("Müller", "muller"),
        ("Malmö", "malmoe"),
        ("ǽ ǿ", "ae oe"),
    ],
)
def test_case_accents_and_danish_letters_fold_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(DANISH)
def test_danish_letters_and_their_pairs_are_equal(text: str) -> None:
    typed = text
    for letter, pair in (
        ("æ", "ae"),
        ("ø", "oe"),
        ("å", "aa"),
        ("Æ", "Ae"),
        ("Ø", "Oe"),
        ("Å", "Aa"),
    ):
        typed = typed.replace(letter, pair)
    assert fold(typed) == fold(text)


@given(DANISH)
def test_composed_and_decomposed_letters_are_equal(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(DANISH)
def test_capitals_do_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(DANISH)
def test_danish_folds_to_ascii(text: str) -> None:
    assert fold(text).isascii()


def test_words_keep_their_order_and_signs_fall_away() -> None:
    assert words("Hvad koster det, pr. gang?") == ["Hvad", "koster", "det", "pr", "gang"]


def test_the_paragraph_sign_is_a_word() -> None:
    assert words("§ 86, stk. 1") == ["§", "86", "stk", "1"]
    assert words("§86") == ["§", "86"]


def test_a_word_with_a_hyphen_also_counts_as_its_parts() -> None:
    assert folded_words("ADL-træning") == ["adl-traening", "adl", "traening"]


def test_a_loose_hyphen_belongs_to_no_word() -> None:
    assert folded_words("aktivitets- og samvær -") == ["aktivitets", "og", "samvaer"]


@given(st.text())
def test_every_folded_word_is_a_word_and_folded(text: str) -> None:
    for word in folded_words(text):
        assert word
        assert fold(word) == word
