from __future__ import annotations

from backend_client.protocol.duty import DutyLogEntry, DutyLogKind
from backend_client.protocol.entities import IncidentState, Unit
from tests.platform_backend.commands.hall import BUREAU, A, Hall, department, person, unit

STREET = person("甲")


def test_the_room_acts_for_a_recipient_on_a_logged_call(room: Hall) -> None:
    id_ = room.incident(IncidentState.TO_DISPATCH)
    room.done(STREET, "incident.assign", id_, assignees=[unit("u1"), department(BUREAU)])
    first, second = (task.id for task in room.read(id_).tasks)
    room.done(STREET, "task.sign", id_, task=first)
    room.done(STREET, "task.sign", id_, task=second, on_call="局值班王")
    room.done(STREET, "task.arrive", id_, task=first)
    assert room.get(Unit, "u1").status == "on_scene"
    after = room.done(STREET, "task.done", id_, task=first, text="好了")
    assert [task.on_call for task in after.tasks] == ["u1队", "局值班王"]
    assert after.handlers == ()
    assert room.get(Unit, "u1").load == 0
    entries = room.all("duty_log_entry", DutyLogEntry)
    assert [entry.outcome for entry in entries] == ["task.sign", "task.sign", "task.arrive", "task.done"]
    assert {(entry.kind, entry.incident, entry.org, entry.by) for entry in entries} == {
        (DutyLogKind.CALL, id_, A, "甲")
    }
    assert "局值班王" in entries[1].text


def test_a_call_back_is_kept_apart_from_a_check_on_the_site(room: Hall) -> None:
    on_site, by_call = (room.incident(IncidentState.TO_VERIFY) for _ in range(2))
    seen = room.done(STREET, "incident.verify", on_site, pass_=True, text="已恢复")
    asked = room.done(STREET, "incident.verify", by_call, pass_=False, text="不满意", on_call=" 示范反映人 ")
    assert [one.steps[-1].text for one in (seen, asked)] == ["已恢复", "示范反映人: 不满意"]
    (call,) = room.all("duty_log_entry", DutyLogEntry)
    assert (call.incident, call.outcome, call.kind) == (by_call, "incident.verify", DutyLogKind.CALL)
    assert "示范反映人 不满意" in call.text
