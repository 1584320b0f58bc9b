"""Every act on an alarm in every state, at every priority and for every role."""

from __future__ import annotations

from itertools import product

import pytest

from backend_client.protocol.alarm_lifecycle import ALARM_ACTS, decide, next_state
from backend_client.protocol.entities import AlarmState
from backend_client.protocol.lifecycle import Why
from backend_client.protocol.roles import ALL_ROLES, ROOM

#: What leads where, written out once more.
WAYS = {
    ("alarm.acknowledge", "open"): "acknowledged",
    ("alarm.false_alarm", "open"): "closed",
    ("alarm.false_alarm", "acknowledged"): "closed",
    ("alarm.false_alarm", "shelved"): "closed",
    ("alarm.shelve", "open"): "shelved",
    ("alarm.shelve", "acknowledged"): "shelved",
    ("alarm.unshelve", "shelved"): "open",
    ("alarm.to_incident", "open"): "closed",
    ("alarm.to_incident", "acknowledged"): "closed",
    ("alarm.to_incident", "shelved"): "closed",
}


@pytest.mark.parametrize("role", sorted(ALL_ROLES))
def test_every_act_state_and_priority(role: str) -> None:
    for act, state, priority in product(ALARM_ACTS, AlarmState, (1, 2, 3, 4)):
        decision = decide(act, state, priority=priority, roles=[role])
        lone = act == "alarm.shelve" and priority == 1 and role != "duty_leader"
        if role not in ROOM or lone:
            assert (decision.state, decision.why) == (None, Why.ROLE), (act, state, priority)
            continue
        follows = WAYS.get((act, state.value))
        assert decision.allowed == (follows is not None), (act, state, priority)
        assert decision.why is (None if follows else Why.STATE)
        assert decision.state == follows == next_state(act, state)


def test_nothing_leads_out_of_closed_and_nobody_does_what_is_unknown() -> None:
    assert all(next_state(act, AlarmState.CLOSED) is None for act in ALARM_ACTS)
    assert decide("alarm.explode", AlarmState.OPEN, priority=3, roles=ROOM).why is Why.UNKNOWN
    assert decide("alarm.acknowledge", AlarmState.OPEN, priority=3, roles=()).why is Why.ROLE
    assert next_state("alarm.explode", AlarmState.OPEN) is None


def test_what_closes_or_silences_needs_words() -> None:
    assert {act for act, row in ALARM_ACTS.items() if row.text} == {"alarm.false_alarm", "alarm.shelve"}
