"""Reading one file: every fault has its place, its words and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.facts.problems import Problem, problem
from bot.facts.reader import Document, build, mapping, read
from bot.facts.types import HardWord, Helpline, ServiceFile


def read_text(folder: Path, text: str) -> tuple[Document | None, list[Problem]]:
    file = folder / "knowledge" / "national" / "a.yml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return read(file, folder / "knowledge", problems), problems


def read_well(folder: Path, text: str) -> Document:
    document, problems = read_text(folder, text)
    assert problems == []
    assert document is not None
    return document


def test_words_and_times_are_read_as_they_are_written(tmp_path: Path) -> None:
    document = read_well(tmp_path, "a: no\nb: 10:30\nc: [0, 1.5, ja]\nd: {e: true}\n")
    assert document.data == {"a": "no", "b": "10:30", "c": [0, 1.5, "ja"], "d": {"e": True}}


def test_a_document_knows_the_line_of_every_key(tmp_path: Path) -> None:
    document = read_well(tmp_path, "# først\na:\n  b: 1\n  c:\n    - d: 2\n    - e: 3\n")
    assert document.line("a") == 2
    assert document.line("a", "b") == 3
    assert document.line("a", "c", 1) == 6
    assert document.line("a", "c", 1, "e") == 6


def test_a_missing_key_stands_where_it_should_have_been(tmp_path: Path) -> None:
    document = read_well(tmp_path, "# først\na:\n  b: 1\n")
    assert document.line("a", "ukendt") == 2
    assert document.line("ukendt") == 1


def test_the_name_of_a_file_does_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    (tmp_path / "andet").mkdir()
    (tmp_path / "andet" / "a.yml").write_text("a: 1\n", encoding="utf-8")
    document = read(tmp_path / "andet" / "a.yml", tmp_path / "andet", [])
    assert document is not None
    assert document.name == "knowledge/a.yml"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate_key", 3),
        ("a: 1\nb: c: d\n", "syntax", 2),
        ("a: [1, 2\nb: 3\n", "syntax", 2),
        ('a: "uden slut\n', "syntax", 2),
        ("- a\n- b\n", "syntax", 1),
        ("", "syntax", 1),
        ("bare tekst\n", "syntax", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_one_fault_at_its_line(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    document, problems = read_text(tmp_path, text)
    assert document is None
    assert [(p.file, p.code, p.line) for p in problems] == [("knowledge/national/a.yml", code, line)]


def test_a_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("a: træning\n".encode("latin-1"))
    problems: list[Problem] = []
    assert read(tmp_path / "a.yml", tmp_path, problems) is None
    assert [p.code for p in problems] == ["syntax"]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read(tmp_path / "a.yml", tmp_path, problems) is None
    assert [(p.code, p.line) for p in problems] == [("missing_file", 0)]


def test_a_good_row_becomes_a_model(tmp_path: Path) -> None:
    document = read_well(tmp_path, 'helplines:\n  alarm: {name: alarmcentralen, phone: "112"}\n')
    row = build(Helpline, document, ("helplines", "alarm"), [], id="alarm")
    assert row == Helpline(id="alarm", name="alarmcentralen", phone="112")


def test_all_faults_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    document = read_well(tmp_path, "words:\n  a:\n    wrod: x\n    words: x\n")
    problems: list[Problem] = []
    assert build(HardWord, document, ("words", "a"), problems, id="a") is None
    found = sorted((p.code, p.line) for p in problems)
    assert found == [("missing_key", 2), ("missing_key", 2), ("unknown_key", 3), ("wrong_type", 4)]


def test_a_phone_without_quotes_is_refused_with_the_cure(tmp_path: Path) -> None:
    document = read_well(tmp_path, "helplines:\n  alarm:\n    name: alarm\n    phone: 112\n")
    problems: list[Problem] = []
    assert build(Helpline, document, ("helplines", "alarm"), problems, id="alarm") is None
    [fault] = problems
    assert (fault.code, fault.line) == ("wrong_type", 4)
    assert "phone" in fault.what
    assert "anførselstegn" in fault.cure


def test_a_key_that_the_place_decides_may_not_be_written(tmp_path: Path) -> None:
    document = read_well(tmp_path, 'helplines:\n  a: {id: b, name: c, phone: "112"}\n')
    problems: list[Problem] = []
    build(Helpline, document, ("helplines", "a"), problems, id="a")
    assert [p.code for p in problems] == ["unknown_key"]
    assert "id" not in problems[0].cure.split(": ")[1].split(", ")


def test_a_row_that_is_only_a_word_is_a_fault(tmp_path: Path) -> None:
    document = read_well(tmp_path, "helplines:\n  alarm: ja\n")
    problems: list[Problem] = []
    assert build(Helpline, document, ("helplines", "alarm"), problems, id="alarm") is None
    assert [(p.code, p.line) for p in problems] == [("wrong_type", 2)]


def test_the_switch_partial_is_true_or_false_and_no_other_word(tmp_path: Path) -> None:
    document = read_well(tmp_path, "service: dans\npartial: no\n")
    problems: list[Problem] = []
    assert build(ServiceFile, document, (), problems) is None
    assert [(p.code, p.line) for p in problems] == [("wrong_type", 2)]


@pytest.mark.parametrize(("text", "code"), [("b: 1\n", "missing_key"), ("a: [1]\n", "wrong_type")])
def test_a_place_without_keys_is_a_fault(tmp_path: Path, text: str, code: str) -> None:
    problems: list[Problem] = []
    assert mapping(read_well(tmp_path, text), ("a",), problems) is None
    assert [p.code for p in problems] == [code]


def test_a_fault_reads_as_place_what_and_cure() -> None:
    lines = str(problem("missing_file", "knowledge/a.yml", 7)).split("\n")
    assert len(lines) == 3
    assert lines[0] == "knowledge/a.yml, linje 7"
    assert str(problem("missing_file", "knowledge/a.yml")).split("\n")[0] == "knowledge/a.yml"
