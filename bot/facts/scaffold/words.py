"""The Danish words of the layout, and its one kind of refusal."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.errors import KnowledgeError
from bot.facts.carried import words as carried_words
from bot.lang.read import read_yaml

_HERE = Path(__file__).parent


@cache
def texts() -> dict[str, Any]:
    """Everything that the commands say."""
    return read_yaml(_HERE / "texts.yml")


def marks() -> dict[str, str]:
    """The words that an editor writes in the place of a fact, by what they mean."""
    known = carried_words()
    return {"hole": known["hole"], "unchanged": known["unchanged"][0], "silent": known["silent"][0]}


class Refused(KnowledgeError):
    """Nothing was laid out; the message says what is wrong and what to do."""

    def __init__(self, code: str, **details: object) -> None:
        """A refusal of a known kind, with its words from `texts.yml`."""
        text = texts()["faults"][code]
        super().__init__(f"{text['what'].format(**details)}\n  {text['cure'].format(**details)}")
        self.code = code


def report(kind: str, files: list[str], **details: object) -> str:
    """What was done, and what to do now."""
    listed = "\n".join(f"  {file}" for file in files)
    return str(texts()["done"][kind].format(files=listed, **marks(), **details))
