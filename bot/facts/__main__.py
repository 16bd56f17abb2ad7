"""`python -m bot.facts check`: says what is wrong in `knowledge/`, or nothing."""

import sys
from collections import Counter
from pathlib import Path

from bot import clock, settings
from bot.facts import audit, golden, readability, schema
from bot.facts.check import check
from bot.facts.coverage import read_left_out
from bot.facts.figures.extract import extract
from bot.facts.figures.sheet import SHEET, load_sheet, written
from bot.facts.load import Loaded, load
from bot.facts.plain import file_texts, names_in
from bot.lang import lix


def main(arguments: list[str]) -> int:
    """Runs one of the commands; 0 when all is well, 1 with faults, 2 for wrong usage."""
    commands = {
        "check": _check,
        "numbers": _numbers,
        "lix": _lix,
        "schema": _schema,
        "golden": _golden,
        "audit": _audit,
    }
    needs_folder = {"extract"} if len(arguments) > 1 else set()
    if not arguments or arguments[0] not in {*commands, *needs_folder}:
        print(f"usage: python -m bot.facts {'|'.join(commands)}|extract [folder]", file=sys.stderr)
        return 2
    if arguments[0] == "extract":
        return _extract(Path(arguments[1]))
    if arguments[0] == "lix" and any(Path(arguments[-1]).glob("*.txt")):
        return _beside(Path(arguments[-1]))
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


def _beside(folder: Path) -> int:
    """Writes docs/plain-danish.md: our LIX beside that of the standards' texts in a folder."""
    path = settings.ROOT / "docs" / "plain-danish.md"
    page = readability.page(load(settings.load().knowledge), folder, clock.today())
    path.write_text(page, encoding="utf-8")
    print(page)
    return 0


def _audit(loaded: Loaded) -> int:
    sheet, left_out = load_sheet(), read_left_out()
    report = audit.audit(loaded, sheet, left_out)
    for fault in sorted(report.faults):
        print(fault, end="\n\n")
    _numbers(loaded)
    for line in audit.summary(loaded, sheet, report, left_out):
        print(line)
    return 1 if report.faults else 0


def _extract(folder: Path) -> int:
    """Makes tests/knowledge/figures.yml from the standards' texts in a folder."""
    loaded = load(settings.load().knowledge)
    sheet, lost = extract(folder, loaded.editions)
    for edition, section in lost:
        print(f"{edition}: no such section in the text: {section}", file=sys.stderr)
    if not lost:
        SHEET.write_text(written(sheet), encoding="utf-8")
        print(SHEET)
    return 1 if lost else 0


def _schema(loaded: Loaded) -> int:
    for path in schema.write(settings.load().knowledge, loaded.services):
        print(path)
    return 0


def _golden(loaded: Loaded) -> int:
    for path in golden.write(settings.ROOT / "tests" / "knowledge" / "golden", loaded):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
