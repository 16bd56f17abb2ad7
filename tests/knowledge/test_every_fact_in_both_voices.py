"""Every sentence a citizen can get, to oneself and about another: filled, clean, grammatical."""

from __future__ import annotations

import re

import pytest

from bot.facts.load import Loaded
from bot.facts.query import Facts
from bot.lang.voice import Relation, Voice, relations

ASKERS: list[Relation | None] = [
    None,
    *(relations()[key] for key in ("mor", "far", "foraeldre", "nabo", "borger")),
]
YOU = re.compile(r"\b(du|dig|din|dit|dine)\b", re.IGNORECASE)


def sayings(content: Loaded) -> dict[str, str]:
    """Everything with marks, by its address."""
    said = {f"{fact.key} {fact.first_day}": fact.sentence for fact in content.facts}
    said |= {f"{fact.key} {fact.first_day} doubt": fact.doubt for fact in content.facts if fact.doubt}
    return said | {f"hard word {word.id}": word.say for word in content.hard_words}


def faults(said: str) -> list[str]:
    """What is untidy in a text that a citizen reads."""
    found = [
        sign
        for sign in (
            "{",
            "}",
            "  ",
            " .",
            " ,",
            "..",
            ",.",
            "None",
            "fastsat_aarligt",
            "gaeldende_takst",
        )
        if sign in said
    ]
    if said != said.strip():
        found.append("blank at an end")
    if not said[:1].isupper() and not said[:1].isdigit() and said[:1] != "§":
        found.append("no capital")
    if said[-1:] not in {".", "!", "?"}:
        found.append("no end")
    return found


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: asker.id if asker else "self")
def test_every_fact_is_a_tidy_sentence(asker: Relation | None, content: Loaded) -> None:
    untidy = {key: faults(Voice(asker).say(text)) for key, text in sayings(content).items()}
    assert {key: found for key, found in untidy.items() if found} == {}


@pytest.mark.parametrize("asker", ASKERS[1:], ids=lambda asker: asker.id if asker else "")
def test_another_person_is_named_at_most_once_and_never_called_du(asker: Relation, content: Loaded) -> None:
    for key, text in sayings(content).items():
        said = Voice(asker).say(text)
        assert len(re.findall(rf"\b{asker.named}", said, re.IGNORECASE)) <= 1, key
        rest = re.sub(rf"\b{asker.named}s?\b", "", said, flags=re.IGNORECASE)
        assert not YOU.search(rest), f"{key}: {said}"


@pytest.mark.parametrize("asker", ASKERS[1:], ids=lambda asker: asker.id if asker else "")
def test_a_whole_reply_names_another_person_once(asker: Relation, content: Loaded) -> None:
    voice = Voice(asker)
    said = " ".join(voice.say(text) for text in sayings(content).values())
    assert len(re.findall(rf"\b{asker.named}", said, re.IGNORECASE)) == 1


def test_to_oneself_no_third_person_is_left(content: Loaded) -> None:
    for key, text in sayings(content).items():
        spoken = Voice().say(text)
        if "{" in text:
            assert YOU.search(spoken), f"{key}: {spoken}"


def test_every_desk_tells_how_to_reach_it(facts: Facts) -> None:
    for town in facts.municipalities.values():
        for desk in (town.turn_to, *town.turn_to_for.values()):
            assert faults(desk.sentence) == [], town.id
            assert set(desk.value.given()) & {"phone", "mail", "web", "digital_post"}, town.id
