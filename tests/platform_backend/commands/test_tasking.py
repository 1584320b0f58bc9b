from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.duty import DutyLogEntry
from backend_client.protocol.entities import Incident, IncidentState, TaskForm, TaskState, Unit
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from tests.platform_backend.commands.hall import (
    A1,
    BUREAU,
    DISTRICT,
    OFFICE,
    A,
    B,
    C,
    Hall,
    department,
    person,
    unit,
)

S, T = IncidentState, TaskState
STREET = person("甲")
BUREAUS = person("局", org=None, departments=(BUREAU,))


def assigned(room: Hall, *assignees: dict[str, Any]) -> str:
    """An incident with these tasks, just given."""
    id_ = room.incident(S.TO_DISPATCH)
    room.done(STREET, "incident.assign", id_, assignees=list(assignees))
    return id_


def open_tasks(incident: Incident) -> list[str]:
    return [task.assignee for task in incident.tasks if task.state in UNFINISHED_TASKS]


def leads(incident: Incident) -> list[str]:
    return [task.assignee for task in incident.tasks if task.lead and task.state in UNFINISHED_TASKS]


@pytest.mark.parametrize(
    ("assignee", "form"),
    [
        (unit("u1"), TaskForm.DISPATCH),
        ({"kind": "org", "id": A}, TaskForm.DISPATCH),
        ({"kind": "org", "id": A1}, TaskForm.ASSIGN_DOWN),
        ({"kind": "org", "id": B}, TaskForm.PASS_ON),
        (unit("u-b"), TaskForm.PASS_ON),
        (department(BUREAU), TaskForm.PASS_ON),
    ],
)
def test_giving_a_task_is_called_by_who_stands_to_whom(
    room: Hall, assignee: dict[str, Any], form: TaskForm
) -> None:
    id_ = room.incident(S.TO_DISPATCH)
    district = person("区", org=DISTRICT)
    (one,) = room.done(district, "incident.assign", id_, assignees=[assignee]).tasks
    assert one.form is form
    assert one.org == {"u1": A, "u-b": B, BUREAU: DISTRICT}.get(assignee["id"], assignee["id"])


def test_the_districts_own_departments_owe_it_an_answer(room: Hall) -> None:
    id_ = room.incident(S.TO_DISPATCH, owner_org=DISTRICT)
    district = person("区", org=DISTRICT)
    two = [department(BUREAU), {"kind": "org", "id": C}]
    tasks = room.done(district, "incident.assign", id_, assignees=two).tasks
    assert [task.form for task in tasks] == [TaskForm.ASSIGN_DOWN] * 2


def test_what_was_taken_back_is_reassigned_and_what_is_added_is_not(room: Hall) -> None:
    id_ = assigned(room, unit("u1"))
    room.done(STREET, "incident.recall", id_)
    again = room.done(STREET, "incident.assign", id_, assignees=[unit("u2")])
    more = room.done(STREET, "incident.assign", id_, assignees=[unit("u3")])
    assert [task.form for task in again.tasks] == [TaskForm.DISPATCH, TaskForm.REASSIGN]
    assert more.tasks[-1].form is TaskForm.DISPATCH


def test_an_assignment_is_undone_by_recalling_exactly_its_tasks(room: Hall) -> None:
    id_ = assigned(room, unit("u1"))
    result = room.do(STREET, "incident.assign", id_, assignees=[{**unit("u2"), "lead": True}, unit("u3")])
    assert leads(room.read(id_)) == ["u2"]
    ids = (result.data or {})["tasks"]
    after = room.done(STREET, "incident.recall", id_, tasks=ids, reason="派错")
    assert (after.state, open_tasks(after)) == (S.HANDLING, ["u1"])
    # Somebody answers for the whole again.
    assert leads(after) == ["u1"]
    assert [task.reason for task in after.tasks] == ["", "派错", "派错"]
    assert all(task.ended_at for task in after.tasks[1:])
    assert [room.get(Unit, each).load for each in ("u1", "u2", "u3")] == [1, 0, 0]
    last = room.done(STREET, "incident.recall", id_)
    assert (last.state, open_tasks(last), room.get(Unit, "u1").load) == (S.TO_DISPATCH, [], 0)


def test_only_open_tasks_are_recalled(room: Hall) -> None:
    id_ = assigned(room, unit("u1"), unit("u2"))
    first, second = (task.id for task in room.read(id_).tasks)
    room.done(STREET, "incident.recall", id_, tasks=[second])
    assert room.code(STREET, "incident.recall", id_, tasks=[first, second]) == "illegal_transition"
    assert room.code(STREET, "incident.recall", id_, tasks=["t9"]) == "not_found"


def test_a_recipient_takes_his_task_all_the_way_himself(room: Hall) -> None:
    id_ = assigned(room, department(BUREAU), unit("u1"))
    mine = room.read(id_).tasks[0].id
    signed = room.done(BUREAUS, "task.sign", id_, task=mine).tasks[0]
    assert (signed.state, signed.signed_by, signed.on_call) == (T.SIGNED, "局", "")
    there = room.done(BUREAUS, "task.arrive", id_, task=mine).tasks[0]
    assert (there.state, there.arrived_at is not None) == (T.ON_SCENE, True)
    after = room.done(BUREAUS, "task.done", id_, task=mine, text="已清运")
    assert (after.tasks[0].state, after.tasks[0].result, after.state) == (T.DONE, "已清运", S.HANDLING)
    # He settled it himself, so another one checks it.
    assert after.handlers == ("局",)
    assert room.all("duty_log_entry", DutyLogEntry) == []


def test_a_task_of_his_own_org_is_nobodys_call(room: Hall) -> None:
    id_ = assigned(room, {"kind": "org", "id": A})
    (one,) = room.read(id_).tasks
    assert room.done(STREET, "task.sign", id_, task=one.id).tasks[0].on_call == ""


def test_a_task_is_anothers(room: Hall) -> None:
    id_ = assigned(room, department(BUREAU), department(OFFICE))
    theirs = room.read(id_).tasks[1].id
    for act, more in (("sign", {}), ("arrive", {}), ("done", {"text": "好"}), ("return", {"reason": "否"})):
        assert room.code(BUREAUS, f"task.{act}", id_, task=theirs, **more) == "forbidden"


def test_a_task_goes_its_way_in_order(room: Hall) -> None:
    id_ = assigned(room, unit("u1"))
    (one,) = room.read(id_).tasks
    for act, more in (("arrive", {}), ("done", {"text": "好"})):
        assert room.code(STREET, f"task.{act}", id_, task=one.id, **more) == "illegal_transition"
    room.done(STREET, "task.sign", id_, task=one.id)
    room.done(STREET, "task.arrive", id_, task=one.id)
    assert room.code(STREET, "task.return", id_, task=one.id, reason="晚了") == "illegal_transition"


def test_a_lead_that_is_sent_back_leaves_the_lead_open(room: Hall) -> None:
    id_ = assigned(room, unit("u1"), unit("u2"))
    first = room.read(id_).tasks[0]
    after = room.done(STREET, "task.return", id_, task=first.id, reason="不在辖区")
    assert (after.state, after.tasks[0].state, after.tasks[0].reason) == (S.HANDLING, T.RETURNED, "不在辖区")
    assert (open_tasks(after), leads(after), room.get(Unit, "u1").load) == (["u2"], [], 0)
    given = room.done(STREET, "incident.assign", id_, assignees=[unit("u3")])
    assert (leads(given), given.tasks[-1].form) == (["u3"], TaskForm.REASSIGN)


def test_a_task_is_sent_back_soon_and_not_too_often(room: Hall) -> None:
    id_ = assigned(room, unit("u1"))
    for _ in range(2):
        room.done(STREET, "task.return", id_, task=room.read(id_).tasks[-1].id, reason="人手不足")
        room.done(STREET, "incident.assign", id_, assignees=[unit("u1")])
    last = room.read(id_).tasks[-1].id
    assert room.code(STREET, "task.return", id_, task=last, reason="人手不足") == "illegal_transition"
    late = assigned(room, unit("u2"))
    room.now += 2 * 3600.0
    (one,) = room.read(late).tasks
    assert room.code(STREET, "task.return", late, task=one.id, reason="不去") == "illegal_transition"


def test_one_who_supports_does_not_lead(room: Hall) -> None:
    id_ = room.incident(S.TO_DISPATCH)
    nobody = [{**unit("u1"), "lead": False}]
    assert room.code(STREET, "incident.assign", id_, assignees=nobody) == "bad_request"
    after = room.done(STREET, "incident.assign", id_, assignees=[*nobody, unit("u2")])
    assert leads(after) == ["u2"]


def test_work_that_failed_its_check_is_offered_to_its_lead_anew(room: Hall) -> None:
    id_ = assigned(room, unit("u1"), unit("u2"))
    done = room.done(STREET, "incident.finish", id_, text="好了", on_call="示范队长")
    assert [(task.state, task.result, task.done_at is not None) for task in done.tasks] == [
        (T.DONE, "好了", True)
    ] * 2
    failed = room.done(STREET, "incident.verify", id_, pass_=False, text="仍有积水")
    assert (failed.state, failed.reworks, failed.finished_at) == (S.HANDLING, 1, None)
    assert [(task.assignee, task.state, task.lead) for task in failed.tasks[2:]] == [("u1", T.OFFERED, True)]
    assert [room.get(Unit, each).load for each in ("u1", "u2")] == [1, 0]


def test_it_is_finished_on_the_word_of_its_lead(room: Hall) -> None:
    id_ = assigned(room, unit("u1"), unit("u2"))
    refused = room.do(STREET, "incident.finish", id_, text="好了")
    assert refused.error is not None
    assert refused.error.code == "illegal_transition"
    assert "u1队" in refused.error.message
    for blank in ("", " \u3000"):
        assert room.code(STREET, "incident.finish", id_, text="好了", on_call=blank) == "bad_request"
    done = room.done(STREET, "incident.finish", id_, text="好了", on_call=" 示范队长 ")
    assert [(task.state, task.on_call) for task in done.tasks] == [(T.DONE, "示范队长"), (T.DONE, "")]
    (call,) = (each for each in room.all("duty_log_entry", DutyLogEntry) if each.incident == id_)
    assert (call.outcome, call.text) == ("incident.finish", f"{id_} 示范队长 u1队: 好了")
    assert [room.get(Unit, each).load for each in ("u1", "u2")] == [0, 0]
    # Who writes down what he was told did not do it himself.
    assert room.done(STREET, "incident.verify", id_, pass_=True, text="好").state is S.CLOSED


def test_once_the_lead_has_done_it_nobody_has_to_call(room: Hall) -> None:
    id_ = assigned(room, unit("u1"), unit("u2"))
    lead = room.read(id_).tasks[0].id
    room.done(STREET, "task.sign", id_, task=lead)
    room.done(STREET, "task.done", id_, task=lead, text="已排水")
    done = room.done(STREET, "incident.finish", id_, text="好了")
    assert [(task.state, task.result) for task in done.tasks] == [(T.DONE, "已排水"), (T.DONE, "好了")]
    sent_back = assigned(room, unit("u1"))
    room.done(STREET, "task.return", sent_back, task=room.read(sent_back).tasks[0].id, reason="不在辖区")
    settled = room.done(STREET, "incident.finish", sent_back, text="电话协调解决")
    # Nobody else had it in hand: he settled it himself, and does not check his own work.
    assert (settled.state, settled.handlers) == (S.TO_VERIFY, (STREET.id,))
    assert room.code(STREET, "incident.verify", sent_back, pass_=True, text="好") == "forbidden"


def test_what_was_settled_on_the_telephone_has_nobody_to_offer_it_to(room: Hall) -> None:
    id_ = room.incident(S.TO_DISPATCH)
    settled = room.done(STREET, "incident.finish", id_, text="电话协调解决")
    assert (settled.state, settled.handlers, settled.tasks) == (S.TO_VERIFY, ("甲",), ())
    assert room.code(STREET, "incident.verify", id_, pass_=True, text="好") == "forbidden"
    failed = room.done(person("乙"), "incident.verify", id_, pass_=False, text="未解决")
    assert (failed.state, failed.tasks) == (S.HANDLING, ())
    # Nobody works on it: it may be dispatched, or reported up.
    assert room.done(STREET, "incident.recall", id_).state is S.TO_DISPATCH
