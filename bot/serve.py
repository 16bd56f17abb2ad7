"""`make serve`: everything from nothing, then bot and console in the foreground as one command.

One part that dies brings all down, with its reason; Ctrl-C leaves nothing running.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from bot import settings
from bot.errors import BotError

_STOP_SECONDS, _READY_SECONDS = 20, 180
_PARTS = {"bot": "bot.server", "console": "review.server"}


class _Stopped(Exception):
    """The operator asked to stop."""


def main() -> int:
    """0 when stopped on purpose, 1 when a part died or could not start."""
    try:
        configured = settings.load()
    except BotError as error:
        print(f"[serve] {error}", file=sys.stderr)
        return 1
    for step in ("bot.releases", "bot.train"):
        if subprocess.run([sys.executable, "-m", step], cwd=settings.ROOT, check=False).returncode:
            print(f"[serve] {step} failed; nothing was started (see above).", file=sys.stderr)
            return 1
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, _stop)
    parts: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, module in _PARTS.items():
            parts[name] = subprocess.Popen(
                [sys.executable, "-m", module], cwd=settings.ROOT, start_new_session=True
            )
        return _watch(parts, configured.port, configured.review_port)
    except _Stopped:
        print("[serve] stopping")
        return 0
    finally:
        _end(parts)


def _stop(*_: object) -> None:
    raise _Stopped


def _watch(parts: dict[str, subprocess.Popen[bytes]], port: int, review_port: int) -> int:
    """Waits until a part dies; says when the chat is ready, and keeps saying that it starts."""
    begun, told = time.monotonic(), False
    print("[serve] starting; the model takes about ten seconds to load", flush=True)
    while True:
        for name, part in parts.items():
            code = part.poll()
            if code is not None:
                print(f"[serve] the {name} ended with code {code}; stopping everything.", file=sys.stderr)
                return 1
        if not told and _ready(port):
            told = True
            print(f"[serve] ready after {time.monotonic() - begun:.0f} s", flush=True)
            print(
                f"[serve] chat page and API: http://127.0.0.1:{port}   staff console: http://127.0.0.1:{review_port}"
            )
            print("[serve] Ctrl-C stops all of it", flush=True)
        if not told and time.monotonic() - begun > _READY_SECONDS:
            print(f"[serve] the bot was not ready after {_READY_SECONDS} s; stopping.", file=sys.stderr)
            return 1
        time.sleep(0.3)


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _end(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ends every part, gently first; each is the head of its own process group."""
    for part in parts.values():
        if part.poll() is None:
            os.killpg(part.pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    for part in parts.values():
        try:
            part.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
