"""The person in a sentence: every mark, for oneself and for another."""

from __future__ import annotations

import pytest

from bot.lang.voice import PERSON_MARKS, Relation, Voice, relations

MOTHER = Relation("mor", "din mor", "hun", "hende", "hendes")
PARENTS = Relation("foraeldre", "dine forældre", "de", "dem", "deres")

ONESELF = {
    "du": "du", "dig": "dig", "din": "din", "dit": "dit", "dine": "dine",
    "sig": "dig", "sin": "din", "sit": "dit", "sine": "dine",
}  # fmt: skip
NAMED_FIRST = {
    "du": "din mor", "dig": "din mor", "din": "din mors", "dit": "din mors", "dine": "din mors",
    "sig": "sig", "sin": "sin", "sit": "sit", "sine": "sine",
}  # fmt: skip
THEN = {
    "du": "hun", "dig": "hende", "din": "hendes", "dit": "hendes", "dine": "hendes",
    "sig": "sig", "sin": "sin", "sit": "sit", "sine": "sine",
}  # fmt: skip


def capital(word: str) -> str:
    return word[0].upper() + word[1:]


def test_the_tables_of_this_file_hold_every_mark() -> None:
    assert set(ONESELF) == set(NAMED_FIRST) == set(THEN) == PERSON_MARKS


@pytest.mark.parametrize("mark", sorted(PERSON_MARKS))
def test_who_asks_for_themselves_is_du(mark: str) -> None:
    assert Voice().say("{" + mark + "}") == ONESELF[mark]
    assert Voice().say("{" + capital(mark) + "}") == capital(ONESELF[mark])


@pytest.mark.parametrize("mark", sorted(PERSON_MARKS))
def test_another_person_is_named_first(mark: str) -> None:
    assert Voice(MOTHER).say("{" + mark + "}") == NAMED_FIRST[mark]
    assert Voice(MOTHER).say("{" + capital(mark) + "}") == capital(NAMED_FIRST[mark])


@pytest.mark.parametrize("mark", sorted(PERSON_MARKS))
def test_another_person_is_a_pronoun_from_the_second_time_on(mark: str) -> None:
    voice = Voice(MOTHER)
    voice.say("{du}")
    assert voice.say("{" + mark + "}") == THEN[mark]
    assert voice.say("{" + capital(mark) + "}") == capital(THEN[mark])


def test_the_name_is_said_once_through_a_whole_reply() -> None:
    voice = Voice(MOTHER)
    said = [
        voice.say("{Du} kan klare {sig} i {sit} hjem."),
        voice.say("Vi ringer til {dig}, og {du} svarer."),
    ]
    assert said == ["Din mor kan klare sig i sit hjem.", "Vi ringer til hende, og hun svarer."]


def test_a_mark_that_points_back_does_not_use_up_the_name() -> None:
    assert Voice(MOTHER).say("At klare {sig} er målet for {dig}.") == "At klare sig er målet for din mor."


def test_two_replies_each_name_the_person() -> None:
    assert Voice(MOTHER).say("{Du}") == Voice(MOTHER).say("{Du}") == "Din mor"


@pytest.mark.parametrize(
    ("named", "owner"),
    [("din mor", "din mors"), ("din Jens", "din Jens'"), ("din Max", "din Max'")],
)
def test_a_name_gets_its_genitive(named: str, owner: str) -> None:
    assert Voice(Relation("x", named, "han", "ham", "hans")).say("{din} plan") == f"{owner} plan"


def test_several_people_own_with_deres_and_help_themselves_with_sig() -> None:
    said = Voice(PARENTS).say("{Du} kan træne i {sit} hjem, så {du} kan klare {sig} med {sine} kræfter.")
    assert said == "Dine forældre kan træne i deres hjem, så de kan klare sig med deres kræfter."


def test_other_braces_stay() -> None:
    assert Voice(MOTHER).say("{within} dage, {DU} og {dus}") == "{within} dage, {DU} og {dus}"


def test_a_sentence_without_marks_stays_as_it_is() -> None:
    assert Voice(MOTHER).say("Træningen er gratis.") == "Træningen er gratis."


@pytest.mark.parametrize("relation", relations().values(), ids=lambda relation: relation.id)
def test_every_known_relation_fits_a_sentence(relation: Relation) -> None:
    said = Voice(relation).say("{Du} får hjælp til {sin} træning. {Dine} ønsker tæller for {dig}.")
    assert said.startswith(capital(relation.named) + " ")
    assert said.count(relation.named) + said.count(capital(relation.named)) == 1
    assert f"{capital(relation.owner)} ønsker tæller for {relation.object}." in said


def test_no_word_names_two_relations() -> None:
    words = [word for relation in relations().values() for word in relation.words]
    assert len(words) == len(set(words))
    assert all(relation.words for relation in relations().values())
