"""`make proof NAME=…`: the full form of a long check; writes docs/proof/<name>.md with its figures."""

import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bench import proof_console, proof_first_light, proof_understanding
from bot.settings import ROOT

PROOFS: dict[str, tuple[str, Callable[[], str]]] = {
    "console": ("The console over 100,000 conversations", proof_console.run),
    "first_light": ("From a clean clone to a right, sourced answer", proof_first_light.run),
    "understanding": ("Understanding, on conversations the training never saw", proof_understanding.run),
}


def main(arguments: list[str]) -> int:
    """0 when the proof ran through and was written."""
    if len(arguments) != 1 or arguments[0] not in PROOFS:
        print(f"usage: make proof NAME={'|'.join(PROOFS)}", file=sys.stderr)
        return 2
    title, run = PROOFS[arguments[0]]
    page = f"# {title}\n\n{circumstances(f'make proof NAME={arguments[0]}')}\n\n{run()}\n"
    path = ROOT / "docs" / "proof" / f"{arguments[0]}.md"
    path.write_text(page, encoding="utf-8")
    print(f"[proof] written: {path.relative_to(ROOT)}")
    return 0


def circumstances(command: str) -> str:
    """Where and when figures were taken: commit, day, machine, and the command that takes them again."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    processors = sum(line.startswith("processor") for line in Path("/proc/cpuinfo").read_text().splitlines())
    machine = (
        f"{platform.system()} {platform.machine()}, {processors} cores, Python {platform.python_version()}"
    )
    return f"Commit {commit} · {datetime.now():%Y-%m-%d %H:%M} · {machine} · `{command}`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
