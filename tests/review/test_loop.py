"""The loop, end to end: missed → found among the unanswered → corrected by two → taught → answered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from bot import settings
from bot.store.staff import Role
from tests.conftest import free_port
from tests.databases import Database
from tests.review.conftest import Console
from tests.review.test_accessible import log_in
from tests.web.conftest import Chat, browser, new_page

__all__ = ["browser", "new_page"]
pytestmark = pytest.mark.slow

MISSED = "Hvor mange flade skal man slippe?"
TAUGHT = (
    "hvor mange flade skal man slippe",
    "hvor mange flade skal jeg slippe for det",
    "er det mange flade",
)
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "__pycache__", ".*_cache", "node_modules", "models"
)
_MEASURE = """
from pathlib import Path
from bench.eval import cases_in
from bench.offline import Offline, trained
from bench.proof_understanding import measure
from bot import settings
from bot.facts.load import load
from bot.facts.query import Facts
bot = Offline(trained(), Facts(load(settings.load().knowledge).knowledge(), "loop"))
print("RIGHT", measure(bot, cases_in(Path("tests/conversations/own-1.jsonl")))[0])
"""


@dataclass
class Workshop:
    """A copy of the project that may be taught, with its bot and its console."""

    folder: Path
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def chat(self) -> str:
        """Where citizens write."""
        return f"http://127.0.0.1:{self.environment['PORT']}"

    @property
    def console(self) -> Console:
        """Where staff work."""
        database = Database(f"sqlite:///{self.folder / 'var' / 'traeningsguiden.db'}")
        url, process = f"http://127.0.0.1:{self.environment['REVIEW_PORT']}", self.processes["review.server"]
        return Console(url, database, self.environment, process, self.folder / "log")

    def run(self, *arguments: str) -> str:
        """Runs Python in the copy; what it said."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, env=self.environment, capture_output=True,
            text=True,            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def start(self, module: str, ready: str) -> None:
        """Starts a part and waits until it answers."""
        with (self.folder / "log").open("ab") as log:
            self.processes[module] = subprocess.Popen(
                [sys.executable, "-m", module], cwd=self.folder, env=self.environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            try:
                if requests.get(ready, timeout=5).ok:
                    return
            except requests.ConnectionError:
                time.sleep(0.3)
        pytest.fail((self.folder / "log").read_text()[-2000:])

    def stop(self, module: str) -> None:
        """Ends a part."""
        process = self.processes.pop(module)
        process.terminate()
        process.wait(30)

    def serve_chat(self) -> None:
        """Starts the bot."""
        self.start("bot.server", f"{self.chat}/health/ready")

    def right(self) -> float:
        """Percent of our own conversations that are right in every turn."""
        return float(self.run("-c", _MEASURE).split("RIGHT")[1])


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    folder = Path(shutil.copytree(settings.ROOT, tmp_path / "copy", ignore=_LEFT_OUT))
    models = settings.ROOT / "models"
    if models.is_dir():  # so that nothing is trained that is trained already
        shutil.copytree(models, folder / "models")
    port, review = str(free_port()), str(free_port())
    made = Workshop(folder, {
        **os.environ, "PYTHONPATH": str(folder), "PORT": port, "REVIEW_PORT": review, "METRICS_PORT": "0",
        "SECRET_KEY": "test", "RATE_LIMITS": "off", "TODAY": "", "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": "", "KNOWLEDGE_DIR": str(folder / "knowledge"), "MODELS_DIR": str(folder / "models"),
    })  # fmt: skip
    made.run("-m", "bot.releases")
    made.run("-m", "bot.train")
    made.serve_chat()
    made.start("review.server", f"http://127.0.0.1:{review}/health/live")
    yield made
    for module in list(made.processes):
        made.stop(module)


def ask(page: Page, workshop: Workshop) -> str:
    """As a citizen, in the chat; what the bot said."""
    return Chat(page).open(workshop.chat).ask(MISSED).inner_text()


def correct(page: Page, console: Console) -> None:
    """As an editor: from the unanswered to a proposal, three times over."""
    for sentence in TAUGHT:
        page.goto(f"{console.url}/ubesvarede")
        page.get_by_role("link", name=MISSED).first.click()
        page.get_by_text("Vurdér svaret").last.click()
        page.get_by_role("link", name="Foreslå en rettelse ud fra dette svar").last.click()
        page.get_by_label("Sådan kunne man spørge").fill(sentence)
        page.get_by_label("Det rigtige emne").select_option("price")
        page.get_by_label("Jeg har skrevet det selv").first.check()
        page.get_by_role("button", name="Foreslå", exact=True).click()
        expect(page.get_by_text("Forslaget er sendt.")).to_be_visible()


def approve(page: Page, console: Console) -> None:
    """As another editor: all that is open."""
    page.goto(f"{console.url}/forslag")
    for _ in TAUGHT:
        page.get_by_role("button", name="Godkend forslag").first.click()
        expect(page.get_by_text("Forslaget er afgjort.")).to_be_visible()


@pytest.mark.long
def test_a_missed_question_is_found_corrected_taught_and_then_answered(
    workshop: Workshop, new_page: Callable[..., Page]
) -> None:
    citizen = new_page()
    assert "egenbetaling" not in ask(citizen, workshop)
    console, before = workshop.console, workshop.right()
    correct(log_in(new_page(), console, console.member(Role.EDITOR)), console)
    approve(log_in(new_page(), console, console.member(Role.EDITOR)), console)
    assert "3 examples" in workshop.run("-m", "review", "examples")
    workshop.run("-m", "bot.train")
    workshop.stop("bot.server")
    workshop.serve_chat()
    assert workshop.right() >= before
    citizen.goto("about:blank")
    assert "egenbetaling" in ask(new_page(), workshop)
