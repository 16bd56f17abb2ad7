"""Reading a message: the whole, its parts, and English through its gloss."""

from bot.nlu.linear import Linear
from bot.nlu.read import FOREIGN, rankings

EXAMPLES = {
    "ask_price": ["hvad koster det", "er det gratis", "hvad er prisen"],
    "ask_transport": ["kan jeg få kørsel", "er der en bus", "bliver jeg hentet"],
    "safety_acute": [
        "jeg har brystsmerter",
        "min far er bevidstløs",
        "hun er bevidstløs",
        "hun kan ikke få vejret",
    ],
    FOREIGN: [
        "how much does this thing cost",
        "please tell me about the service",
        "who are you and what is this",
    ],
}
MODEL = Linear.train(
    [text for texts in EXAMPLES.values() for text in texts],
    [label for label, texts in EXAMPLES.items() for _ in texts],
    cost=20.0,
    rounds=60,
)


def test_the_whole_and_each_part_have_a_ranking() -> None:
    whole, parts = rankings(MODEL, "Er det gratis? Er der en bus?")
    assert len(whole) == 4
    assert [(text, ranking[0][0]) for text, ranking in parts] == [
        ("Er det gratis?", "ask_price"),
        ("Er der en bus?", "ask_transport"),
    ]


def test_english_stays_english_with_the_topics_of_its_gloss_behind() -> None:
    whole, parts = rankings(MODEL, "please tell me how much does it cost")
    assert [name for name, _ in whole[:2]] == [FOREIGN, "ask_price"]
    assert [name for name, _ in whole].count(FOREIGN) == 1
    assert parts == []


def test_danger_in_english_is_danger() -> None:
    whole, _ = rankings(MODEL, "please tell me what to do my father is unconscious")
    assert whole[0][0] == "safety_acute"


def test_english_without_known_words_is_left_as_it_is() -> None:
    whole, parts = rankings(MODEL, "please tell me about this thing")
    assert whole[0][0] == FOREIGN
    assert parts == []


def test_nothing_is_ranked_too() -> None:
    whole, parts = rankings(MODEL, "")
    assert len(whole) == 4
    assert [text for text, _ in parts] in ([""], [])
