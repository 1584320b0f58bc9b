"""What the recipient of a task may press in each of its states."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import IncidentState, TaskState
from platform_backend.task_desk import TaskView
from tests.widgets.district import incident, task


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (TaskState.OFFERED, ("sign", "feedback", "return")),
        (TaskState.SIGNED, ("arrive", "feedback", "done", "return")),
        (TaskState.ON_SCENE, ("feedback", "done")),
        (TaskState.DONE, ()),
        (TaskState.RETURNED, ()),
        (TaskState.RECALLED, ()),
    ],
)
def test_buttons_follow_the_state_of_the_task(state: TaskState, possible: tuple[str, ...]) -> None:
    view = view_of(IncidentState.HANDLING, state)
    assert view.possible == possible


@pytest.mark.parametrize("resting", [IncidentState.SUSPENDED, IncidentState.LEDGERED])
def test_nothing_is_offered_while_the_incident_rests(resting: IncidentState) -> None:
    assert view_of(resting, TaskState.SIGNED).possible == ()
    assert view_of(resting, TaskState.SIGNED).rest == "rests"
    assert view_of(resting, TaskState.DONE).rest == "over"
    assert view_of(resting, TaskState.RECALLED).rest == "withdrawn"


def view_of(state: IncidentState, of_task: TaskState) -> TaskView:
    return TaskView(incident_id="i1", ver=3, incident=incident(state=state), task=task(state=of_task))
