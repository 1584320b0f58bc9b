"""What an alarm is made of besides itself: how it ended, and how its source was silenced for a time."""

from __future__ import annotations

import enum

from backend_client.protocol.entity import EntityData


class AlarmOutcome(enum.StrEnum):
    """How a closed alarm ended: 误报, 转事件, told by a newer one of the same shelved source, or, where
    another centre had sent it as an alert, replaced by that centre's next one, withdrawn by it, or over at
    the moment that the alert named.
    """

    FALSE_ALARM = "false_alarm"
    INCIDENT = "incident"
    REPEATED = "repeated"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Shelving(EntityData, frozen=True, kw_only=True):
    """A source silenced for a time (shelved, ISA-18.2): by whom, from `at` to `until`, and why."""

    by: str
    at: str
    until: str
    reason: str
