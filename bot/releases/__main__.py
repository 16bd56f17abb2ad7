"""`python -m bot.releases`: checks `knowledge/` and publishes it. What `make knowledge` runs."""

import getpass
import sys

from bot import settings
from bot.db.engine import engine, migrate
from bot.facts.check import check
from bot.facts.load import load
from bot.lang.read import read_yaml
from bot.releases import changes
from bot.releases.publish import publish, stays

_WORDS = settings.ROOT / "bot" / "releases" / "words.yml"


def main() -> int:
    """0 when the release is live, or one chosen by hand stays; 1 when the content has faults (printed)."""
    words = read_yaml(_WORDS)
    configured = settings.load()
    migrate(configured.database_url)
    database = engine(configured.database_url)
    chosen = stays(database, changes.files_id(configured.knowledge))
    if chosen:
        print(words["chosen"].format(release=chosen))
        return 0
    waiting = changes.settle(configured.knowledge, database)
    with changes.drafted(configured.knowledge, waiting) as folder:
        loaded = load(folder)
    if waiting:
        print(words["waiting"].format(keys=", ".join(change.key for change in waiting)))
    if faults := check(loaded):
        for fault in faults:
            print(fault, end="\n\n")
        print(words["faults"].format(count=len(faults)), file=sys.stderr)
        return 1
    name, changed = publish(loaded.knowledge(), database, by=getpass.getuser())
    print(words["published" if changed else "unchanged"].format(release=name, count=len(loaded.facts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
