from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.entities import CLOSED_STATES, ENTITY_TYPES, Entity, Incident, IncidentState

_INCIDENT = {
    "serial_no": "330104-2026-000001",
    "type_code": "0101",
    "type_name": "积水",
    "severity": 2,
    "title": "积水",
    "source": "hotline",
    "state": "pending",
    "owner_org": "org-1",
    "reported_at": "2026-01-31T08:00:00.000Z",
}


@pytest.mark.parametrize("kind", ENTITY_TYPES.values())
def test_id_and_version_stand_beside_the_data(kind: type[Entity]) -> None:
    assert {"id", "ver"}.isdisjoint(kind.__struct_fields__)
    assert kind.__doc__


def test_what_is_not_said_has_its_default_and_what_is_unknown_is_passed_over() -> None:
    incident = msgspec.json.decode(msgspec.json.encode(_INCIDENT | {"colour": "red"}), type=Incident)
    assert incident.state is IncidentState.PENDING
    assert (incident.tasks, incident.position, incident.exercise) == ((), None, False)
    assert msgspec.json.decode(msgspec.json.encode(incident), type=Incident) == incident


@pytest.mark.parametrize("wrong", [{"state": "lost"}, {"severity": "2"}, {"title": None}, {"position": [1]}])
def test_wrong_values_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(_INCIDENT | wrong), type=Incident)


def test_nobody_has_to_act_on_what_is_closed() -> None:
    assert CLOSED_STATES.isdisjoint(
        {IncidentState.PENDING, IncidentState.TO_DISPATCH, IncidentState.HANDLING}
    )
