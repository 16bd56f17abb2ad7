"""Features and classifier: the same data give the same rankings, also after saving and loading."""

from pathlib import Path

import numpy as np
import pytest

from bot.lang.features import Features, normal
from bot.nlu.linear import Linear

EXAMPLES = {
    "ask_price": ["hvad koster det", "er det gratis", "skal jeg betale", "hvad er prisen"],
    "ask_transport": ["kan jeg få kørsel", "er der en bus", "kører I mig derhen", "bliver jeg hentet"],
    "greet": ["hej", "goddag", "hej med dig", "god morgen"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]
NEW = ["hvad koster bussen", "HEJ!", "", "xyzzy", "må jeg køre selv", "🙂", "12 34"]


def a_model() -> Linear:
    return Linear.train(TEXTS, LABELS, cost=20.0, rounds=60)


MODEL = a_model()


def test_folding_makes_spellings_alike_and_numbers_one() -> None:
    assert normal("Kørsel, TAK!") == normal("koersel tak") == "koersel tak"
    assert normal("12 gange") == normal("7 gange") == "0 gange"


def test_rows_are_of_length_one_in_each_view() -> None:
    features = Features.fit(TEXTS)
    rows = features.rows([*TEXTS, "qqq"])
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1)).A1
    assert rows.shape[0] == len(TEXTS) + 1
    assert lengths[: len(TEXTS)] == pytest.approx(np.sqrt(2))


def test_each_example_is_known_again() -> None:
    assert [MODEL.ranking(text)[0][0] for text in TEXTS] == LABELS


def test_a_new_wording_is_understood() -> None:
    assert MODEL.ranking("hvad er prisen på det")[0][0] == "ask_price"
    assert MODEL.ranking("koerer bussen")[0][0] == "ask_transport"


def test_confidences_of_a_text_sum_to_one() -> None:
    rows = MODEL.confidences([*TEXTS, *NEW])
    assert rows.shape == (len(TEXTS) + len(NEW), 3)
    assert rows.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    assert (rows >= 0).all()


def test_a_ranking_falls_and_holds_no_more_than_asked_for() -> None:
    values = [value for _, value in MODEL.ranking("hvad koster bussen")]
    assert values == sorted(values, reverse=True)
    assert len(MODEL.ranking("hej", limit=2)) == 2


def test_the_same_data_give_the_same_model() -> None:
    again = a_model()
    assert again.labels == MODEL.labels
    assert np.array_equal(again.weights, MODEL.weights)
    assert np.array_equal(again.bias, MODEL.bias)


def test_a_saved_model_ranks_alike_when_it_is_loaded(tmp_path: Path) -> None:
    MODEL.save(tmp_path)
    loaded = Linear.load(tmp_path)
    for text in [*TEXTS, *NEW]:
        names, values = zip(*loaded.ranking(text), strict=True)
        assert names == tuple(name for name, _ in MODEL.ranking(text))
        assert values == pytest.approx([value for _, value in MODEL.ranking(text)], abs=1e-5)


def test_a_saved_model_holds_nothing_that_could_run(tmp_path: Path) -> None:
    MODEL.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}
    for path in tmp_path.glob("*.npz"):
        with np.load(path, allow_pickle=False) as arrays:
            assert all(arrays[name].dtype.kind == "f" for name in arrays.files)
