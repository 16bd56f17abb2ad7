"""The Danish sentences about a counting."""

from datetime import date

import pytest

from bot.deadlines import compute, deadline_of
from bot.deadlines.compute import words
from bot.deadlines.tell import assumed, counted, notes
from bot.facts.query import Facts
from bot.lang import lix
from bot.lang.dates import find
from tests.deadlines.test_compute import a_rule

TODAY = date(2026, 4, 1)


def test_working_days_are_told_with_the_holidays_that_were_passed_over() -> None:
    assert counted(compute(a_rule(10, "working_day"), date(2026, 3, 27)), TODAY) == (
        "Jeg har regnet fra fredag den 27. marts. Den første hverdag er mandag den 30. marts. "
        "Hverdag nummer 10 er onsdag den 15. april. Lørdage og søndage tæller ikke med. "
        "Det gør helligdagene heller ikke: skærtorsdag (torsdag den 2. april), "
        "langfredag (fredag den 3. april) og anden påskedag (mandag den 6. april)."
    )


def test_weeks_are_told_with_the_day_that_they_wait_for() -> None:
    computed = compute(a_rule(4, "week", on_closed_day="next_working_day"), date(2026, 3, 5))
    assert counted(computed, TODAY) == (
        "Jeg har regnet fra torsdag den 5. marts. 4 uger efter er torsdag den 2. april. "
        "Den dag er der lukket. Derfor er den sidste dag tirsdag den 7. april."
    )


@pytest.mark.parametrize("unit", ["calendar_day", "week", "month", "year", "working_day"])
@pytest.mark.parametrize("within", [1, 3])
def test_every_unit_can_be_told(unit: str, within: int) -> None:
    assert "{" not in counted(compute(a_rule(within, unit), date(2026, 3, 5)), TODAY)


def test_notes_name_the_days_and_what_was_counted_from(facts: Facts) -> None:
    rule = deadline_of(facts, "broendby", "genoptraening", "follow_up", TODAY)
    assert rule
    assert notes(compute(rule, date(2026, 1, 21)), facts, TODAY) == [
        "Teksten siger ikke, hvad der regnes fra. Jeg har regnet fra den dag, hvor forløbet er begyndt."
    ]
    closed = compute(a_rule(10, "working_day"), date(2026, 12, 18))
    assert notes(closed, facts, date(2026, 12, 19)) == [
        "Kontorer kan have lukket torsdag den 24. december og torsdag den 31. december."
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [("i går", []), ("den 3. marts", ["Jeg går ud fra, at det er tirsdag den 3. marts."]),
     ("den 3. december", ["Jeg går ud fra, at det er onsdag den 3. december 2025."]),
     ("3.3.2027", ["Jeg går ud fra, at året er skrevet forkert, og at det er tirsdag den 3. marts."]),
     ("for to uger siden",
      ["Jeg har regnet det ud til onsdag den 18. marts. Passer det ikke, så skriv datoen."])],
)  # fmt: skip
def test_what_was_assumed_is_said(text: str, told: list[str]) -> None:
    (mention,) = find(text, TODAY, "past")
    assert assumed(mention, TODAY) == told


def test_no_sentence_is_longer_than_twenty_words() -> None:
    texts = [text for group in ("counted", "notes", "assumed") for text in words()[group].values()]
    long = [part for text in texts for part in lix.sentences(text) if len(part.split()) > 20]
    assert long == []
