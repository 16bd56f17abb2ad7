"""`python -m review staff …` and `python -m review examples`: what is done from the machine itself, audited.

`examples` writes the corrections of understanding that two editors agreed on into `data/nlu/`;
`make train` then teaches them.
"""

import argparse
import getpass
import sys

from bot import settings
from bot.db.engine import engine, migrate
from bot.errors import BotError
from bot.store import staff
from bot.store.audit import Who
from bot.store.staff import EVERYWHERE, Role, StaffError
from review.putting_right import add_examples
from review.words import words


def main(arguments: list[str] | None = None) -> int:
    """0 when done, 1 when it could not be (with the reason)."""
    asked = _parser().parse_args(arguments)
    try:
        configured = settings.load()
        migrate(configured.database_url)
        told = _do(asked, Who(None, f"{getpass.getuser()}@machine"))
    except StaffError as error:
        sys.stderr.write(words()["staff_faults"][error.word] + "\n")
        return 1
    except BotError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(told + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m review")
    things = parser.add_subparsers(dest="thing", required=True)
    deeds = things.add_parser("staff").add_subparsers(dest="deed", required=True)
    adding = deeds.add_parser("add", help="prints a one-time set-up link")
    adding.add_argument("login")
    adding.add_argument("--name", required=True)
    adding.add_argument("--role", choices=[role.value for role in Role], required=True)
    adding.add_argument(
        "--municipality", action="append", required=True, help=f"its id, or {EVERYWHERE} for all; repeatable"
    )
    for deed, told in (("disable", "shuts out at once"), ("reset", "takes password and code away, new link")):
        deeds.add_parser(deed, help=told).add_argument("login")
    deeds.add_parser("list", help="who there is")
    things.add_parser("examples", help="approved corrections into data/nlu/")
    return parser


def _do(asked: argparse.Namespace, who: Who) -> str:
    configured = settings.load()
    database = engine(configured.database_url)
    if asked.thing == "examples":
        added = add_examples(settings.ROOT / "data", database, who)
        return f"{added} examples added to data/nlu; run 'make train' to teach them"
    if asked.deed == "list":
        return "\n".join(_line(member) for member in staff.everybody(database))
    if asked.deed == "disable":
        staff.disable(database, who, asked.login)
        return f"{asked.login}: disabled"
    token = (
        staff.reset(database, who, asked.login)
        if asked.deed == "reset"
        else staff.add(database, who, asked.login, asked.name, Role(asked.role), asked.municipality)
    )
    return f"{asked.login}: http://127.0.0.1:{configured.review_port}/opret/{token} (once, within 24 hours)"


def _line(member: staff.Staff) -> str:
    state = "disabled" if member.disabled else "ready" if member.ready else "not set up"
    return f"{member.login}\t{member.role.value}\t{','.join(member.municipalities)}\t{state}"


if __name__ == "__main__":
    sys.exit(main())
