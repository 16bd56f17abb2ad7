"""Every sentence of the knowledge in both voices, one text file a service: for people to read.

The files are compared by a test, so that a change of a sentence, or of the grammar, is seen as what
citizens will read. Made by `python -m bot.facts golden`.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.facts.load import Loaded
from bot.facts.types import NATIONAL
from bot.lang.voice import Relation, Voice, relations

_RELATIVE = "mor"
_NAMING = "{du}"


def texts(loaded: Loaded) -> dict[str, str]:
    """The content of each golden file by its path below the folder (`<municipality>/<service>.txt`)."""
    files: dict[str, list[str]] = defaultdict(list)
    for fact in loaded.facts:
        since = f" ({fact.first_day})" if fact.municipality == NATIONAL else ""
        block = [f"{fact.key}{since}", *_voices(fact.sentence)]
        if fact.doubt:
            block += ["  ?", *_voices(fact.doubt)]
        files[f"{fact.municipality}/{fact.service}.txt"].append("\n".join(block))
    for word in loaded.hard_words:
        files[f"{NATIONAL}/hard_words.txt"].append("\n".join([word.word, *_voices(word.say)]))
    return {name: "\n\n".join(blocks) + "\n" for name, blocks in sorted(files.items())}


def write(folder: Path, loaded: Loaded) -> list[Path]:
    """Writes every golden file anew; the files."""
    if folder.exists():
        for old in folder.iterdir():
            shutil.rmtree(old)
    written = []
    for name, text in texts(loaded).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _voices(text: str) -> Iterator[str]:
    """To oneself; where a person is meant also of another, when first named and from then on."""
    relation = relations()[_RELATIVE]
    said = [Voice().say(text), Voice(relation).say(text), _named_before(relation).say(text)]
    return (f"  {line}" for line in dict.fromkeys(said))


def _named_before(relation: Relation) -> Voice:
    voice = Voice(relation)
    voice.say(_NAMING)
    return voice
