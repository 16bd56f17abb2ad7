"""`python -m bot.facts.scaffold`: what `make new-municipality` and `make new-edition` run."""

import argparse
import sys

from bot import clock, settings
from bot.facts.scaffold.edition import new_edition
from bot.facts.scaffold.municipality import new_municipality
from bot.facts.scaffold.words import Refused


def main(arguments: list[str]) -> int:
    """0 when it is laid out, 1 with what is wrong and the cure, 2 for wrong usage."""
    asked = _parser().parse_args(arguments)
    root, year = settings.load().knowledge, clock.today().year
    try:
        if asked.what == "municipality":
            services = asked.services.replace(",", " ").split()
            said = new_municipality(root, asked.name, services, asked.edition, year)
        else:
            said = new_edition(root, asked.municipality, asked.id, asked.old, year)
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    sys.stdout.write(said)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.facts.scaffold")
    commands = parser.add_subparsers(dest="what", required=True)
    for what, options in (
        ("municipality", ("name", "services", "edition")),
        ("edition", ("municipality", "id", "old")),
    ):
        command = commands.add_parser(what)
        for option in options:
            command.add_argument(f"--{option}", default="")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
