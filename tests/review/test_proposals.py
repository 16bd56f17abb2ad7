"""Putting it right: proposed by one, approved by another, out as a release, and back again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.clock import utc_now
from bot.db import tables
from bot.facts.load import load
from bot.releases import changes
from bot.releases.changes import Change
from bot.settings import ROOT
from bot.store import proposals
from bot.store.audit import Who
from bot.store.erase import erase
from bot.store.staff import Role
from review.putting_right import add_examples, value_of
from tests.databases import Database, migrated, sqlite_database
from tests.review.conftest import KNOWLEDGE, Browser, Console, running
from tests.review.test_talk import talk_about

PRICE = Change(
    "eksempelby", "dans", "price", "eksempelby-2024", "", "{Du} betaler {amount} kr. for dansen.", "Pris",
    {"payer": "borger", "amount": 30, "unit": "dkk", "per": "gang"},
)  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A knowledge of its own to change."""
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


def price_in(folder: Path) -> str:
    facts = load(folder).knowledge().facts
    return next(fact.sentence for fact in facts if fact.key == PRICE.key)


def test_a_change_is_written_into_its_file_and_leaves_the_rest_as_it_was(files: Path) -> None:
    path = files / "municipalities/eksempelby/services/dans.yml"
    before = path.read_text(encoding="utf-8").splitlines()
    assert changes.apply(files, PRICE)
    assert price_in(files) == "{Du} betaler 30 kr. for dansen."
    changed = set(path.read_text(encoding="utf-8").splitlines()) ^ set(before)
    assert len(changed) <= 8
    assert not changes.apply(files, PRICE)  # it says so already


def test_a_missing_fact_is_added_and_no_longer_counts_as_silence(files: Path) -> None:
    new = Change("eksempelby", "dans", "frequency", "eksempelby-2024", "", "Der er dans hver uge.", "Pris")
    assert changes.apply(files, new)
    loaded = load(files)
    assert "Der er dans hver uge." in {fact.say for fact in loaded.knowledge().facts}
    assert ("dans", "frequency") not in {(row.service, name) for row in loaded.silences for name in row.names}


def test_a_second_fact_under_a_name_stands_beside_the_first(files: Path) -> None:
    changes.apply(
        files, Change("eksempelby", "dans", "price", "eksempelby-2019", "kaffe", "Kaffen var gratis.", "Pris")
    )
    text = (files / "municipalities/eksempelby/services/dans.yml").read_text(encoding="utf-8")
    assert "id: kaffe" in text
    assert "Prisen var {amount} kr." in text


def test_a_draft_leaves_the_files_alone(files: Path) -> None:
    with changes.drafted(files, [PRICE]) as copy:
        assert price_in(copy) != price_in(files)
    assert not copy.exists()


def test_every_file_of_the_content_is_written_back_as_it_was(tmp_path: Path) -> None:
    """Else a change of one sentence would reformat a caseworker's whole file."""
    path = KNOWLEDGE / "municipalities/eksempelby/services/faelles.yml"
    yaml = changes._round_trip()
    copy = tmp_path / "copy.yml"
    with copy.open("w", encoding="utf-8") as file:
        yaml.dump(yaml.load(path.read_text(encoding="utf-8")), file)
    assert copy.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["amount: [", "bare words", "- a list"])
def test_a_value_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        value_of(text)


def two_of(database: Database) -> tuple[Who, Who]:
    found = []
    for login in ("bo", "ib"):
        row = {"login": login, "name": login, "role": "redaktoer", "municipalities": "[]", "failed": 0}
        with database.engine.begin() as connection:
            done = connection.execute(tables.staff.insert().values(created_at=utc_now(), **row))
            found.append(Who(done.inserted_primary_key[0], login))
    return found[0], found[1]


def test_an_approved_change_stays_open_until_the_files_say_the_same(database: Database, files: Path) -> None:
    bo, ib = two_of(database)
    number = proposals.propose(database.engine, bo, "fact", "eksempelby", asdict(PRICE), None)
    assert changes.approved(database.engine) == []
    proposals.decide(database.engine, ib, number, True)
    assert changes.settle(files, database.engine) == [PRICE]
    assert changes.approved(database.engine) == [(number, PRICE)]
    changes.apply(files, PRICE)
    assert changes.settle(files, database.engine) == []
    assert [one.state for one in proposals.proposals(database.engine, None)] == ["closed"]


def test_only_another_may_decide_and_only_once(database: Database) -> None:
    bo, ib = two_of(database)
    number = proposals.propose(
        database.engine, bo, "understanding", None, {"sentence": "x", "topic": "price"}, None
    )
    assert not proposals.decide(database.engine, bo, number, True)
    assert proposals.decide(database.engine, ib, number, True)
    assert not proposals.decide(database.engine, ib, number, False)
    (one,) = proposals.proposals(database.engine, None)
    assert (one.state, one.by, one.approved_by) == ("approved", "bo", "ib")


def test_an_approved_correction_becomes_a_training_example_once(database: Database, tmp_path: Path) -> None:
    (tmp_path / "nlu").mkdir()
    file = tmp_path / "nlu" / "ask_price.yml"
    file.write_text(
        'version: "3.1"\nnlu:\n- intent: ask_price\n  examples: |\n    - Hvad koster det?\n', encoding="utf-8"
    )
    bo, ib = two_of(database)
    for _ in range(2):
        body = {"sentence": "hvad skal jeg af med", "topic": "price"}
        number = proposals.propose(database.engine, bo, "understanding", None, body, None)
        proposals.decide(database.engine, ib, number, True)
    assert add_examples(tmp_path, database.engine, ib) == 1
    assert file.read_text(encoding="utf-8").endswith("    - Hvad koster det?\n    - hvad skal jeg af med\n")
    assert {one.state for one in proposals.proposals(database.engine, None)} == {"closed"}
    assert add_examples(tmp_path, database.engine, ib) == 0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Console]:
    """A console whose knowledge may be changed."""
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copytree(KNOWLEDGE, folder / "knowledge")
    with (
        sqlite_database(folder) as made,
        running(migrated(made), folder, KNOWLEDGE_DIR=str(folder / "knowledge")) as console,
    ):
        yield console


def send(browser: Browser, **more: object) -> int:
    form = {
        "municipality": "eksempelby", "service": "dans", "name": "price", "edition": "eksempelby-2024",
        "id": "",
        "say": PRICE.say, "section": "Pris", "bekraeft": "ja", "hvorfor": "ny takst",
        "value": "payer: borger\namount: 30\nunit: dkk\nper: gang",
    }  # fmt: skip
    return browser.post("/forslag/faktum", {**form, **more}).status_code


@pytest.mark.slow
def test_a_new_price_reaches_citizens_as_a_release_with_who_when_and_why_and_back(desk: Console) -> None:
    first, second = desk.as_(Role.EDITOR, "eksempelby"), desk.as_(Role.ADMIN)
    second.post("/udgivelser", {"hvorfor": "den første", "alligevel": "ja"})
    (old,) = desk.database.rows(tables.release)
    assert send(first) == 303
    assert first.post("/forslag/1/afgoer", {"valg": "godkend"}).status_code == 403
    elsewhere = desk.as_(Role.ADMIN, "nabokoebing")
    assert elsewhere.post("/forslag/1/afgoer", {"valg": "godkend"}).status_code == 404
    assert PRICE.say not in elsewhere.get("/forslag").text
    ask = {"kommune": "eksempelby", "spoergsmaal": "hvad koster det at gå til dans?"}
    assert "30 kr." not in second.post("/proev", ask).text
    assert second.post("/forslag/1/afgoer", {"valg": "godkend"}).status_code == 303
    assert "30 kr. for dansen" in second.post("/proev", ask).text
    assert "{Du} betaler {amount}" in second.get("/udgivelser").text  # it waits
    assert desk.database.rows(tables.live)[0].release_id == old.id
    second.post("/udgivelser", {"hvorfor": "ny takst fra nytår", "alligevel": "ja"})
    live = desk.database.rows(tables.live)[0].release_id
    bodies = [row.body for row in desk.database.rows(tables.fact) if row.release_id == live]
    assert any("betaler {amount} kr. for dansen" in body for body in bodies)
    row = next(row for row in desk.database.rows(tables.release) if row.id == live)
    assert (row.why, bool(row.by)) == ("ny takst fra nytår", True)
    assert price_in(Path(desk.environment["KNOWLEDGE_DIR"])) == "{Du} betaler 30 kr. for dansen."
    assert [one.state for one in proposals.proposals(desk.database.engine, None)] == ["closed"]
    assert second.post(f"/udgivelser/{old.id}/igen", {"hvorfor": "taksten var forkert"}).status_code == 303
    assert desk.database.rows(tables.live)[0].release_id == old.id
    assert desk.acts().count("published") == 3
    restarted = subprocess.run(
        [sys.executable, "-m", "bot.releases"], cwd=ROOT, env=desk.environment, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert old.id in restarted.stdout
    assert desk.database.rows(tables.live)[0].release_id == old.id
    second.post("/udgivelser", {"hvorfor": "taksten var rigtig", "alligevel": "ja"})
    assert desk.database.rows(tables.live)[0].release_id == live


@pytest.mark.slow
def test_a_proposal_is_checked_like_all_content_and_names_nobody(desk: Console) -> None:
    browser = desk.as_(Role.EDITOR)
    assert send(browser, section="Findes ikke") == 400
    assert send(browser, say="Du har ret til det.") == 400
    assert send(browser, edition="eksempelby-2024", service="../../etc") == 400
    assert send(browser, bekraeft="") == 400
    assert send(browser, say="Ring til hans kone på 20 30 40 50.") == 400
    assert send(desk.as_(Role.EDITOR, "nabokoebing")) == 400
    assert desk.database.rows(tables.proposal) == []


@pytest.mark.slow
def test_an_open_proposal_dies_with_its_conversation_and_a_decided_one_knows_it_no_more(
    desk: Console,
) -> None:
    first, second = desk.as_(Role.EDITOR), desk.as_(Role.EDITOR)
    talks = [talk_about(desk), talk_about(desk)]
    for talk in talks:
        form = {"saetning": "hvad skal jeg af med", "emne": "price", "bekraeft": "ja", "samtale": talk.id}
        assert first.post("/forslag/forstaaelse", form).status_code == 303
    second.post("/forslag/1/afgoer", {"valg": "godkend"})
    for talk in talks:
        erase(desk.database.engine, talk.id)
    (left,) = desk.database.rows(tables.proposal)
    assert (left.id, left.conversation_id, left.state) == (1, None, "approved")


@pytest.mark.slow
def test_the_form_shows_the_answer_it_is_written_beside(desk: Console) -> None:
    talk = talk_about(desk, said="hvad skal man slippe")
    tid = desk.database.rows(tables.answer)[-1].tid
    editor = desk.as_(Role.EDITOR)
    assert "hvad skal man slippe" in editor.get(f"/forslag/nyt?samtale={talk.id}&svar={tid}-1").text
    assert editor.get(f"/forslag/nyt?samtale={talk.id}&svar=99999-1").status_code == 404
    page = editor.get(f"/forslag/nyt?faktum={PRICE.key}").text
    assert "betaler selv for dansen" in page
    assert "amount: fastsat_aarligt" in page
