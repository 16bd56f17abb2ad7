"""Look-up: the municipality, service, person and hard word that a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lang.fold import folded_words
from bot.nlu.lookup import Found
from tests.unit.nlu.names import some_names

NAMES = some_names()


def found(text: str) -> Found:
    return NAMES.find(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hvad koster det i Eksempelby", ("eksempelby",)),
        ("EKSEMPELBY KOMMUNE", ("eksempelby",)),
        ("nabobys priser", ("naboby",)),
        ("er naboby billigere end eksempelby", ("naboby", "eksempelby")),
        ("eksempelby, altså eksempelby", ("eksempelby",)),
        ("jeg bor i eksemplby", ("eksempelby",)),
        ("jeg bor i Fjernby", ()),
        ("jeg bor alene", ()),
    ],
)
def test_municipalities_are_found_in_the_order_of_the_text(text: str, wanted: tuple[str, ...]) -> None:
    assert found(text).municipalities == wanted


@pytest.mark.parametrize(
    "text", ["opereret på Eksempelby Hospital", "eksempelby sygehus", "Eksempelby Hospitals plan"]
)
def test_a_hospital_is_not_a_municipality(text: str) -> None:
    assert found(text).municipalities == ()


def test_a_hospital_does_not_hide_the_municipality_beside_it() -> None:
    text = "fra eksempelby hospital, men jeg bor i naboby"
    assert found(text).municipalities == ("naboby",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hvad koster dans", ("dans",)),
        ("kan jeg syng med os", ("sang",)),
        ("korsang og dans", ("sang", "dans")),
        ("GENOPTRAENING", ("traening",)),
        ("genoptrænning", ("traening",)),
        ("efter § 86 stk 1", ("traening",)),
        ("hvornår åbner dansehuset", ("dans",)),
        ("er der plads i det røde hus", ("dans",)),
        ("i søpavillonen", ()),
        ("hvad koster vandring", ()),
        ("danser", ()),
    ],
)
def test_services_are_found_by_their_words_and_places(text: str, wanted: tuple[str, ...]) -> None:
    assert found(text).services == wanted


@pytest.mark.parametrize("slip", ["korsnag", "korsag", "korsangg", "korsong"])
def test_a_name_is_found_with_one_slip(slip: str) -> None:
    assert found(f"hvad koster {slip}").services == ("sang",)


@pytest.mark.parametrize("word", ["korsogn", "sanh", "dand", "kosagn"])
def test_a_short_name_or_a_second_slip_is_not_a_name(word: str) -> None:
    assert found(f"hvad koster {word}").services == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("kan min mor få kørsel", "mor"),
        ("kan min gamle mor få kørsel", "mor"),
        ("mor skal genoptrænes", "mor"),
        ("vores far kan ikke gå", "far"),
        ("my husband fell", "mand"),
        ("mine forældre er gamle", "foraeldre"),
        ("min ældste datter er syg", "datter"),
        ("min svigermor bor alene", "svigermor"),
        ("jeg ringer for en borger", "borger"),
        ("min søn har brækket benet", "soen"),
    ],
)
def test_the_person_in_need_is_found(text: str, wanted: str) -> None:
    assert found(text).relation == wanted


@pytest.mark.parametrize(
    "text",
    [
        "jeg bor hos min mor",
        "jeg bor hos mor",
        "må jeg tage min mand med? han kører med min kone",
        "en mand på gaden",
        "kone søges",
        "hvad koster det",
        "brev fra min datter",
    ],
)
def test_somebody_who_is_only_mentioned_is_not_in_need(text: str) -> None:
    relation = found(text).relation
    assert relation is None or relation == "mand"
    assert (relation == "mand") == ("tage min mand" in text)


@pytest.mark.parametrize("text", ["hvad er visitation", "er jeg visiteret", "VISITATION?"])
def test_a_hard_word_is_found(text: str) -> None:
    assert found(text).hard_word == "visitation"


def test_the_rest_is_what_says_something_and_names_nothing() -> None:
    assert found("hvad koster dans for min mor i eksempelby").rest == ("koster",)
    assert found("og i naboby").rest == ()


def test_nothing_is_found_in_nothing() -> None:
    assert found("") == Found()


@given(st.text(max_size=60))
def test_the_rest_holds_only_words_of_the_text(text: str) -> None:
    assert set(found(text).rest) <= set(folded_words(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("er det i huset med tårnte", ("dans",)),
        ("er det i huset med tarnet", ("dans",)),
        ("er det i huzet med tårnet", ()),
        ("er det i huset med kvarnet", ()),
        ("er det i huset uden tårnet", ()),
    ],
)
def test_a_long_word_of_a_name_may_hold_one_slip(text: str, wanted: tuple[str, ...]) -> None:
    assert found(text).services == wanted
