"""Runs the actions inside the bot's process: the same call that the action server would get."""

from functools import cache
from typing import Any

from rasa_sdk.executor import ActionExecutor


@cache
def executor() -> ActionExecutor:
    """The executor with every action of this package registered."""
    made = ActionExecutor()
    made.register_package("actions")
    return made


async def run(call: dict[str, Any]) -> dict[str, Any]:
    """Runs one action.

    Args:
        call: what Rasa would post to the action server (`next_action`, `tracker`, `domain`).

    Returns:
        Events and responses, as the action server would reply.
    """
    reply = await executor().run(call)
    return dict(reply or {"events": [], "responses": []})
