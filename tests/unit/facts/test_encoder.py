"""Texts as vectors: of length 1, the same after saving, and at ease with what was not there when learnt."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.answers.rank import rank
from bot.facts import encoder
from bot.facts.encoder import Encoder, Nearness, rows_of_facts
from bot.lang.features import Features, Runs
from tests.builders import a_fact, some_facts
from tests.unit.answers.asking import a_question

PRICE = a_fact(id="pris", say="Det er gratis.")
DOG = a_fact(id="dyr", name="home_as_workplace", say="Luk hunden ind i et andet rum.")
TEXTS = ["er det gratis", "hvor bor hunden", "luk hunden ind i et andet rum", "det er gratis"]
NAMES = ("price", "home_as_workplace")


def an_encoder() -> Encoder:
    features = Features.fit(TEXTS, Runs(words=(1, 1), letters=(3, 4)))
    matrix = np.random.default_rng(1).standard_normal((features.width + len(NAMES), 64)).astype(np.float32)
    return Encoder(features, NAMES, matrix)


@pytest.fixture
def used() -> Iterator[Encoder]:
    """An encoder in use, and none afterwards."""
    made = an_encoder()
    encoder.use(made)
    yield made
    encoder.use(None)


def test_vectors_have_length_one_and_unknown_words_none() -> None:
    made = an_encoder()
    assert np.linalg.norm(made.questions(["er det gratis"])[0]) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(made.questions(["qqq"])[0]) == 0
    assert np.linalg.norm(made.facts([PRICE, DOG]), axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_a_question_lies_nearest_to_the_fact_that_shares_its_words() -> None:
    near = Nearness(an_encoder(), [PRICE, DOG]).facts("luk hunden ind")
    assert near[1] > near[0]


def test_saving_changes_no_ranking(tmp_path: Path) -> None:
    made = an_encoder()
    made.save(tmp_path / "encoder.zip")
    again = Encoder.load(tmp_path / "encoder.zip")
    assert again.names == made.names
    assert again.questions(TEXTS) == pytest.approx(made.questions(TEXTS), abs=2e-3)


def test_a_name_that_was_not_there_when_it_was_learnt_has_no_column() -> None:
    made = an_encoder()
    rows = rows_of_facts(made.features, made.names, [a_fact(name="transport"), PRICE])
    assert pytest.approx([0, 0.7]) == rows[:, made.features.width :].sum(axis=1).A1


def test_every_name_of_the_catalogue_can_be_asked_how_near_it_is() -> None:
    near = Nearness(an_encoder(), [PRICE]).names("er det gratis")
    assert {"price", "waiting_list"} <= near.keys()


def test_ranking_uses_the_encoder_of_the_process(used: Encoder) -> None:
    question = a_question(some_facts(PRICE, DOG), "luk hunden ind", topic="waiting_list")
    learnt = rank(question, "eksempelby", (), ("dans",)).shares
    encoder.use(None)
    assert learnt != rank(question, "eksempelby", (), ("dans",)).shares
