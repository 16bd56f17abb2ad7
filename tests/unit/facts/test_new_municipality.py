"""`make new-municipality`: a folder with a hole for everything, that a person can fill in."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from yamllint import linter
from yamllint.config import YamlLintConfig

from bot.facts.carried import hole_lines
from bot.facts.catalogue import expected_for, topics
from bot.facts.check import check
from bot.facts.load import load
from bot.facts.scaffold.__main__ import main
from bot.facts.scaffold.municipality import examples, new_municipality
from bot.facts.scaffold.naming import named
from bot.facts.scaffold.words import Refused
from bot.settings import ROOT
from tests.filling import fill

ALL = ("genoptraening", "vedligeholdende_traening", "daghjem", "doegngenoptraening", "hjemmevejledning",
       "udredning", "vederlagsfri_fysioterapi")  # fmt: skip
KINDS = {"training", "activity", "stay", "assessment", "guidance", "physio"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """What holds everywhere, and no municipality yet."""
    (tmp_path / "knowledge" / "municipalities").mkdir(parents=True)
    shutil.copytree(ROOT / "knowledge" / "national", tmp_path / "knowledge" / "national")
    return tmp_path / "knowledge"


def laid(root: Path, *services: str) -> Path:
    new_municipality(root, "Æblerød", list(services), "2026", 2026)
    return root / "municipalities" / "aebleroed"


def own_faults(root: Path) -> list[str]:
    return [str(fault) for fault in check(load(root)) if "aebleroed" in fault.file]


def test_every_expected_name_is_a_hole_once_and_nothing_else_is_wrong(root: Path) -> None:
    folder = laid(root, *ALL)
    faults = [fault for fault in check(load(root)) if "aebleroed" in fault.file]
    assert {fault.code for fault in faults} == {"hole"}
    holes: dict[str, list[str]] = {}
    for document in load(root).documents.values():
        if "/services/" in document.name:
            holes[Path(document.name).stem] = list(hole_lines(document).values())
    kinds = {service.id: service.kind for service in load(root).services}
    for service in ALL:
        names = holes[service] + holes["faelles"]
        assert sorted(set(names)) == sorted(names)
        assert set(expected_for(kinds[service])) <= set(names)
    assert {kinds[service] for service in ALL} == KINDS
    assert len(list(folder.rglob("*.yml"))) == len(ALL) + 3


def test_a_caseworker_who_fills_every_hole_from_its_example_has_no_faults(root: Path) -> None:
    fill(laid(root, *ALL))
    assert own_faults(root) == []
    town = load(root).knowledge().municipalities[0]
    assert (town.id, town.name, town.possessive) == ("aebleroed", "Æblerød Kommune", "Æblerøds")


def test_a_caseworker_may_say_that_the_standard_is_silent_on_all_but_one(root: Path) -> None:
    fill(laid(root, "genoptraening"), silent=frozenset(topics()) - {"price"})
    assert own_faults(root) == []
    told = [fact.name for fact in load(root).facts if fact.municipality == "aebleroed"]
    assert told == ["price"]


def test_a_hole_left_above_its_answer_is_told_of_with_its_cure(root: Path) -> None:
    path = laid(root, "genoptraening") / "services" / "genoptraening.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("    #   say", "      say", 1), "utf-8")
    (fault,) = [fault for fault in check(load(root)) if fault.code == "syntax"]
    assert fault.line == 11
    assert "UDFYLD" in fault.cure


def test_an_example_left_as_it_was_is_refused_for_its_section(root: Path) -> None:
    folder = laid(root, "genoptraening")
    fill(folder)
    path = folder / "services" / "genoptraening.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Standarden: Alt", "Afsnittet ordret som i editions.yml", 1), "utf-8")
    assert [fault.code for fault in check(load(root)) if "aebleroed" in fault.file] == ["unknown_section"]


def test_every_name_of_the_catalogue_has_an_example_that_could_be_published(root: Path) -> None:
    assert set(examples()) == set(topics())
    folder = laid(root, *ALL)
    fill(folder)
    for path in (folder / "services").glob("*.yml"):  # what is not required too
        text = path.read_text(encoding="utf-8").replace(
            "Afsnittet ordret som i editions.yml", "Standarden: Alt"
        )
        facts, more = text.split("# Disse navne er ikke krævet. Står der noget om dem, så tag dem med.\n")
        more, rest = more.split("# Navne, som")
        more = re.sub("^# ", "", more, flags=re.MULTILINE)
        path.write_text(f"{facts}{more}# Navne, som{rest}", encoding="utf-8")
    assert own_faults(root) == []
    local = {name for name, row in examples().items() if not row.get("national")}
    assert {fact.name for fact in load(root).facts if fact.municipality == "aebleroed"} >= local - {
        "hospital_plan"
    }


def test_the_files_are_as_tidy_as_the_others(root: Path) -> None:
    folder = laid(root, *ALL)
    config = YamlLintConfig(file=str(ROOT / ".yamllint"))
    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        assert [str(fault) for fault in linter.run(io.StringIO(text), config)] == []


@pytest.mark.parametrize(
    ("written", "id_", "name", "possessive"),
    [
        ("Ærø", "aeroe", "Ærø Kommune", "Ærøs"),
        ("  Ærø   kommune ", "aeroe", "Ærø kommune", "Ærøs"),
        ("Høje-Taastrup", "hoeje_taastrup", "Høje-Taastrup Kommune", "Høje-Taastrups"),
        ("Ny Bynæs", "ny_bynaes", "Ny Bynæs Kommune", "Ny Bynæs'"),
        ("Sct. Annæ", "sct_annae", "Sct. Annæ Kommune", "Sct. Annæs"),
        ("Åby", "aaby", "Åby Kommune", "Åbys"),
    ],
)
def test_the_folder_is_named_from_the_name(written: str, id_: str, name: str, possessive: str) -> None:
    town = named(written)
    assert (town.id, town.name, town.possessive) == (id_, name, possessive)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "mangler et navn"),
        ("Kommune", "mangler et navn"),
        ("By2", "tegn, som et navn ikke har: 2"),
        ("../../etc", "tegn, som et navn ikke har: /"),
        ("Бю", "tegn, som et navn ikke har"),
        ("National", "kan ikke være en kommunes id"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_with_a_cure(written: str, said: str, root: Path) -> None:
    with pytest.raises(Refused, match=re.escape(said)) as refused:
        new_municipality(root, written, [], "", 2026)
    assert len(str(refused.value).splitlines()) == 2
    assert list((root / "municipalities").iterdir()) == []


def test_nothing_is_ever_written_over(root: Path) -> None:
    folder = laid(root, "genoptraening")
    before = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.yml")}
    with pytest.raises(Refused, match="findes allerede"):
        laid(root, "daghjem")
    assert {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.yml")} == before


def test_an_unknown_service_is_refused_with_the_known_ones(root: Path) -> None:
    with pytest.raises(Refused, match="daghjem"):
        laid(root, "dagshjem")
    assert [path.name for path in root.iterdir()] == ["municipalities", "national"]


def test_the_command_says_what_to_do_now(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(root))
    assert main(["municipality", "--name", "Æblerød", "--services", "genoptraening,daghjem"]) == 0
    said = capsys.readouterr().out
    assert "knowledge/municipalities/aebleroed/services/daghjem.yml" in said
    assert "make knowledge" in said
    assert main(["municipality", "--name", "Æblerød"]) == 1
    assert "findes allerede" in capsys.readouterr().err
