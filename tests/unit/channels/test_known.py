"""The page of all that is known: differences between editions, what is overdue, search."""

from __future__ import annotations

from datetime import date

import pytest

from bot.channels.changes import differences, overdue
from bot.channels.known import known_page
from bot.facts.query import Facts
from bot.facts.values import Value
from bot.outcomes import Validity
from tests.builders import a_fact, a_municipality, an_edition, some_facts

DAY = date(2026, 11, 22)
NOW, OLD = "eksempelby-2026", "eksempelby-2019"


def editions(**fields: object) -> Facts:
    """Eksempelby with an edition of 2026 in the place of that of 2019."""
    new = an_edition(id=NOW, replaces=OLD, edition="udgave 2026", **fields)
    return some_facts(
        a_fact(edition=NOW, say="Det koster {amount} kr.", value=Value(payer="borger", amount=20)),
        a_fact(edition=OLD, say="Det koster {amount} kr.", value=Value(payer="borger", amount=15)),
        a_fact(edition=NOW, name="food", say="Maden er gratis."),
        a_fact(edition=OLD, name="food", say="Maden er gratis."),
        a_fact(edition=NOW, name="place", id="sal", say="{Du} danser i salen."),
        a_fact(edition=OLD, name="place", id="have", say="{Du} danser i haven."),
        editions=[new],
    )


def rows() -> dict[tuple[str, str | None], dict[str, object]]:
    facts = editions()
    (pair,) = differences(facts.municipalities["eksempelby"], facts)
    return {(row["label"], row["old"]): row for service in pair["services"] for row in service["rows"]}


def test_a_fact_that_says_something_else_stands_with_both_its_sentences() -> None:
    row = rows()["Pris", "Det koster 15 kr."]
    assert row["new"] == "Det koster 20 kr."
    assert row["figures"]


def test_a_fact_that_only_one_edition_has_stands_alone() -> None:
    assert rows()["Sted", "Du danser i haven."]["new"] is None
    assert rows()["Sted", None]["new"] == "Du danser i salen."


def test_what_is_alike_is_counted_and_not_shown() -> None:
    facts = editions()
    (pair,) = differences(facts.municipalities["eksempelby"], facts)
    assert (pair["count"], pair["alike"]) == (3, 1)
    assert "Mad" not in {label for label, _ in rows()}


def test_an_edition_that_replaces_nothing_has_no_differences() -> None:
    facts = some_facts(a_fact())
    assert differences(facts.municipalities["eksempelby"], facts) == []


@pytest.mark.parametrize(("due", "late"), [("2026-11-21", True), ("2026-11-22", False), ("ukendt", False)])
def test_an_edition_is_overdue_the_day_after_its_day(due: str, late: bool) -> None:
    found = overdue(editions(review_by=due), DAY)
    assert bool(found) is late
    if late:
        assert found == [
            {"id": "eksempelby", "name": "Eksempelby Kommune", "title": "Eksempelbys kvalitetsstandard",
             "day": "21. november 2026"}
        ]  # fmt: skip


def test_a_replaced_edition_is_overdue_only_while_something_of_it_is_told() -> None:
    old = an_edition(id="gammel", validity=Validity.REPLACED, review_by="2026-01-01")
    silent = some_facts(a_fact(), a_fact(edition="gammel"), editions=[old])
    told = some_facts(a_fact(), a_fact(edition="gammel", show_with_current=True), editions=[old])
    assert overdue(silent, DAY) == []
    assert [row["title"] for row in overdue(told, DAY)] == ["Eksempelbys kvalitetsstandard"]


def shown(query: str) -> list[str]:
    facts = some_facts(
        a_fact(say="Dansen er gratis.", words=["betaling"]),
        a_fact(name="place", say="{Du} danser i Ærøsalen.", section="Lokaler"),
        municipality=a_municipality(),
    )
    page = known_page(facts, DAY, query)
    return [row["text"] for town in page["towns"] for service in town["services"] for row in service["facts"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gratis", ["Dansen er gratis."]),
        ("GRATIS dans", ["Dansen er gratis."]),
        ("aeroesalen", ["Du danser i Ærøsalen."]),
        ("sted", ["Du danser i Ærøsalen."]),
        ("betaling", ["Dansen er gratis."]),
        ("eksempelby pris", ["Dansen er gratis."]),
        ("hund", []),
    ],
)
def test_a_search_shows_what_has_every_word(query: str, found: list[str]) -> None:
    assert shown(query) == found


def test_no_search_shows_all() -> None:
    assert len(shown("  ")) == 2


def test_a_search_finds_what_the_standard_is_silent_on() -> None:
    page = known_page(some_facts(a_fact()), DAY, "venteliste")
    (town,) = page["towns"]
    assert town["services"][0]["silent"] == ["Venteliste"]
    assert page["found"] == 0


def test_the_page_names_the_state_of_the_edition_and_when_it_is_read_again() -> None:
    page = known_page(editions(review_by="2027-06-01"), DAY)
    (town, _) = page["towns"]
    assert (town["review"], town["state"]) == ("1. juni 2027", "gælder i dag")
    assert page["overdue"] == []
