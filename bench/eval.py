"""`make eval CASES=file.jsonl`: asks the cases of a running bot over its API and scores the answers.

A case is one conversation (JSON lines): `municipality`, `turns` of `user` and `expect` with `kind`,
`kind_also`, and regular expressions `all`, `any`, `none` (see tests/conversations/README.md).
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

ACCEPTED = {
    "answer": {"answer", "prescreen_result"},
    "clarify": {"clarify", "answer", "prescreen"},
    "out_of_scope": {"out_of_scope", "handoff", "fallback"},
    "handoff": {"handoff", "out_of_scope", "answer"},
    "safety": {"safety"},
    "prescreen": {"prescreen"},
    "prescreen_result": {"prescreen_result"},
    "smalltalk": {"smalltalk", "answer"},
}
"""An expected kind is met by any of these outcomes."""


def text_of(reply: dict[str, Any]) -> str:
    """What the citizen is told: texts and titles of buttons."""
    parts = []
    for message in reply["messages"]:
        parts += [message["text"], *(button["title"] for button in message.get("buttons") or [])]
    return "\n".join(parts)


def faults(expect: dict[str, Any], reply: dict[str, Any]) -> list[str]:
    """What is wrong with a reply; a fault that begins with WRONG is a false statement."""
    text = text_of(reply)

    def hit(pattern: str) -> bool:
        return re.search(pattern, text, re.IGNORECASE) is not None

    found = [f"missing: {pattern}" for pattern in expect.get("all", []) if not hit(pattern)]
    if expect.get("any") and not any(hit(pattern) for pattern in expect["any"]):
        found.append("none of: " + " ; ".join(expect["any"]))
    found += [f"WRONG: {pattern}" for pattern in expect.get("none", []) if hit(pattern)]
    kinds = [kind for kind in (expect.get("kind"), *expect.get("kind_also", [])) if kind]
    accepted = set().union(*(ACCEPTED[kind] for kind in kinds))
    if accepted and reply["outcome"] not in accepted:
        found.append(f"outcome {reply['outcome']}, expected {' or '.join(kinds)}")
    return found


def cases_in(path: Path) -> list[dict[str, Any]]:
    """The cases of a file.

    Raises:
        ValueError: naming the line that cannot be read.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise ValueError(f"{path} line {number}: {error}") from error
    return found


def ask(url: str, case: dict[str, Any]) -> tuple[list[str], list[float]]:
    """Holds one conversation; its faults and the seconds of each reply."""
    body = {"municipality": case["municipality"]} if case.get("municipality") else {}
    opened = requests.post(f"{url}/api/conversations", json=body, timeout=60).json()
    address, key = f"{url}/api/conversations/{opened['id']}/messages", f"Bearer {opened['token']}"
    found, seconds = [], []
    for turn in case["turns"]:
        begun = time.perf_counter()
        answered = requests.post(
            address, json={"text": turn["user"]}, headers={"Authorization": key}, timeout=60
        )
        seconds.append(time.perf_counter() - begun)
        found += faults(turn.get("expect", {}), answered.json())
    return found, seconds


def main(arguments: list[str]) -> int:
    """Prints the share that is right, by tag and in all; 2 when nothing could be asked, else 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    options = parser.parse_args(arguments)
    try:
        cases = cases_in(options.file)
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda case: ask(options.url, case), cases))
    except (OSError, ValueError, requests.RequestException) as error:
        print(f"nothing was measured: {error}", file=sys.stderr)
        return 2
    by_tag: dict[str, list[bool]] = defaultdict(list)
    for case, (found, _) in zip(cases, results, strict=True):
        for tag in case.get("tags", []):
            by_tag[tag].append(not found)
    for tag, right in sorted(by_tag.items(), key=lambda item: sum(item[1]) / len(item[1])):
        print(f"{100 * sum(right) / len(right):5.1f} %  {len(right):3}  {tag}")
    right_ones = sum(not found for found, _ in results)
    wrong = sum(any(fault.startswith("WRONG") for fault in found) for found, _ in results)
    median = 1000 * statistics.median(second for _, seconds in results for second in seconds)
    share = f"{right_ones} of {len(cases)} right ({100 * right_ones / len(cases):.1f} %)"
    print(f"\n{share}, {wrong} with a wrong statement, median {median:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
