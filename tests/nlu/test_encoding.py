"""Learning the encoder: a stranger's words are brought to the fact, silence to its name."""

import datetime

import numpy as np
import pytest

from bot.facts.encoder import Encoder
from tests.builders import a_fact, some_facts

pytestmark = pytest.mark.slow  # TensorFlow takes its time to begin

DAY = datetime.date(2026, 11, 22)
PRICE = a_fact(id="pris", say="Dansen er gratis.")
DOG = a_fact(id="dyr", name="home_as_workplace", say="Kæledyr skal være lukket inde i et andet rum.")
BUS = a_fact(id="bus", name="transport", say="Der kører en bus til dansen.")
FACTS = [PRICE, DOG, BUS]
ASKS = [
    ("eksempelby", "dans", name, id_, text)
    for name, id_, texts in (
        ("home_as_workplace", "dyr", ["min mis er sky", "må mis blive i stuen", "hvad med mis og vovse"]),
        ("price", "pris", ["hvad skal jeg af med", "er der noget at punge ud", "koster det skejser"]),
        ("transport", "bus", ["bliver jeg hentet", "jeg kan ikke gå derhen", "er der en rute"]),
        ("price", "findes_ikke", ["en kendsgerning der er væk"]),
    )
    for text in texts
]
UTTERANCES = [
    (text, f"ask_{name}")
    for name, texts in {
        "waiting_list": ["er der kø", "hvor lang er køen", "står mange i kø før mig", "køen til dansen"],
        "price": ["hvad koster det", "er det dyrt", "skal jeg af med penge"],
    }.items()
    for text in texts
]


def learnt() -> Encoder:
    from bot.nlu.encoding import learn  # takes seconds: not while the fast tests are collected

    return learn(some_facts(*FACTS), ASKS, UTTERANCES, DAY, rounds=40)


def test_words_that_stand_in_no_fact_are_brought_to_theirs() -> None:
    made = learnt()
    near = made.questions(["vores mis vil blive inde hos mig", "der er mange skejser at punge ud"])
    assert np.argmax(near @ made.facts(FACTS).T, axis=1).tolist() == [1, 0]


def test_a_matter_that_nothing_is_stated_on_lies_nearest_to_its_name() -> None:
    made = learnt()
    question = made.questions(["mon køen er lang"])
    silence = (question @ made.silences(["waiting_list"]).T).item()
    assert silence > (question @ made.facts(FACTS).T).max()


def test_the_same_input_gives_the_same_encoder() -> None:
    assert np.array_equal(learnt().matrix, learnt().matrix)
