"""Folding of Danish spelling: lower case, æøå written either way, accents away.

Folding is for comparing only; what is shown is never folded.
"""

import re
import unicodedata

_ACCENTED = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe"})
_LIGATURES = str.maketrans({"æ": "ae", "ø": "oe"})
_WORD = re.compile(r"§|[^\W_]+(?:[-'’][^\W_]+)*")


def fold(text: str) -> str:
    """Lower case with æ→ae, ø→oe, å→aa and other accents removed."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_ACCENTED)
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return bare.translate(_LIGATURES)  # last: "ǿ" is an "ø" only without its accent


def words(text: str) -> list[str]:
    """The words of a text in reading order; `§` counts as a word."""
    return _WORD.findall(text)


def folded_words(text: str) -> list[str]:
    """The folded words of a text; compounds with a hyphen also count as their parts."""
    found: list[str] = []
    for word in words(text):
        folded = fold(word)
        found.append(folded)
        if "-" in folded:
            found.extend(part for part in folded.split("-") if part)
    return found
