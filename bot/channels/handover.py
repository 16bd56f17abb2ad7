"""Hands the conversation's state to Rasa and back: a tracker store without a store.

The record is `bot.store`; Rasa's tracker is a scratch pad for one message (ADR 0003). The channel
puts the state into `STATE` before it calls Rasa, and reads it there afterwards.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

STATE: ContextVar[dict[str, Any]] = ContextVar("state")
"""The slots of the conversation under way; the same dictionary before and after Rasa."""


class HandoverTrackerStore(TrackerStore):
    """Builds a tracker from the state, and puts its slots back into the state."""

    def __init__(self, host: Any = None, domain: Any = None, event_broker: Any = None, **_: Any) -> None:
        """See parent class; there is nothing to connect to."""
        super().__init__(domain, event_broker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """A tracker that listens, with the slots of the state."""
        events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        events += [SlotSet(name, value) for name, value in STATE.get({}).items() if value is not None]
        events.append(ActionExecuted(ACTION_LISTEN_NAME))
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Puts the slots that hold something back into the state."""
        state = STATE.get({})
        state.clear()
        for name, slot in tracker.slots.items():
            if slot.value not in (None, [], 0.0) and name in self._own(tracker):
                state[name] = slot.value

    def _own(self, tracker: DialogueStateTracker) -> set[str]:
        return {slot.name for slot in self.domain.slots if slot.name not in _RASAS_OWN}

    async def keys(self) -> list[str]:
        """No conversation is kept here."""
        return []


_RASAS_OWN = frozenset(("requested_slot", "session_started_metadata", "knowledge_base_objects"))
