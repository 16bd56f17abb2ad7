"""What an editor may write in the place of a fact, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.facts.check import check
from bot.facts.load import Loaded, load
from bot.facts.types import Fact, Silence
from tests.builders import an_eksempelby

EDITIONS = """editions:
  eksempelby-2026:
    {title: C, edition: c, in_text: C, validity: current, replaces: eksempelby-2024, sections: [Pris, Lov]}
  eksempelby-2024:
    {title: B, edition: b, in_text: B, validity: replaced, replaces: eksempelby-2019, sections: [Pris]}
  eksempelby-2019: {title: A, edition: a, in_text: A, validity: replaced, sections: [Omfang, Pris, Entre]}
"""
REST = "silent_on: [frequency, start_deadline, legal_basis, home_as_workplace, contact, food, materials]\n"
OLD = """    eksempelby-2024:
      value: {payer: borger, amount: 15, unit: dkk, per: gang}
      say: "{Du} betaler {amount} kr. for hver gang."
      section: Pris
      words: [entre]
      show_with_current: true
"""


def reads(folder: Path, price: str, silent_on: str = REST) -> Loaded:
    """Eksempelby, where dancing has this price and nothing else is known."""
    root = an_eksempelby(folder)
    town = root / "municipalities" / "eksempelby"
    (town / "editions.yml").write_text(EDITIONS, encoding="utf-8")
    (town / "services" / "dans.yml").write_text(
        f"service: dans\nfacts:\n  price:\n{price}{silent_on}", encoding="utf-8"
    )
    for other in ("genoptraening", "faelles"):
        (town / "services" / f"{other}.yml").write_text(
            f"service: {other}\npartial: true\n", encoding="utf-8"
        )
    return load(root)


def price_of(loaded: Loaded, edition: str = "eksempelby-2026") -> Fact:
    return next(fact for fact in loaded.facts if fact.name == "price" and fact.edition == edition)


def silence_of(loaded: Loaded) -> Silence:
    return next(silence for silence in loaded.silences if silence.service == "dans")


def codes(loaded: Loaded) -> set[str]:
    ours = [problem for problem in check(loaded) if problem.file.endswith("dans.yml")]
    return {problem.code for problem in ours} - {"neither"}


@pytest.mark.parametrize("word", ["uændret", "uaendret", "Uændret.", "{say: uændret}"])
def test_unchanged_is_the_same_fact_of_the_new_edition(word: str, tmp_path: Path) -> None:
    loaded = reads(tmp_path, f"    eksempelby-2026: {word}\n{OLD}")
    new, old = price_of(loaded), price_of(loaded, "eksempelby-2024")
    assert (new.value, new.say, new.section, new.words) == (old.value, old.say, old.section, old.words)
    assert new.edition == "eksempelby-2026"
    assert codes(loaded) == set()


def test_the_old_fact_stays_as_it_was_and_is_told_by_itself_no_more_than_before(tmp_path: Path) -> None:
    loaded = reads(tmp_path, f"    eksempelby-2026: uændret\n{OLD}")
    assert price_of(loaded, "eksempelby-2024").show_with_current
    assert not price_of(loaded).show_with_current


def test_what_stands_beside_the_word_takes_the_place_of_the_old(tmp_path: Path) -> None:
    given = "{say: uændret, section: Lov, value: {payer: borger, amount: 20, unit: dkk, per: gang}}"
    new = price_of(reads(tmp_path, f"    eksempelby-2026: {given}\n{OLD}"))
    assert new.sentence == "{Du} betaler 20 kr. for hver gang."
    assert (new.section, new.words) == ("Lov", ("entre",))


def test_the_order_of_the_editions_in_a_file_does_not_matter(tmp_path: Path) -> None:
    loaded = reads(tmp_path, f"{OLD}    eksempelby-2026: uændret\n")
    assert price_of(loaded).say == price_of(loaded, "eksempelby-2024").say


def test_unchanged_may_stand_for_unchanged(tmp_path: Path) -> None:
    first = OLD.replace("2024", "2019")
    loaded = reads(tmp_path, f"    eksempelby-2026: uændret\n    eksempelby-2024: uændret\n{first}")
    assert price_of(loaded).say == price_of(loaded, "eksempelby-2019").say
    assert codes(loaded) == set()


def test_each_of_several_facts_is_unchanged_by_its_own_id(tmp_path: Path) -> None:
    old = """    eksempelby-2024:
      - {id: voksen, value: {payer: borger}, say: Voksne betaler., section: Pris}
      - {id: barn, value: {payer: kommune}, say: Børn er gratis., section: Pris}
"""
    new = """    eksempelby-2026:
      - {id: barn, say: uændret}
      - {id: voksen, value: {payer: borger}, say: Voksne betaler mere., section: Pris}
"""
    loaded = reads(tmp_path, new + old)
    said = {fact.id: fact.say for fact in loaded.facts if fact.edition == "eksempelby-2026"}
    assert said == {"barn": "Børn er gratis.", "voksen": "Voksne betaler mere."}
    assert codes(loaded) == set()


def test_silent_is_a_silence_of_the_service(tmp_path: Path) -> None:
    loaded = reads(tmp_path, f"    eksempelby-2026: tavs\n{OLD}")
    assert "price" in silence_of(loaded).names
    assert [fact.edition for fact in loaded.facts if fact.name == "price"] == ["eksempelby-2024"]
    assert codes(loaded) == set()


def test_one_fact_of_several_may_go_without_the_name_going_silent(tmp_path: Path) -> None:
    old = """    eksempelby-2024:
      - {id: voksen, value: {payer: borger}, say: Voksne betaler., section: Pris}
      - {id: barn, value: {payer: kommune}, say: Børn er gratis., section: Pris}
"""
    new = "    eksempelby-2026:\n      - {id: barn, say: tavs}\n      - {id: voksen, say: uændret}\n"
    loaded = reads(tmp_path, new + old)
    assert [fact.id for fact in loaded.facts if fact.edition == "eksempelby-2026"] == ["voksen"]
    assert "price" not in silence_of(loaded).names


def test_what_an_older_edition_was_silent_on_is_not_silent_now(tmp_path: Path) -> None:
    loaded = reads(tmp_path, OLD.replace("2024", "2026") + "    eksempelby-2024: tavs\n")
    assert "price" not in silence_of(loaded).names
    assert codes(loaded) == set()


def test_what_was_silent_and_is_unchanged_is_silent(tmp_path: Path) -> None:
    loaded = reads(tmp_path, "    eksempelby-2026: uændret\n    eksempelby-2024: tavs\n")
    assert "price" in silence_of(loaded).names
    assert codes(loaded) == set()


@pytest.mark.parametrize("hole", ["UDFYLD", "{say: UDFYLD}", "[{id: barn, say: UDFYLD}]", '"UDFYLD her"'])
def test_a_hole_keeps_everything_from_being_published(hole: str, tmp_path: Path) -> None:
    loaded = reads(tmp_path, f"    eksempelby-2026: {hole}\n{OLD}")
    assert codes(loaded) == {"hole"}
    with pytest.raises(KnowledgeError, match="UDFYLD"):
        loaded.knowledge()


def test_what_hangs_on_a_hole_is_not_a_second_fault(tmp_path: Path) -> None:
    loaded = reads(tmp_path, "    eksempelby-2026: uændret\n    eksempelby-2024: UDFYLD\n")
    assert codes(loaded) == {"hole"}


def test_an_edition_left_empty_is_still_a_fault(tmp_path: Path) -> None:
    assert codes(reads(tmp_path, f"    eksempelby-2026:\n{OLD}")) == {"wrong_type"}
