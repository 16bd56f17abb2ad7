"""Trying the draft: questions to it, and all conversations of the suite, in processes of their own.

The model takes some two hundred megabytes, so it is loaded on the first question and given back
when nobody has asked for a while. What is tried stands in memory alone.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot.settings import ROOT

log = logging.getLogger("review")

_IDLE_SECONDS, _ANSWER_SECONDS, _QUEUE_SECONDS = 600.0, 60.0, 20.0
_COMMAND = [sys.executable, "-m", "bot.rehearsal"]


class AwayError(Exception):
    """The process that answers ended, or did not answer in time."""


@dataclass(frozen=True)
class Trial:
    """How the conversations of the suite go with a draft, against the release that answers now."""

    done: int = 0
    of: int = 0
    running: bool = True
    fault: str = ""
    """why it could not be tried"""
    draft: str = ""
    """which draft was tried (`changes.draft_id`), once it is finished"""
    against: str = ""
    """the release that answered then"""
    right: int = 0
    right_now: int | None = None
    """None where nothing answers yet"""
    worse: list[dict[str, Any]] = field(default_factory=list)
    """`id`, `said`, `now`, `then` of conversations that are right now and wrong in the draft"""
    worse_count: int = 0


class Rehearsal:
    """The two processes of one console."""

    def __init__(self) -> None:
        """Starts nothing yet."""
        self._asking, self._state = threading.Lock(), threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._holding: subprocess.Popen[str] | None = None
        self._idle: threading.Timer | None = None
        self._trial: Trial | None = None

    @property
    def trial(self) -> Trial | None:
        """The trial under way, or the last one; None before the first."""
        return self._trial

    def ask(self, text: str, municipality: str, day: str) -> dict[str, Any]:
        """The draft's answer, or its `fault` (see bot/rehearsal/__main__.py); one question at a time.

        Raises:
            AwayError: there is no answer; the next question starts anew.
        """
        if not self._asking.acquire(timeout=_QUEUE_SECONDS):
            raise AwayError
        try:
            self._rest(None)
            if self._process is None or self._process.poll() is not None:
                self._process = _start(subprocess.PIPE)
            late = threading.Timer(_ANSWER_SECONDS, self._process.kill)
            late.start()
            try:
                line = _exchange(self._process, {"text": text, "municipality": municipality, "day": day})
            finally:
                late.cancel()
            self._rest(_IDLE_SECONDS)
            return line
        finally:
            self._asking.release()

    def try_all(self) -> None:
        """Holds all conversations in the background, unless that is under way."""
        with self._state:
            if self._trial and self._trial.running:
                return
            self._trial = Trial()
        threading.Thread(target=self._hold_all, daemon=True).start()

    def close(self) -> None:
        """Ends both processes."""
        for process in (self._holding, self._process):
            if process is not None:
                process.kill()  # whoever waits for it is told so
        self._forget()

    def _forget(self) -> None:
        """Ends the process that answers, and gives its memory back."""
        with self._asking:
            self._rest(None)
            if self._process is not None:
                self._process.kill()
                self._process.wait()
                self._process = None

    def _rest(self, seconds: float | None) -> None:
        if self._idle:
            self._idle.cancel()
        self._idle = threading.Timer(seconds, self._forget) if seconds else None
        if self._idle:
            self._idle.daemon = True
            self._idle.start()

    def _hold_all(self) -> None:
        process = self._holding = _start(None, "cases")
        last: dict[str, Any] = {}
        assert process.stdout is not None
        for line in process.stdout:
            last = json.loads(line)
            self._trial = Trial(**last, running="draft" not in last and "fault" not in last)
        code = process.wait()
        if "draft" not in last and "fault" not in last:
            log.error("the trial of the draft ended with code %s", code)
            self._trial = Trial(running=False, fault=f"bot.rehearsal {code}")


@cache
def rehearsal() -> Rehearsal:
    """The one of this process."""
    return Rehearsal()


def _start(given: int | None, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*_COMMAND, *more], cwd=ROOT, stdin=given, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def _exchange(process: subprocess.Popen[str], asked: dict[str, str]) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(asked, ensure_ascii=False) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError as error:
        raise AwayError from error
    if not line:
        raise AwayError
    return dict(json.loads(line))
