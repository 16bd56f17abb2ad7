"""The editors' manual explains every key that an editor may write, and its examples can be published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.facts.carried import words
from bot.facts.check import check
from bot.facts.load import load
from bot.facts.types import Edition, Entry, Municipality, Place, ServiceFile, TurnTo
from bot.facts.values import Value
from bot.settings import ROOT
from tests.builders import an_eksempelby

README = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
NAMED_OTHERWISE = {"id"}
"""A municipality's and an edition's id is its folder or its key."""


@pytest.mark.parametrize("model", [Entry, Value, ServiceFile, Edition, Municipality, TurnTo, Place])
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    explained = set(re.findall(r"\w+", README))
    assert set(model.__fields__) - NAMED_OTHERWISE - explained == set()


def test_every_word_that_may_stand_for_a_fact_is_explained() -> None:
    assert all(
        f"| `{word}` |" in README for word in (words()["hole"], words()["unchanged"][0], words()["silent"][0])
    )


def test_the_example_of_words_that_stand_for_facts_can_be_published(tmp_path: Path) -> None:
    example = README.split("## Ord, der kan stå")[1].split("```yaml\n")[1].split("```")[0]
    root = an_eksempelby(tmp_path)
    town = root / "municipalities" / "eksempelby"
    (town / "editions.yml").write_text(EDITIONS, encoding="utf-8")
    old = """    eksempelby-2024:
      value: {times: 2, per: uge}
      say: "{Du} kan danse {times} gange om ugen."
      section: Omfang
"""
    home = """    eksempelby-2024:
      - {id: rygning, say: Der må ikke ryges., section: Hjemmet}
      - {id: kaeledyr, say: Hunde skal være i et andet rum., section: Hjemmet}
"""
    text = example.replace("  home_as_workplace:", f"{old}  home_as_workplace:") + home
    rest = "silent_on: [start_deadline, legal_basis, contact]\npartial: true\n"
    (town / "services" / "dans.yml").write_text(f"service: dans\nfacts:\n{text}{rest}", encoding="utf-8")
    for other in ("genoptraening", "faelles"):
        (town / "services" / f"{other}.yml").write_text(
            f"service: {other}\npartial: true\n", encoding="utf-8"
        )
    loaded = load(root)
    assert [str(fault) for fault in check(loaded) if fault.file.endswith("dans.yml")] == []
    new = {(fact.name, fact.id): fact.section for fact in loaded.facts if fact.edition == "eksempelby-2027"}
    assert new == {
        ("price", ""): "Betaling",
        ("frequency", ""): "Omfang og varighed",
        ("home_as_workplace", "rygning"): "Hjemmet",
    }


EDITIONS = """editions:
  eksempelby-2027:
    title: B
    edition: b
    in_text: B
    validity: current
    replaces: eksempelby-2024
    sections: [Betaling, Omfang og varighed, Hjemmet]
  eksempelby-2024:
    title: A
    edition: a
    in_text: A
    validity: replaced
    sections: [Betaling, Omfang, Hjemmet]
"""
