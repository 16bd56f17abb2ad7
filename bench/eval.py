"""`make eval CASES=file.jsonl`: asks the cases of a running bot over its API and scores the answers.

What a case is stands in `bot/rehearsal/cases.py`.
"""

import argparse
import statistics
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

from bot.rehearsal.cases import ACCEPTED, cases_in, faults, text_of

__all__ = ["ACCEPTED", "ask", "cases_in", "faults", "main", "text_of"]


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
