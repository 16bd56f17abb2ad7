"""The closed vocabulary of what a reply can be, one file from the answer to the staff filter.

The words are part of the contract (docs: chat API); add to them, never rename one.
"""

from enum import Enum


class Outcome(str, Enum):
    """What kind of reply the citizen got."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    PRESCREEN = "prescreen"
    PRESCREEN_RESULT = "prescreen_result"
    HANDOFF = "handoff"
    OUT_OF_SCOPE = "out_of_scope"
    FALLBACK = "fallback"
    SAFETY = "safety"
    SMALLTALK = "smalltalk"
    ERROR = "error"


class Reason(str, Enum):
    """Why the reply is not a plain answer; absent for a plain answer."""

    SILENT = "silent"
    HUMAN_ASKED = "human_asked"
    OFF = "off"
    NOT_UNDERSTOOD = "not_understood"
    WHICH_MUNICIPALITY = "which_municipality"
    WHICH_SERVICE = "which_service"
    DOUBTFUL_TEXT = "doubtful_text"
    TECHNICAL = "technical"


class Validity(str, Enum):
    """How sure an edition is today."""

    CURRENT = "current"
    UNCONFIRMED = "unconfirmed"
    REPLACED = "replaced"


class Asker(str, Enum):
    """On whose behalf the citizen asks."""

    SELF = "self"
    RELATIVE = "relative"
    UNKNOWN = "unknown"
