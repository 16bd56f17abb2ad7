"""Rasa, made quick and quiet: actions in this process, one schema check less, no telemetry."""

from __future__ import annotations

import asyncio
import copy
import logging
import os
import warnings
from typing import Any

import rasa
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog

from actions import in_process

log = logging.getLogger("bot")

_ACTION_SECONDS = 10
_RASA = "3.6.21"


class InProcessActions(EndpointConfig):
    """Runs actions here instead of posting them; a failing one ends the turn and is told apart."""

    def __init__(self) -> None:
        """There is no address."""
        super().__init__(url="in-process")

    async def request(self, method: str = "post", subpath: str | None = None, **kwargs: Any) -> Any:
        """Runs the action that the body names (see parent class)."""
        call = dict(kwargs["json"])
        if "domain" in call:
            call["domain"] = copy.deepcopy(call["domain"])
        try:
            return await asyncio.wait_for(in_process.run(call), _ACTION_SECONDS)
        except Exception:
            log.exception("action %s failed", call.get("next_action"))
            return {"events": [{"event": "followup", "name": "action_listen"}], "responses": []}


def speed_up_actions() -> None:
    """Keeps the validator of action replies instead of building it for each (25 ms a message).

    Guarded by version: the verdict is the same in 3.6.21, and nothing is known of another.
    """
    if rasa.__version__ != _RASA:
        log.warning("rasa is %s, not %s: action replies are checked the slow way", rasa.__version__, _RASA)
        return
    validator = Draft202012Validator(RemoteAction.action_response_format_spec())

    def validate(_action: RemoteAction, result: dict[str, Any] | None) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate  # type: ignore[method-assign]


def quieten() -> None:
    """Logs at INFO without citizens' words, nothing sent anywhere."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("rasa", "apscheduler", "sanic.access", "tensorflow", "matplotlib"):
        logging.getLogger(name).setLevel(logging.ERROR)
    configure_structlog(logging.ERROR)
