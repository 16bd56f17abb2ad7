"""Words without weight, and our own YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.lang.read import read_yaml
from bot.lang.stopwords import is_stopword


@pytest.mark.parametrize("word", ["jeg", "og", "naar", "gaar", "spoergsmaal"])
def test_small_words_say_nothing_about_a_topic(word: str) -> None:
    assert is_stopword(word)


@pytest.mark.parametrize("word", ["pris", "hund", "klage", "gratis", "hjem", "86"])
def test_words_that_name_a_thing_do(word: str) -> None:
    assert not is_stopword(word)


def test_a_stopword_is_known_by_its_folded_form_only() -> None:
    assert not is_stopword("når")
    assert is_stopword("naar")


def test_yaml_is_read_as_people_write_it(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("reply: no\nopens: 10:30\nletters: [æ, ø, å]\n", encoding="utf-8")
    assert read_yaml(file) == {"reply": "no", "opens": "10:30", "letters": ["æ", "ø", "å"]}
