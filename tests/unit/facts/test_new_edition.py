"""`make new-edition`: a hole beside every fact of the edition that answers, and nothing old lost."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from yamllint import linter
from yamllint.config import YamlLintConfig

from bot.facts.carried import hole_lines
from bot.facts.check import check
from bot.facts.load import Loaded, load
from bot.facts.scaffold.__main__ import main
from bot.facts.scaffold.edition import new_edition
from bot.facts.scaffold.words import Refused
from bot.facts.types import Fact
from bot.outcomes import Validity
from bot.settings import ROOT
from tests.builders import an_eksempelby

OLD, NEW = "eksempelby-2024", "eksempelby-2027"
TOWN = Path("municipalities") / "eksempelby"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return an_eksempelby(tmp_path)


def filled(folder: Path, word: str = "uændret") -> None:
    """Says of every fact that it is unchanged, or another word."""
    for path in (folder / "services").glob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("UDFYLD", word), encoding="utf-8")
    path = folder / "editions.yml"
    text = re.sub(r"\n +- UDFYLD.*", "", path.read_text(encoding="utf-8"))
    for key, said in (("validity", "current"), ("first_day", "ukendt"), ("review_by", '"2028-01-01"')):
        text = text.replace(f"{key}: UDFYLD", f"{key}: {said}")
    path.write_text(text.replace("UDFYLD", "ny udgave"), encoding="utf-8")


def facts_of(root: Path, edition: str) -> dict[tuple[str, str, str], Fact]:
    return facts_in(load(root), edition)


def facts_in(loaded: Loaded, edition: str) -> dict[tuple[str, str, str], Fact]:
    return {(fact.service, fact.name, fact.id): fact for fact in loaded.facts if fact.edition == edition}


def same(facts: dict[tuple[str, str, str], Fact]) -> dict[tuple[str, str, str], tuple[object, ...]]:
    return {at: (fact.value, fact.say, fact.section, fact.words, fact.reply) for at, fact in facts.items()}


def test_every_fact_of_the_old_edition_gets_a_hole_with_what_it_said(root: Path) -> None:
    old = facts_of(root, OLD)
    new_edition(root, "eksempelby", NEW, "", 2026)
    documents = [item for item in load(root).documents.values() if "/services/" in item.name]
    assert sum(len(hole_lines(document)) for document in documents) == len(old)
    text = "".join(path.read_text(encoding="utf-8") for path in (root / TOWN / "services").iterdir())
    assert f"{NEW}: UDFYLD  # før: Du kan træne 1-3 gange om ugen. (afsnit: Omfang)" in text
    assert "- id: dyr  # før: Hunde og katte skal være i et andet rum. (afsnit: Hjemmet)" in text


def test_nothing_is_published_until_each_hole_is_filled(root: Path) -> None:
    new_edition(root, "eksempelby", NEW, "", 2026)
    assert {fault.code for fault in check(load(root))} == {"hole"}


def test_all_unchanged_gives_the_same_facts_and_keeps_the_old_ones(root: Path) -> None:
    before, older = same(facts_of(root, OLD)), same(facts_of(root, "eksempelby-2019"))
    new_edition(root, "eksempelby", NEW, "", 2026)
    filled(root / TOWN)
    assert check(load(root)) == []
    assert same(facts_of(root, NEW)) == same(facts_of(root, OLD)) == before
    assert same(facts_of(root, "eksempelby-2019")) == older
    validity = {edition.id: edition.validity for edition in load(root).editions}
    assert (validity[NEW], validity[OLD]) == (Validity.CURRENT, Validity.REPLACED)


def test_what_is_no_longer_in_the_standard_becomes_silence(root: Path) -> None:
    new_edition(root, "eksempelby", NEW, "", 2026)
    filled(root / TOWN, "tavs")
    assert check(load(root)) == []
    assert facts_of(root, NEW) == {}
    silent = {silence.service: set(silence.names) for silence in load(root).silences}
    assert {"price", "contact"} <= silent["dans"]


def test_an_edition_can_follow_an_edition_that_said_unchanged(root: Path) -> None:
    first = same(facts_of(root, OLD))
    for id_ in (NEW, "eksempelby-2028"):
        new_edition(root, "eksempelby", id_, "", 2026)
        filled(root / TOWN)
    assert check(load(root)) == []
    assert same(facts_of(root, "eksempelby-2028")) == first


@pytest.mark.slow
def test_it_works_on_every_municipality_there_is(tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge"))
    towns = sorted(path.name for path in (root / "municipalities").iterdir() if path.is_dir())
    loaded = load(root)
    answering = {item.id for item in loaded.editions if item.validity is not Validity.REPLACED}
    old = {town: next(id_ for id_ in answering if id_.startswith(f"{town}-")) for town in towns}
    before = {town: same(facts_in(loaded, old[town])) for town in towns}
    config = YamlLintConfig(file=str(ROOT / ".yamllint"))
    for town in towns:
        new_edition(root, town, f"{town}-2027", "", 2026)
        for path in (root / "municipalities" / town).rglob("*.yml"):
            text = io.StringIO(path.read_text(encoding="utf-8"))
            assert [f"{path.name}: {fault}" for fault in linter.run(text, config)] == []
        filled(root / "municipalities" / town)
    loaded = load(root)
    assert [fault for fault in check(loaded) if "/services/" in fault.file] == []
    for town in towns:
        assert same(facts_in(loaded, f"{town}-2027")) == same(facts_in(loaded, old[town])) == before[town]


@pytest.mark.parametrize(
    ("town", "id_", "said"),
    [
        ("", "", "mangler en kommune"),
        ("naboby", "naboby-2027", "Brug navnet på dens mappe: eksempelby"),
        ("eksempelby", "2027", "begynd med kommunen: eksempelby-2026"),
        ("eksempelby", "eksempelby-Ny udgave", "kan ikke være en udgaves id"),
        ("eksempelby", OLD, "findes allerede, i knowledge/municipalities/eksempelby/editions.yml"),
    ],
)
def test_what_cannot_be_is_refused_with_a_cure_and_changes_nothing(
    town: str, id_: str, said: str, root: Path
) -> None:
    before = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.yml")}
    with pytest.raises(Refused) as refused:
        new_edition(root, town, id_, "", 2026)
    assert said in str(refused.value)
    assert {path: path.read_text(encoding="utf-8") for path in root.rglob("*.yml")} == before


def test_a_municipality_with_faults_is_mended_first(root: Path) -> None:
    path = root / TOWN / "services" / "dans.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("section: Pris", "section: Priis"), "utf-8")
    before = path.read_text(encoding="utf-8")
    with pytest.raises(Refused, match="fejl eller huller"):
        new_edition(root, "eksempelby", NEW, "", 2026)
    assert path.read_text(encoding="utf-8") == before


def test_editions_on_one_line_are_refused_with_file_and_line(root: Path) -> None:
    path = root / TOWN / "services" / "dans.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  contact:"), text.index("silent_on:")
    fact = "{value: {mail: a@b.example}, say: 'Skriv til {mail}.', section: Kontakt}"
    row = f"  contact: {{{OLD}: {fact}}}\n"
    path.write_text(text[:start] + row + text[end:], encoding="utf-8")
    with pytest.raises(Refused, match=r"dans\.yml, linje 13: flere udgaver"):
        new_edition(root, "eksempelby", NEW, "", 2026)


def test_two_editions_that_answer_must_be_told_apart(root: Path) -> None:
    path = root / TOWN / "editions.yml"
    text = path.read_text(encoding="utf-8").replace("validity: replaced", "validity: unconfirmed")
    path.write_text(text.replace("    replaces: eksempelby-2019\n", ""), encoding="utf-8")
    with pytest.raises(Refused, match=f"OLD={OLD}"):
        new_edition(root, "eksempelby", NEW, "", 2026)


def test_the_command_says_what_to_do_now(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(root))
    assert main(["edition", "--municipality", "eksempelby", "--id", NEW]) == 0
    said = capsys.readouterr().out
    assert f"botten svarer fra {OLD} imens" in said
    assert "uændret" in said
    assert "tavs" in said
    assert main(["edition", "--municipality", "eksempelby", "--id", NEW]) == 1
    assert "findes allerede" in capsys.readouterr().err
