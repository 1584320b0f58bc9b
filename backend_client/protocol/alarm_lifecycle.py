"""The life of an alarm, in one place: the platform decides with it, the console enables and explains.

Pure functions over one table, beside the incident's in `lifecycle`. A closed alarm says how it ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from backend_client.protocol.entities import AlarmState
from backend_client.protocol.lifecycle import Why
from backend_client.protocol.roles import ROOM

_S = AlarmState
_ALIVE: Final = (_S.OPEN, _S.ACKNOWLEDGED, _S.SHELVED)


class AlarmAct(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table: from which states to which, and by which roles.

    `highest` are the roles that may do it to an alarm of priority 1, where those are fewer. `text` says that
    words are needed, because the act closes or silences.
    """

    ways: Mapping[AlarmState, AlarmState]
    roles: frozenset[str] = ROOM
    highest: frozenset[str] = ROOM
    text: bool = False


#: Command name -> its row. `alarm.unshelve` of what was acknowledged before leads back to ACKNOWLEDGED.
ALARM_ACTS: Final[Mapping[str, AlarmAct]] = {
    "alarm.acknowledge": AlarmAct(ways={_S.OPEN: _S.ACKNOWLEDGED}),
    "alarm.false_alarm": AlarmAct(ways=dict.fromkeys(_ALIVE, _S.CLOSED), text=True),
    # A source that cries for lives is silenced by who answers for the shift, and by nobody else.
    "alarm.shelve": AlarmAct(
        ways={_S.OPEN: _S.SHELVED, _S.ACKNOWLEDGED: _S.SHELVED},
        highest=frozenset({"duty_leader"}),
        text=True,
    ),
    "alarm.unshelve": AlarmAct(ways={_S.SHELVED: _S.OPEN}),
    "alarm.to_incident": AlarmAct(ways=dict.fromkeys(_ALIVE, _S.CLOSED)),
}


class AlarmDecision(msgspec.Struct, frozen=True):
    """Whether an act on an alarm is possible: the state it leads to, or why not."""

    state: AlarmState | None = None
    why: Why | None = None

    @property
    def allowed(self) -> bool:
        """Whether the act is possible."""
        return self.why is None


def decide(act: str, state: AlarmState, *, priority: int, roles: Iterable[str]) -> AlarmDecision:
    """Whether who has `roles` may do `act` to an alarm of `priority` in `state`."""
    row = ALARM_ACTS.get(act)
    if row is None:
        return AlarmDecision(why=Why.UNKNOWN)
    held = frozenset(roles)
    if (row.highest if priority <= 1 else row.roles).isdisjoint(held):
        return AlarmDecision(why=Why.ROLE)
    following = row.ways.get(state)
    return AlarmDecision(why=Why.STATE) if following is None else AlarmDecision(state=following)


def next_state(act: str, state: AlarmState) -> AlarmState | None:
    """The state `act` leads to from `state`, or None when it is not possible there."""
    row = ALARM_ACTS.get(act)
    return None if row is None else row.ways.get(state)
