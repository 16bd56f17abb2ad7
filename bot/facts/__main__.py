"""`python -m bot.facts check`: says what is wrong in `knowledge/`, or nothing."""

import sys
from collections import Counter
from pathlib import Path

from bot import settings
from bot.facts import schema
from bot.facts.check import check
from bot.facts.load import Loaded, load
from bot.facts.plain import file_texts, names_in
from bot.lang import lix


def main(arguments: list[str]) -> int:
    """Runs one of the commands; 0 when all is well, 1 with faults, 2 for wrong usage."""
    commands = {"check": _check, "numbers": _numbers, "lix": _lix, "schema": _schema}
    if not arguments or arguments[0] not in commands:
        print(f"usage: python -m bot.facts {'|'.join(commands)} [folder]", file=sys.stderr)
        return 2
    root = Path(arguments[1]) if len(arguments) > 1 else settings.load().knowledge
    return commands[arguments[0]](load(root))


def _check(loaded: Loaded) -> int:
    faults = check(loaded)
    for fault in faults:
        print(fault, end="\n\n")
    return 1 if faults else 0


def _numbers(loaded: Loaded) -> int:
    counts = Counter((fact.edition, fact.service) for fact in loaded.facts)
    for (edition, service), count in sorted(counts.items()):
        print(f"{count:4}  {edition}  {service}")
    print(f"{len(loaded.facts):4}  in all")
    return 0


def _lix(loaded: Loaded) -> int:
    names = names_in(loaded)
    for file, text in sorted(file_texts(loaded).items()):
        measured = lix.measure(text, names)
        print(f"{measured.lix:3}  {measured.words:5} words  {file}")
    return 0


def _schema(loaded: Loaded) -> int:
    for path in schema.write(settings.load().knowledge, loaded.services):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
