"""A municipality that the bot does not know is recognised; a hospital or a way there is not."""

import pytest

from bot.nlu.elsewhere import named


@pytest.mark.parametrize(
    "text",
    [
        "jeg bor i Gladsaxe, kan jeg få træning",
        "Odense kommune, genoptræning, telefonnummer?",
        "hvad koster daghjem i Hvidovre",
        "min mor er borger i taarnby",
    ],
)
def test_who_lives_or_trains_elsewhere_is_heard(text: str) -> None:
    assert named(text)


@pytest.mark.parametrize(
    "text",
    [
        "jeg er opereret på Hvidovre Hospital",
        "de vil sende mig til Albertslund for at træne",
        "genoptræning efter ophold i Glostrup Hospital",
        "jeg bor i byen",
        "",
    ],
)
def test_a_place_on_the_way_is_not(text: str) -> None:
    assert not named(text)
