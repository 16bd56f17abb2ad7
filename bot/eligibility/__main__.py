"""`python -m bot.eligibility tables|measure`: the page of decision tables, or how many questions it takes."""

import sys
from collections.abc import Callable

from bot import clock, settings
from bot.eligibility.measure import measure
from bot.eligibility.rules import Rules, rules_for
from bot.eligibility.tables import page
from bot.facts.load import load
from bot.facts.query import Facts

_PAGE = settings.ROOT / "docs" / "eligibility.md"
_CITIZENS = 1000


def main(arguments: list[str]) -> int:
    """Runs one of the commands; 0 when done, 2 for wrong usage."""
    commands: dict[str, Callable[[list[Rules]], None]] = {"tables": _tables, "measure": _measure}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(f"usage: python -m bot.eligibility {'|'.join(commands)}", file=sys.stderr)
        return 2
    facts = Facts(load(settings.load().knowledge).knowledge())
    towns = [row.id for row in facts.knowledge.screenings]
    commands[arguments[0]]([rules_for(facts, town, clock.today()) for town in towns])
    return 0


def _tables(towns: list[Rules]) -> None:
    _PAGE.write_text(page(towns), encoding="utf-8")
    print(_PAGE)


def _measure(towns: list[Rules]) -> None:
    for rules in towns:
        found = measure(rules, _CITIZENS)
        print(f"{found.mean:5.2f} questions on average, {found.most} at most  {found.municipality}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
