"""The closed list of names."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from bot.facts.catalogue import Topic, expected_for, topics
from bot.facts.types import Service
from bot.facts.values import Value

KINDS = get_args(Service.__fields__["kind"].outer_type_)


def test_every_name_has_a_label_and_a_clause_that_ends_a_sentence() -> None:
    for topic in topics().values():
        assert re.fullmatch(r"[a-z_]+", topic.name)
        assert topic.label[0].isupper()
        assert topic.about == topic.about.strip()
        assert not topic.about.endswith((".", ","))
        assert topic.about.split()[0] in {
            "hvad",
            "hvem",
            "hvilken",
            "hvilke",
            "hvilket",
            "hvor",
            "hvordan",
            "hvornår",
            "om",
            "noget",
        }


def test_a_clause_keeps_what_stands_after_its_comma() -> None:
    assert topics()["no_show"].about.endswith("udebliver")
    assert topics()["ending"].about.endswith("slutter")


def test_labels_and_clauses_tell_the_names_apart() -> None:
    labels = [topic.label for topic in topics().values()]
    clauses = [topic.about for topic in topics().values()]
    assert len(labels) == len(set(labels))
    assert len(clauses) == len(set(clauses))


def test_only_known_kinds_and_fields_are_named() -> None:
    fields = set(Value.__fields__)
    for topic in topics().values():
        assert set(topic.expected) <= set(KINDS)
        assert {field for need in topic.needs for field in need.split("|")} <= fields


def test_a_service_must_speak_of_what_its_kind_expects() -> None:
    assert {"price", "apply", "who_can", "complaint_decision"} <= set(expected_for("training"))
    assert "materials" in expected_for("activity")
    assert "materials" not in expected_for("training")
    assert expected_for("care") == []


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (set(), ["payer", "phone|mail"]),
        ({"payer"}, ["phone|mail"]),
        ({"payer", "mail"}, []),
        ({"phone"}, ["payer"]),
    ],
)
def test_a_need_with_a_bar_is_met_by_either(given: set[str], missing: list[str]) -> None:
    topic = Topic("x", "X", "hvad x er", ("payer", "phone|mail"), ())
    assert topic.missing_fields(given) == missing
