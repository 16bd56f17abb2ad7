"""The closed vocabulary of what pre-screening can say of a service."""

from enum import Enum


class Verdict(str, Enum):
    """What the answers point at for one service; never a decision."""

    LIKELY = "likely"
    UNLIKELY = "unlikely"
    OTHER_ROUTE = "other_route"
    UNCLEAR = "unclear"
    NO_RULE = "no_rule"
