"""The life of an incident: every command in every state."""

from __future__ import annotations

import pytest

from backend_client.protocol.commands import ARGS
from backend_client.protocol.entities import CLOSED_STATES, IncidentState
from backend_client.protocol.lifecycle import ROLES, TRANSITIONS, allowed, may_send, next_state

S = IncidentState

#: The ways as the table of states tells them: command -> states it is possible in.
EXPECTED = {
    "incident.accept": {S.PENDING},
    "incident.reject": {S.PENDING, S.TO_DISPATCH},
    "incident.assign": {S.TO_DISPATCH, S.HANDLING},
    "incident.transfer": {S.PENDING, S.TO_DISPATCH, S.HANDLING},
    "incident.note": set(S),
    "incident.finish": {S.TO_DISPATCH, S.HANDLING},
    "incident.verify": {S.TO_VERIFY},
    "task.sign": {S.HANDLING},
}


@pytest.mark.parametrize("state", list(IncidentState))
@pytest.mark.parametrize("command", sorted(EXPECTED))
def test_each_command_is_possible_where_the_table_says(command: str, state: IncidentState) -> None:
    assert allowed(command, state) is (state in EXPECTED[command])
    assert (next_state(command, state) is not None) is (state in EXPECTED[command])


def test_nothing_but_a_note_touches_what_is_closed() -> None:
    moving = {command for command in TRANSITIONS for state in CLOSED_STATES if allowed(command, state)}
    assert moving == {"incident.note"}


def test_an_unknown_command_is_never_possible() -> None:
    assert not allowed("incident.sing", S.PENDING)
    assert not may_send("incident.sing", {"duty_officer"})


def test_every_command_has_its_roles_and_a_reader_has_none() -> None:
    assert set(ARGS) <= set(ROLES)
    assert not any(may_send(command, {"device"}) for command in ARGS)
    assert not any(may_send(command, {"leader"}) for command in TRANSITIONS)
    assert all(may_send(command, {"leader", "dispatcher"}) for command in ARGS)
