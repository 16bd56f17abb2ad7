"""The real content: without faults, complete, plain, in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean

import pytest

from bot import settings
from bot.facts.check import check
from bot.facts.load import Loaded
from bot.facts.plain import file_texts, names_in
from bot.facts.query import Facts
from bot.facts.types import COMMON, Edition, Municipality
from bot.lang import lix
from bot.lang.fold import folded_words
from bot.lang.voice import Voice
from bot.outcomes import Validity

DAY = date(2026, 11, 22)
KNOWLEDGE = settings.ROOT / "knowledge"
TOWNS = sorted(path.parent.name for path in KNOWLEDGE.glob("municipalities/*/municipality.yml"))
ASKED_EVERYWHERE = (
    "price",
    "apply",
    "who_can",
    "decides",
    "place",
    "provider",
    "purpose",
    "legal_basis",
)
ASKED_OF_TRAINING = (
    *ASKED_EVERYWHERE,
    "complaint_decision",
    "complaint_delivery",
    "who_cannot",
    "frequency",
    "duration",
    "transport",
    "cancellation",
    "contact",
    "start_deadline",
    "decision_deadline",
)
RUN = 8
"""So many words in a row are a copied sentence."""
PARAGRAPH = re.compile(r"§+\s*\d+\s*[a-z]?\b(?:,?\s*stk\.?\s*\d+)?(?:\s*og\s*\d+)?")


def standards() -> Path | None:
    """The folder of the standards' own texts, where this machine has it."""
    folders = (folder / "shared" / "standards" for folder in [settings.ROOT, *settings.ROOT.parents])
    return next((folder for folder in folders if folder.is_dir()), None)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every row of so many words; a paragraph is a name, so it counts as one word."""
    words = folded_words(PARAGRAPH.sub("§", text))
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def own_services(town: Municipality) -> Iterator[str]:
    yield from (*town.services, *town.mentions)


def test_the_content_has_no_faults(content: Loaded) -> None:
    assert [str(fault) for fault in check(content)] == []


def test_every_file_in_the_folder_is_read(content: Loaded) -> None:
    on_disk = {f"knowledge/{path.relative_to(KNOWLEDGE).as_posix()}" for path in KNOWLEDGE.rglob("*.yml")}
    assert set(content.documents) == on_disk


@pytest.mark.parametrize("town", TOWNS)
def test_a_municipality_answers_what_citizens_ask_or_is_silent(town: str, facts: Facts) -> None:
    silences = {s.service: s for s in facts.knowledge.silences if s.municipality == town}
    common = silences[COMMON].names if COMMON in silences else ()
    for service in facts.municipalities[town].services:
        kind = facts.services[service].kind
        for name in ASKED_OF_TRAINING if kind == "training" else ASKED_EVERYWHERE:
            stated = facts.about(town, service, name, DAY)
            silent = silences[service].partial or name in {*silences[service].names, *common}
            assert stated or silent, f"{town}.{service}.{name}"


@pytest.mark.parametrize("town", TOWNS)
def test_a_municipality_answers_something_about_each_of_its_services(town: str, facts: Facts) -> None:
    for service in own_services(facts.municipalities[town]):
        assert [f for f in facts.in_municipality(town, DAY) if f.service == service], service


@pytest.mark.parametrize("town", TOWNS)
def test_the_first_services_of_a_municipality_are_among_its_own(town: str, facts: Facts) -> None:
    assert set(facts.municipalities[town].default_services) <= set(own_services(facts.municipalities[town]))


@pytest.mark.parametrize("town", TOWNS)
def test_a_municipality_has_one_standard_that_answers(town: str, facts: Facts) -> None:
    answering = facts.standard(town)
    assert answering.validity is not Validity.REPLACED
    assert answering.sections
    assert answering.review_by, "nobody is told when to look at it again"


def test_a_replaced_edition_names_an_edition_that_replaces_it(facts: Facts) -> None:
    replacing = {edition.replaces for edition in facts.editions.values() if edition.replaces}
    replaced = {e.id for e in facts.editions.values() if e.validity is Validity.REPLACED}
    assert replaced == replacing


def test_an_unconfirmed_edition_tells_the_citizen_to_have_it_confirmed(facts: Facts) -> None:
    def doubtful(edition: Edition) -> bool:
        return edition.validity is Validity.UNCONFIRMED

    assert all(edition.caveat for edition in facts.editions.values() if doubtful(edition))


def test_there_is_one_price_in_kroner_and_it_is_the_old_one(facts: Facts) -> None:
    sums = [f for f in facts.knowledge.facts if f.value and isinstance(f.value.amount, int | float)]
    said = [f for f in facts.knowledge.facts if re.search(r"\b(kr|kroner|dkk)\b", f.say, re.IGNORECASE)]
    assert [fact.edition for fact in sums] == ["herlev-tidligere"]
    assert sums[0].value is not None
    assert (sums[0].value.amount, sums[0].value.unit, sums[0].value.per) == (25, "dkk", "fremmoede")
    assert sums[0].show_with_current
    assert said == sums


def test_the_old_price_is_recalled_and_does_not_answer(facts: Facts) -> None:
    offer = "aktivitets_og_samvaerstilbud"
    assert [f.edition for f in facts.recalled("herlev", offer, "price")] == ["herlev-tidligere"]
    answering = facts.about("herlev", offer, "price", DAY)
    assert {fact.edition for fact in answering} == {"herlev-gaeldende"}
    assert "fastsat_aarligt" in {fact.value.amount for fact in answering if fact.value}


def test_the_content_is_easy_to_read(content: Loaded) -> None:
    names = names_in(content)
    measured = {file: lix.measure(text, names) for file, text in file_texts(content).items()}
    assert mean(found.lix for found in measured.values()) <= 34
    assert {file: found.lix for file, found in measured.items() if found.lix > 40} == {}


def test_no_sentence_is_copied_from_its_standard(content: Loaded) -> None:
    folder, texts = standards(), {}
    for edition in {fact.edition for fact in content.facts}:
        file = folder / f"{edition}.txt" if folder else None
        if file and file.exists():
            texts[edition] = runs(file.read_text(encoding="utf-8"))
    copied = {
        fact.key: [" ".join(run) for run in runs(Voice().say(fact.sentence)) & texts.get(fact.edition, set())]
        for fact in content.facts
    }
    assert {key: found for key, found in copied.items() if found} == {}
    assert content.knowledge().facts
    assert texts or folder is None, "the standards are here, but none bears the name of an edition"


def test_every_hard_word_and_service_has_words_to_be_found_by(facts: Facts) -> None:
    assert all(word.words for word in facts.hard_words.values())
    assert all(service.words for service in facts.services.values())


def test_the_helplines_are_the_national_ones(facts: Facts) -> None:
    assert {"112", "1813", "114"} <= {line.phone for line in facts.helplines.values()}
