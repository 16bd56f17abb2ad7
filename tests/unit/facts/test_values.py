"""Typed values: what is refused, and how each is written in a sentence."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.facts.types import TurnTo
from bot.facts.values import Range, Value, placeholders
from tests.builders import a_fact


def kind_of_fault(value: dict[str, object]) -> str:
    with pytest.raises(ValidationError) as caught:
        Value.parse_obj(value)
    return str(caught.value.errors()[0]["type"])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"amount": 25}, {"amount": "25"}),
        ({"amount": 12.5}, {"amount": "12½"}),
        ({"amount": "fastsat_aarligt"}, {"amount": "fastsat_aarligt"}),
        ({"times": 2}, {"times": "2"}),
        ({"times": {"min": 1, "max": 3}}, {"times": "1-3"}),
        ({"sessions": {"min": 10, "max": 12}}, {"sessions": "10-12"}),
        ({"length": {"min": 0.5, "max": 1}}, {"length": "½-1"}),
        ({"within": 10}, {"within": "10"}),
        (
            {"age_from": 18, "age_to": "folkepensionsalder"},
            {"age_from": "18", "age_to": "folkepensionsalderen"},
        ),
        ({"phone": "98765432"}, {"phone": "98 76 54 32"}),
        ({"fax": "98765432"}, {"fax": "98 76 54 32"}),
        ({"phone": "112"}, {"phone": "112"}),
        ({"opens": "09:00", "closes": "10:30"}, {"opens": "9.00", "closes": "10.30"}),
        ({"date": "2022-05-18"}, {"date": "18. maj 2022"}),
        ({"year": 2022}, {"year": "2022"}),
        ({"paragraph": "86"}, {"paragraph": "§ 86"}),
        ({"law": "aeldreloven"}, {"law": "ældreloven", "Law": "Ældreloven"}),
        ({"paragraph": "9-10"}, {"paragraph": "§§ 9-10"}),
        ({"born_from": "1963-01-01", "born_to": "1966-12-31"}, {"born_from": "1963", "born_to": "1966"}),
        ({"web": "www.eksempelby.example"}, {"web": "www.eksempelby.example"}),
    ],
)
def test_a_value_is_written_as_danes_write_it(value: dict[str, object], written: dict[str, str]) -> None:
    assert placeholders(Value.parse_obj(value)) == written


def test_a_paragraph_carries_its_section() -> None:
    value = Value(law="serviceloven", paragraph="140 a", stk="2")
    assert placeholders(value)["paragraph"] == "§ 140 a, stk. 2"


def test_no_value_gives_no_placeholders() -> None:
    assert placeholders(None) == {}
    assert placeholders(Value()) == {}


def test_only_the_given_fields_count() -> None:
    assert set(Value(payer="kommune", digital_post=False).given()) == {"payer", "digital_post"}


@pytest.mark.parametrize("ends", [(3, 3), (3, 1), (2.5, 2)])
def test_a_range_must_grow(ends: tuple[float, float]) -> None:
    assert kind_of_fault({"times": {"min": ends[0], "max": ends[1]}}).startswith("type_error")
    with pytest.raises(ValidationError, match="larger than min"):
        Range(min=ends[0], max=ends[1])


@pytest.mark.parametrize("phone", ["98 76 54 32", "+4598765432", "", "9876543a", "٩٨٧٦"])
def test_a_phone_number_is_digits_only(phone: str) -> None:
    assert kind_of_fault({"phone": phone}) == "value_error.phone"
    with pytest.raises(ValidationError):
        TurnTo(who="Dansehuset", say="Ring på {phone}.", phone=phone)


@pytest.mark.parametrize("clock", ["9", "24:00", "12:60", "9.00", "09:0", "kl. 9", "-1:00", ""])
def test_a_clock_time_is_hours_and_minutes(clock: str) -> None:
    assert kind_of_fault({"opens": clock}) == "value_error.clock"
    with pytest.raises(ValidationError):
        TurnTo(who="Dansehuset", say="Ring fra {opens}.", opens=clock)


@pytest.mark.parametrize("day", ["2022", "2022-13-01", "18. maj 2022", "20220518", "2022-05-18T09:00", ""])
def test_a_day_has_year_month_and_day(day: str) -> None:
    assert kind_of_fault({"date": day}) == "value_error.day"


@pytest.mark.parametrize(
    "value",
    [
        {"within": "10"},
        {"within": True},
        {"within": 1.5},
        {"phone": 98765432},
        {"amount": "25"},
        {"payer": "staten"},
        {"per": "time"},
        {"days": ["søndag"]},
        {"law": "hundeloven"},
        {"paragraph": 86},
        {"digital_post": "ja"},
        {"includes": "kaffe"},
        {"ukendt_felt": 1},
    ],
)
def test_nothing_is_converted_and_no_unknown_word_taken(value: dict[str, object]) -> None:
    assert kind_of_fault(value)


def test_a_sentence_is_filled_and_the_person_still_stands() -> None:
    fact = a_fact(value={"times": {"min": 1, "max": 3}}, say="{Du} kan danse {times} gange om ugen.")
    assert fact.sentence == "{Du} kan danse 1-3 gange om ugen."


def test_a_desk_is_filled_like_a_fact() -> None:
    desk = TurnTo(who="Dansehuset", say="Ring på {phone} fra kl. {opens}.", phone="98765432", opens="09:00")
    assert desk.sentence == "Ring på 98 76 54 32 fra kl. 9.00."


def test_a_fact_is_addressed_by_one_string() -> None:
    assert a_fact().key == "eksempelby.dans.price@eksempelby-2024"
    assert a_fact(id="kaffe").key == "eksempelby.dans.price#kaffe@eksempelby-2024"


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        a_fact().say = "Noget andet."
