"""The gloss: known English words in Danish, the longest first, the rest left out."""

import pytest

from bot.nlu.gloss import danish


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How much does it cost?", "hvor meget koster det"),
        ("my mother", "min mor"),
        ("HOW DO I APPLY", "hvordan søger jeg"),
        ("chest pain", "brystsmerter"),
        ("kan jeg få kørsel", ""),
        ("", ""),
        ("mothers-in-arms whatever", ""),
    ],
)
def test_what_is_known_is_put_into_danish(text: str, wanted: str) -> None:
    assert danish(text) == wanted


def test_a_longer_turn_of_phrase_goes_before_its_words() -> None:
    assert danish("apply for") == "søge om"
    assert danish("how long") == "hvor længe"
    assert danish("phone number") == "telefonnummer"


def test_a_word_within_another_is_not_glossed() -> None:
    assert "gratis" not in danish("freedom")
