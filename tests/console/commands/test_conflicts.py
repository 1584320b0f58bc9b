"""What changed since, and whether an act still makes sense."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from backend_client.picture import Entry
from backend_client.protocol.entities import Incident, IncidentState, Org, Step, TaskState
from backend_client.protocol.errors import Error
from backend_client.protocol.incident_args import Empty, Finish, TaskRef
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from console.commands.conflicts import differences, why_not_redo
from tests.widgets.district import ago, district, incident, task
from widgets.names import OrgNames

ROOM = ("dispatcher",)
CONFLICT = Error(code="version_conflict", message="changed", current=4, by="李四", at=ago(4))


def changed(before: Incident, after: Incident) -> tuple[str, ...]:
    return differences(before, after, names=OrgNames(orgs=district().picture.of(Org)))


def test_what_stayed_is_not_told() -> None:
    assert changed(incident(), incident()) == ()


def test_state_org_tasks_and_steps_are_told_in_words() -> None:
    before = incident(state=IncidentState.TO_DISPATCH, tasks=(task(1),))
    after = replace(
        before,
        state=IncidentState.HANDLING,
        owner_org="jingfang",
        severity=1,
        tasks=(task(1, state=TaskState.SIGNED), task(2)),
        steps=(Step(at=ago(4), by="李四", action="assign", text="快去"),),
    )
    assert changed(before, after) == (
        "State: To dispatch → Handling",
        "With: 凯旋街道 → 示范景芳社区",
        "Severity: 3 yellow → 1 red",
        "示范员0001: Not signed for → Signed for",
        "示范员0002: no task → Not signed for",
        "李四: Assign  快去",
    )


def entry(ver: int, state: IncidentState, **more: Any) -> Entry[Incident]:
    return Entry(id="i1", ver=ver, data=incident(state=state, **more))


@pytest.mark.parametrize(
    ("name", "state", "ver", "roles", "word"),
    [
        ("incident.assign", IncidentState.HANDLING, 4, ROOM, ""),
        ("incident.accept", IncidentState.TO_DISPATCH, 4, ROOM, "now To dispatch"),
        ("incident.assign", IncidentState.HANDLING, 3, ROOM, "not arrived"),
        ("incident.assign", IncidentState.HANDLING, 4, ("leader",), "Not your role"),
    ],
)
def test_an_act_is_redone_only_where_it_is_still_allowed(
    name: str, state: IncidentState, ver: int, roles: tuple[str, ...], word: str
) -> None:
    why = why_not_redo(name, Empty(), error=CONFLICT, entry=entry(ver, state), roles=roles)
    assert bool(why) == bool(word)
    assert word in why


def test_an_incident_that_left_the_view_is_not_acted_on() -> None:
    assert "no longer in view" in why_not_redo(
        "incident.note", Empty(), error=CONFLICT, entry=None, roles=ROOM
    )


@pytest.mark.parametrize("state", TaskState)
def test_a_task_is_signed_for_only_while_it_is_offered(state: TaskState) -> None:
    stands = entry(4, IncidentState.HANDLING, tasks=(task(1, state=state),))
    for args in (TaskRef(task="task-1"), msgspec.Raw(msgspec.json.encode(TaskRef(task="task-1")))):
        why = why_not_redo("task.sign", args, error=CONFLICT, entry=stands, roles=ROOM)
        assert bool(why) == (state is not TaskState.OFFERED)


@pytest.mark.parametrize("state", TaskState)
def test_what_was_to_be_finished_waits_for_a_lead_that_was_given_it_meanwhile(state: TaskState) -> None:
    stands = entry(4, IncidentState.HANDLING, tasks=(task(1, state=state),))
    for on_call, owed in ((None, state in UNFINISHED_TASKS), ("示范队长", False)):
        given = Finish(text="好了", on_call=on_call)
        for args in (given, msgspec.Raw(msgspec.json.encode(given))):
            why = why_not_redo("incident.finish", args, error=CONFLICT, entry=stands, roles=ROOM)
            assert ("示范员0001" in why) is bool(why) is owed
