"""A caseworker adds a municipality, as CONTRIBUTING says, while the bot runs: no Python, no training."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from bot.settings import ROOT
from tests.conftest import RunningBot, start_bot, stop
from tests.filling import fill

pytestmark = pytest.mark.slow

NAME, ID = "Æblerød", "aebleroed"
SILENT = frozenset({"waiting_list", "pool", "transport"})


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy that a caseworker may write in."""
    return Path(shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge"))


@pytest.fixture
def own(knowledge: Path, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot that answers from that copy."""
    (tmp_path / "var").mkdir()
    running = start_bot(tmp_path / "var", KNOWLEDGE_DIR=str(knowledge))
    yield running
    stop(running)


def run(bot: RunningBot, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `make` runs, in the caseworker's place."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=bot.environment, capture_output=True, text=True, timeout=120, check=False
    )


def towns(bot: RunningBot) -> dict[str, str]:
    listed = requests.get(f"{bot.url}/api/municipalities", timeout=30).json()
    return {town["id"]: town["name"] for town in listed}


def wait_for(bot: RunningBot, town: str) -> None:
    deadline = time.monotonic() + 20
    while town not in towns(bot):
        assert time.monotonic() < deadline, "the new release was not taken up"
        time.sleep(0.2)


def charge(path: Path) -> None:
    """The caseworker writes another price than the example's."""
    text = path.read_text(encoding="utf-8")
    text = text.replace("{payer: kommune}", "{payer: borger, amount: 37, unit: dkk, per: gang}")
    text = text.replace("Træningen er gratis for {dig}.", "{Du} betaler {amount} kr. pr. gang.")
    path.write_text(text, encoding="utf-8")


def asked(bot: RunningBot) -> None:
    """What citizens now get to know, in a talk of that municipality and in one of none."""
    talk = bot.start_conversation(ID)
    reply = talk.say("Hvad koster genoptræning?")
    assert (reply["outcome"], reply["topic"], reply["municipality"]) == ("answer", "price", ID)
    assert "37 kr." in reply["messages"][0]["text"]
    assert reply["messages"][0]["sources"][0]["standard"] == f"{ID}-2026"
    silent = talk.say("Er der venteliste til genoptræning?")
    assert (silent["outcome"], silent["reason"]) == ("handoff", "silent")
    elsewhere = bot.start_conversation(None).say("Hvad koster genoptræning i Æblerød?")
    assert elsewhere["municipality"] == ID
    assert "37 kr." in elsewhere["messages"][0]["text"]


def test_the_make_targets_run_these_commands() -> None:
    """Their names and spaces reach the command whole."""
    for target, given in (
        ("new-municipality", {"NAME": "Ny Æblerød", "SERVICES": "daghjem"}),
        ("new-edition", {"MUNICIPALITY": "x", "ID": "y", "OLD": ""}),
    ):
        words = [f"{key}={value}" for key, value in given.items()]
        shown = subprocess.run(
            ["make", "-n", target, *words],
            cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        assert "python -m bot.facts.scaffold" in shown
        assert all(re.search(rf'--{key.lower()} "\${key}"', shown) for key in given)


def test_a_municipality_is_laid_out_filled_published_and_answered(own: RunningBot, knowledge: Path) -> None:
    models = sorted(path.name for path in (ROOT / "models").iterdir())
    before = towns(own)
    folder = knowledge / "municipalities" / ID

    laid = run(own, "bot.facts.scaffold", "municipality", "--name", NAME, "--edition", "2026")
    assert laid.returncode == 0, laid.stderr
    half = run(own, "bot.releases")
    assert half.returncode == 1
    assert f"knowledge/municipalities/{ID}/services/faelles.yml" in half.stdout
    assert towns(own) == before

    fill(folder, SILENT)
    charge(folder / "services" / "genoptraening.yml")
    done = run(own, "bot.releases")
    assert done.returncode == 0, done.stdout + done.stderr

    wait_for(own, ID)
    assert towns(own) == {**before, ID: "Æblerød Kommune"}
    asked(own)
    page = requests.get(f"{own.url}/viden", timeout=30).text
    assert "Æblerød Kommune" in page
    assert "Du betaler 37 kr. pr. gang." in page
    assert requests.get(f"{own.url}/chat", params={"municipality": ID}, timeout=30).status_code == 200
    assert own.process.poll() is None
    assert sorted(path.name for path in (ROOT / "models").iterdir()) == models


def test_next_year_the_new_edition_answers_and_its_differences_are_shown(
    own: RunningBot, knowledge: Path
) -> None:
    assert run(own, "bot.facts.scaffold", "municipality", "--name", NAME, "--edition", "2026").returncode == 0
    folder = knowledge / "municipalities" / ID
    fill(folder, SILENT)
    assert run(own, "bot.releases").returncode == 0

    laid = run(own, "bot.facts.scaffold", "edition", "--municipality", ID, "--id", f"{ID}-2027")
    assert laid.returncode == 0, laid.stderr
    assert run(own, "bot.releases").returncode == 1
    for path in (folder / "services").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(price:.*\n(?:.*\n){0,4}?.*-2027: )UDFYLD", rf"\1{PRICIER}", text)
        path.write_text(text.replace("UDFYLD", "uændret"), encoding="utf-8")
    text = re.sub(r"\n +- UDFYLD.*", "", (folder / "editions.yml").read_text(encoding="utf-8"))
    for key, said in (("validity", "current"), ("first_day", "ukendt"), ("review_by", '"2026-01-01"')):
        text = text.replace(f"{key}: UDFYLD", f"{key}: {said}")
    (folder / "editions.yml").write_text(text.replace("UDFYLD", "udgave fra 2027"), encoding="utf-8")
    done = run(own, "bot.releases")
    assert done.returncode == 0, done.stdout + done.stderr

    wait_for(own, ID)
    deadline = time.monotonic() + 20
    while (reply := own.start_conversation(ID).say("Hvad koster genoptræning?"))["messages"][0]["sources"][0][
        "standard"
    ] != f"{ID}-2027":
        assert time.monotonic() < deadline
    assert "41 kr." in reply["messages"][0]["text"]
    page = requests.get(f"{own.url}/viden", timeout=30).text
    assert "Hvad er nyt i standarden" in page
    assert re.search(r"Før:</strong> Træningen er gratis for dig\.", page)
    assert re.search(r"Nu:</strong> Du betaler 41 kr\. pr\. gang\.", page)
    assert "Skal læses igennem igen" in page


PRICIER = """
      value: {payer: borger, amount: 41, unit: dkk, per: gang}
      say: "{Du} betaler {amount} kr. pr. gang."
      section: "Standarden: Alt"
"""
