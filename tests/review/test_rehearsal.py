"""Trying the draft: asked in a citizen's words on any day, and held against the release that answers."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot import settings
from bot.db import tables
from bot.releases import changes
from bot.store import proposals
from bot.store.staff import Role
from tests.databases import Database, migrated, sqlite_database
from tests.review.conftest import KNOWLEDGE, Browser, Console, running
from tests.review.test_accessible import log_in
from tests.review.test_proposals import PRICE, send, two_of
from tests.web.conftest import browser, new_page
from tests.web.test_accessible import faults, width

__all__ = ["browser", "new_page"]
pytestmark = pytest.mark.slow

QUESTION = "hvad koster det at gå til dans?"
CASES = [
    {
        "id": "price",
        "municipality": "eksempelby",
        "turns": [{"user": QUESTION, "expect": {"kind": "answer", "all": ["betaler selv"]}}],
    },
    {
        "id": "hello",
        "municipality": "eksempelby",
        "turns": [{"user": word, "expect": {"kind": "smalltalk"}} for word in ("hej", "tak")],
    },
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A console whose knowledge may be changed, with cases of its own and the trained model."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(KNOWLEDGE, folder / "knowledge")
    (folder / "cases").mkdir()
    (folder / "cases" / "some.jsonl").write_text("\n".join(map(json.dumps, CASES)), encoding="utf-8")
    more = {"KNOWLEDGE_DIR": str(folder / "knowledge"), "CASES_DIR": str(folder / "cases")}
    with sqlite_database(folder) as made, running(migrated(made), folder, **more) as console:
        console.as_(Role.ADMIN).post("/udgivelser", {"hvorfor": "den første", "alligevel": "ja"})
        yield console


def files_of(desk: Console) -> Path:
    return Path(desk.environment["KNOWLEDGE_DIR"])


def change(desk: Console, old: str, new: str) -> None:
    path = files_of(desk) / "municipalities/eksempelby/services/dans.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def tried(browser: Browser) -> str:
    """The page once the trial is over."""
    assert browser.post("/udgivelser/proeve").headers["location"] == "/udgivelser/proeve"
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        page = browser.get("/udgivelser/proeve")
        if "refresh" not in page.headers:
            return page.text
        assert "Prøver samtaler" in page.text
        time.sleep(0.2)
    raise AssertionError("the trial did not end")


def test_a_question_is_understood_by_the_model_and_answered_from_the_draft(desk: Console) -> None:
    editor = desk.as_(Role.EDITOR)
    page = editor.post(
        "/proev", {"spoergsmaal": "hvad skal man betale for dansen", "kommune": "eksempelby"}
    ).text
    assert re.search(
        r"<h2>Sådan blev spørgsmålet forstået</h2>.*?<tbody><tr><th scope=\"row\">Pris", page, re.S
    )
    assert re.search(r"class=\"reply\" role=\"status\">[^<]*dans", page)
    nowhere = editor.post("/proev", {"spoergsmaal": "hej", "kommune": ""}).text
    assert "Hilser" in nowhere


def test_any_day_may_be_asked_about(desk: Console) -> None:
    editor = desk.as_(Role.EDITOR)
    form = {"spoergsmaal": "hvornår skal jeg senest klage? jeg fik afslaget i går", "kommune": "eksempelby"}
    spring = editor.post("/proev", {**form, "dag": "2026-04-21"}).text
    autumn = editor.post("/proev", {**form, "dag": "2026-09-15"}).text
    assert "mandag den 1. juni" in spring
    assert "mandag den 26. oktober" in autumn
    assert editor.post("/proev", {**form, "dag": "i morgen"}).status_code == 400
    assert editor.post("/proev", {**form, "kommune": "ukendt"}).status_code == 400
    assert editor.post("/proev", {"spoergsmaal": " "}).status_code == 400


def test_the_model_is_held_by_one_process_that_is_started_again_when_it_ends(desk: Console) -> None:
    editor = desk.as_(Role.EDITOR)

    def ask() -> int:
        return editor.post("/proev", {"spoergsmaal": "hej", "kommune": ""}).status_code

    def children() -> list[int]:
        path = Path(f"/proc/{desk.process.pid}/task")
        return [int(pid) for task in path.iterdir() for pid in (task / "children").read_text().split()]

    assert (ask(), ask()) == (200, 200)
    (first,) = children()
    os.kill(first, signal.SIGKILL)
    assert 200 in (ask(), ask())
    (second,) = children()
    assert second != first


def test_the_draft_is_what_would_be_published_with_the_approved_proposals(desk: Console) -> None:
    form = {"spoergsmaal": QUESTION, "kommune": "eksempelby"}
    first, second = desk.as_(Role.EDITOR), desk.as_(Role.EDITOR)
    before = changes.draft_id(files_of(desk), desk.database.engine)
    assert send(first, value="payer: borger\namount: 35\nunit: dkk\nper: gang") == 303
    assert "35 kr." not in second.post("/proev", form).text
    number = max(row.id for row in desk.database.rows(tables.proposal))
    assert second.post(f"/forslag/{number}/afgoer", {"valg": "godkend"}).status_code == 303
    assert changes.draft_id(files_of(desk), desk.database.engine) != before
    assert "35 kr." in second.post("/proev", form).text
    with desk.database.engine.begin() as connection:
        connection.execute(tables.proposal.delete())


def test_a_fall_against_the_present_release_is_shown_before_the_publish_button_and_stops_it(
    desk: Console,
) -> None:
    admin, editor, reader = (desk.as_(role) for role in (Role.ADMIN, Role.EDITOR, Role.READER))
    live = desk.database.rows(tables.live)[0].release_id
    assert "Ingen samtaler bliver dårligere." in tried(editor)
    good = admin.get("/udgivelser").text
    assert "2 af 2 samtaler er rigtige. Nu er 2 rigtige." in good
    assert 'name="alligevel"' not in good
    path = files_of(desk) / "municipalities/eksempelby/services/dans.yml"
    kept = path.read_text("utf-8")
    change(desk, "{Du} betaler selv for dansen.", "Der er dans.")
    assert "Prøven gælder ikke længere" in admin.get("/udgivelser").text
    assert "1 samtale bliver dårligere." in tried(editor)
    page = admin.get("/udgivelser").text
    assert page.index("1 samtale bliver dårligere.") < page.index("Udgiv nu")
    assert 'name="alligevel"' in page
    shown = reader.get("/udgivelser/proeve").text
    assert QUESTION in shown
    assert "Prøv samtalerne nu" not in shown
    refused = admin.post("/udgivelser", {"hvorfor": "vi skal videre"})
    assert (refused.status_code, "nogle samtaler bliver dårligere" in refused.text) == (400, True)
    assert desk.database.rows(tables.live)[0].release_id == live
    path.write_text(kept, "utf-8")
    assert "Ingen samtaler bliver dårligere." in tried(editor)
    assert admin.post("/udgivelser", {"hvorfor": "som før"}).status_code == 303


def test_content_with_faults_cannot_be_tried_and_says_why(desk: Console) -> None:
    path = files_of(desk) / "municipalities/eksempelby/services/dans.yml"
    kept = path.read_text("utf-8")
    path.write_text(kept + "\nukendt: 1\n", "utf-8")
    try:
        editor = desk.as_(Role.EDITOR)
        for page in (tried(editor), editor.post("/proev", {"spoergsmaal": "hej"}).text):
            assert "dans.yml" in page
            assert "prøves:" in page
    finally:
        path.write_text(kept, "utf-8")


def test_the_draft_is_named_by_files_and_open_changes_alone(database: Database, tmp_path: Path) -> None:
    files = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    bo, ib = two_of(database)
    before = changes.draft_id(files, database.engine)
    number = proposals.propose(database.engine, bo, "fact", "eksempelby", vars(PRICE).copy(), None)
    assert changes.draft_id(files, database.engine) == before
    proposals.decide(database.engine, ib, number, True)
    assert changes.draft_id(files, database.engine) != before


@pytest.mark.parametrize("size", [(320, 640), (1280, 800)])
def test_both_pages_are_accessible_and_work_without_scripts(
    size: tuple[int, int], new_page: Callable[..., Page], desk: Console
) -> None:
    member = desk.member(Role.ADMIN)
    page = log_in(new_page(*size), desk, member)
    page.goto(f"{desk.url}/proev")
    page.get_by_label("Spørgsmål").fill(QUESTION)
    page.get_by_role("button", name="Spørg").click()
    expect(page.get_by_role("heading", name="Sådan blev spørgsmålet forstået")).to_be_visible()
    assert faults(page) == []
    assert width(page) == size[0]
    plain = log_in(new_page(*size, java_script_enabled=False), desk, member)
    plain.goto(f"{desk.url}/udgivelser/proeve")
    plain.get_by_role("button", name="Prøv samtalerne nu").click()
    expect(plain.get_by_text("Ingen samtaler bliver dårligere.")).to_be_visible(timeout=120_000)
    page.goto(f"{desk.url}/udgivelser/proeve")
    assert faults(page) == []
    assert width(page) == size[0]
    plain.context.close()


def test_the_cases_of_the_repository_are_held_by_default() -> None:
    folder = settings.ROOT / "tests" / "conversations"
    assert len(list(folder.glob("own-*.jsonl"))) >= 3
