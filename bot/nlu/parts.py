"""Splits a message into the parts that may each be a question."""

import re

_ENDS = re.compile(r"(?<=[.?!])\s+|\n+|\s+-\s+")
_JOINTS = re.compile(
    r",?\s+(?:og|samt|eller|men)\s+(?=(?:så\s+)?(?:hvad|hvor|hvornår|hvem|hvordan|hvilken|hvilke|hvilket|hvor(?:for)?|"
    r"kan|skal|må|er|får|bliver|koster|gælder)\b)|,\s+(?=(?:hvad|hvor|hvornår|hvem|hvordan|hvilke[nt]?|kan|skal|må)\b)",
    re.IGNORECASE,
)
MIN_WORDS = 2


def split(text: str) -> list[str]:
    """The parts in order; a text that is one question gives itself."""
    pieces = [joint for end in _ENDS.split(text) for joint in _JOINTS.split(end)]
    kept = [piece.strip(" ,-") for piece in pieces if len(piece.split()) >= MIN_WORDS]
    return kept or [text]
