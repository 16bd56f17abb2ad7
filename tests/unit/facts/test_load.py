"""Loading a whole folder: everything is found, and each thing once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.facts.__main__ import main
from bot.facts.check import check
from bot.facts.load import load
from tests.builders import an_eksempelby

DANS = "municipalities/eksempelby/services/dans.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return an_eksempelby(tmp_path)


def test_a_folder_in_order_has_no_faults(root: Path) -> None:
    loaded = load(root)
    assert check(loaded) == []
    assert loaded.knowledge().municipalities[0].id == "eksempelby"


def test_everything_in_the_folder_is_loaded(root: Path) -> None:
    knowledge = load(root).knowledge()
    assert [service.id for service in knowledge.services] == ["genoptraening", "dans"]
    assert {edition.id for edition in knowledge.editions} == {
        "eksempelloven", "eksempelby-2024", "eksempelby-2019",
    }  # fmt: skip
    assert [word.id for word in knowledge.hard_words] == ["visitation"]
    assert [line.phone for line in knowledge.helplines] == ["112"]
    assert knowledge.events["henvendelse"]
    assert {silence.service for silence in knowledge.silences} == {
        "faelles",
        "genoptraening",
        "dans",
    }


def test_a_fact_gets_its_address_from_where_it_stands(root: Path) -> None:
    keys = [fact.key for fact in load(root).facts]
    assert "eksempelby.dans.price@eksempelby-2019" in keys
    assert "eksempelby.faelles.home_as_workplace#dyr@eksempelby-2024" in keys
    assert "national.faelles.transport@eksempelloven" in keys


def test_two_versions_of_a_law_are_two_facts(root: Path) -> None:
    versions = [fact for fact in load(root).facts if fact.id == "klagefrist"]
    assert [fact.first_day for fact in versions] == ["ukendt", "2026-01-01"]


def test_every_fact_knows_its_file_and_line(root: Path) -> None:
    placed = {(fact.key, fact.first_day): (file, line) for fact, file, line in load(root).placed()}
    assert placed["eksempelby.dans.price@eksempelby-2019", "ukendt"] == (f"knowledge/{DANS}", 8)
    law = "national.faelles.complaint_decision#klagefrist@eksempelloven"
    assert placed[law, "ukendt"] == ("knowledge/national/facts.yml", 3)
    assert placed[law, "2026-01-01"] == ("knowledge/national/facts.yml", 8)


def test_the_folder_may_have_any_name(root: Path) -> None:
    renamed = root.rename(root.with_name("viden"))
    assert check(load(renamed)) == []


def test_a_second_municipality_is_a_second_folder(root: Path) -> None:
    folder = root / "municipalities"
    (folder / "naboby").mkdir()
    missing = [(p.file, p.code) for p in check(load(root))]
    assert ("knowledge/municipalities/naboby/municipality.yml", "missing_file") in missing
    assert ("knowledge/municipalities/naboby/editions.yml", "missing_file") in missing


def test_a_file_that_is_no_folder_is_no_municipality(root: Path) -> None:
    (root / "municipalities" / "noter.txt").write_text("husk", encoding="utf-8")
    assert check(load(root)) == []


def test_an_empty_folder_is_a_list_of_faults_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    problems = check(load(tmp_path / "knowledge"))
    assert {p.code for p in problems} == {"missing_file"}
    assert len(problems) == 6


def test_knowledge_with_faults_is_refused_with_every_one_of_them(root: Path) -> None:
    for name in ("events", "helplines"):
        (root / "national" / f"{name}.yml").unlink()
    with pytest.raises(KnowledgeError) as refused:
        load(root).knowledge()
    assert "events.yml" in str(refused.value)
    assert "helplines.yml" in str(refused.value)


def test_one_fault_in_a_file_does_not_hide_the_others(root: Path) -> None:
    file = root / DANS
    broken = file.read_text(encoding="utf-8").replace("payer: borger, amount", "payer: staten, amount")
    file.write_text(broken + "fakta: 1\n", encoding="utf-8")
    found = [(p.code, p.line) for p in check(load(root))]
    assert found == [("wrong_type", 5), ("wrong_type", 9), ("unknown_key", 19)]


def test_the_command_says_nothing_when_all_is_well(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(root)]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_prints_each_fault_and_fails(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / DANS).unlink()
    assert main(["check", str(root)]) == 1
    assert capsys.readouterr().out.startswith(
        "knowledge/municipalities/eksempelby/municipality.yml, linje 6\n"
    )


@pytest.mark.parametrize("command", ["numbers", "lix"])
def test_the_other_commands_list_every_file(
    root: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(root)]) == 0
    assert "genoptraening" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["fix"]])
def test_a_wrong_command_is_answered_with_the_right_ones(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "check|numbers|lix" in capsys.readouterr().err
