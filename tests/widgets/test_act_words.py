"""What a step is called, by what it gave."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.entities import Step, TaskForm
from tests.widgets.district import ago, task
from widgets import act_words


def test_giving_tasks_is_called_by_what_each_was_given_as() -> None:
    own = task(1, offered_at=ago(60))
    down = replace(own, id="t2", form=TaskForm.ASSIGN_DOWN)
    gave = Step(at=ago(60), by="甲", action="incident.assign", text="乙")
    assert act_words.of_step(gave, (own,)) == "Assign"
    assert act_words.of_step(gave, (own, down, own)) == "Assign / Assign down"
    assert act_words.of_step(gave, (replace(own, form=TaskForm.PASS_ON),)) == "Pass on"
    assert act_words.of_step(gave, (replace(own, form=TaskForm.REASSIGN),)) == "Reassign"
    assert act_words.of_step(replace(gave, at=ago(5)), (own,)) == "Assign", "a task that is not known"
    assert act_words.of_step(Step(at=ago(60), by="甲", action="incident.note"), (own,)) == "Note"
