"""The work of a fresh start."""

from __future__ import annotations

from collections import Counter

from backend_client.protocol.entities import IncidentState, TaskState, UnitStatus
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from backend_client.protocol.times import format_time
from platform_backend.districts.generate import District
from tests.platform_backend.districts.conftest import NOW


def test_open_incidents_are_in_all_the_states_of_the_desk(district: District) -> None:
    states = Counter(incident.state for incident in district.open_incidents.values())
    assert sum(states.values()) == district.spec.open_incidents
    assert set(states) == {
        IncidentState.PENDING,
        IncidentState.TO_DISPATCH,
        IncidentState.HANDLING,
        IncidentState.TO_VERIFY,
        IncidentState.SUSPENDED,
        IncidentState.LEDGERED,
    }
    assert states[IncidentState.PENDING] >= 5


def test_some_are_reported_up_supervised_resting_or_wait_for_more_time(district: District) -> None:
    found = list(district.open_incidents.values())
    up = [each for each in found if each.reported_by]
    assert up
    assert all((each.state, each.accepted_at) == (IncidentState.PENDING, None) for each in up)
    assert all(district.orgs[each.owner_org].parent is None for each in up)
    documents = [document for each in found for document in each.supervisions]
    assert documents
    assert len({document.number for document in documents}) == len(documents)
    assert max(district.serials[name] for name in district.serials if "supervision" in name) == len(documents)
    for each in found:
        assert (each.suspension is not None) is (each.state is IncidentState.SUSPENDED)
        assert (each.ledger is not None) is (each.state is IncidentState.LEDGERED)
        assert each.request is None or each.state is IncidentState.HANDLING
        assert (each.finished_at is not None) is (each.state is IncidentState.TO_VERIFY)
    assert any(each.request is not None for each in found)


def test_tasks_and_the_load_of_units_agree(district: District) -> None:
    loads: Counter[str] = Counter()
    for incident in district.open_incidents.values():
        for task in incident.tasks:
            if task.state in UNFINISHED_TASKS:
                loads[task.assignee] += 1
                signed = task.state is TaskState.SIGNED
                status = district.units[task.assignee].status
                assert status is (UnitStatus.ON_SCENE if signed else UnitStatus.ASSIGNED)
    assert {id_: unit.load for id_, unit in district.units.items() if unit.load} == loads
    assert loads


def test_everything_happened_before_now_and_in_order(district: District) -> None:
    for incident in district.open_incidents.values():
        times = [step.at for step in incident.steps]
        assert times == sorted(times)
        assert times[-1] <= format_time(NOW)
        assert incident.closed_at is None


def test_numbers_go_on_from_the_past(gulou: District) -> None:
    given = Counter(incident.serial_no[:-7] for _, incident in gulou.past)
    given += Counter(incident.serial_no[:-7] for incident in gulou.open_incidents.values())
    numbered = {name: last for name, last in gulou.serials.items() if not name.startswith("supervision")}
    assert numbered == given
    assert not set(gulou.open_incidents) & {id_ for id_, _ in gulou.past}
