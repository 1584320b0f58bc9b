"""What the recipient of a task may press in each of its states."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import TaskState
from platform_backend.task_desk import TaskView
from tests.widgets.district import incident, task


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (TaskState.OFFERED, {"sign", "return", "feedback"}),
        (TaskState.SIGNED, {"arrive", "done", "return", "feedback"}),
        (TaskState.ON_SCENE, {"done", "feedback"}),
        (TaskState.DONE, set()),
        (TaskState.RETURNED, set()),
        (TaskState.RECALLED, set()),
    ],
)
def test_buttons_follow_the_state_of_the_task(state: TaskState, possible: set[str]) -> None:
    view = TaskView(incident_id="i1", ver=3, incident=incident(), task=task(state=state))
    assert set(view.possible) == possible
