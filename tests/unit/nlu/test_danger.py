"""Signs of danger in words, and turns of phrase that only look like them."""

import pytest

from bot.nlu.danger import kinds


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hun hænger i ansigtet", "safety_acute"),
        ("min mands mund er skæv", "safety_acute"),
        ("han har ondt i brystet", "safety_acute"),
        ("jeg kan ikke få vejret", "safety_acute"),
        ("hun er bevidstløs", "safety_acute"),
        ("hun bløder voldsomt", "safety_acute"),
        ("mor har slået hovedet", "safety_acute"),
        ("jeg slog mig i hovedet", "safety_acute"),
        ("jeg vil tage mit eget liv", "safety_suicide"),
        ("jeg vil ikke leve mere", "safety_suicide"),
        ("bare jeg ikke skulle vågne i morgen", "safety_suicide"),
        ("I er bedre stillet uden mig", "safety_suicide"),
        ("min mand slår mig", "safety_violence"),
        ("han slog mig på armen", "safety_violence"),
        ("han slår mig ned", "safety_violence"),
        ("min søn truer mig", "safety_violence"),
        ("han slår hende", "safety_violence"),
        ("hun har slugt mine piller", "safety_poison"),
        ("HAN HAR DRUKKET AFKALKER", "safety_poison"),
        ("er planten giftig", "safety_poison"),
    ],
)
def test_signs_are_found_however_they_are_written(text: str, wanted: str) -> None:
    assert wanted in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "det slår mig at det er dyrt",
        "Det slog mig, at I måske ved det",
        "nu slår det mig at jeg glemte at spørge",
        "jeg slog mig på knæet",
        "da jeg faldt slog jeg mig",
        "jeg slår mig på kanten af sengen",
        "hvem slår græsset",
        "jeg er dødtræt",
        "jeg dør af grin",
        "hvad koster det",
        "må jeg slå følge med min mor",
        "",
    ],
)
def test_turns_of_phrase_are_no_signs(text: str) -> None:
    assert kinds(text) == set()


def test_a_turn_of_phrase_does_not_hide_a_sign_beside_it() -> None:
    assert kinds("det slår mig at han slår mig hver dag") == {"safety_violence"}


def test_all_the_words_of_a_sign_must_be_there() -> None:
    assert kinds("ondt i knæet") == set()
    assert kinds("brystet") == set()
