"""The acts on the current incident: on which version, on which task, on several at once."""

from __future__ import annotations

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.incident_args import Assign, TaskRef
from tests.console.action_room import ActionRoom
from tests.widgets.district import incident, task, unit
from widgets.dispatch.batch_dialog import BatchDialog
from widgets.dispatch.form_dialog import FormDialog


def test_an_action_is_given_on_the_version_that_was_looked_at(action_room: ActionRoom) -> None:
    action_room.made.change("incident", "i1", title="示范改")
    action_room.actions.trigger("incident.accept")
    assert [(name, target) for name, target, _ in action_room.commands.given] == [("incident.accept", "i1")]
    assert action_room.commands.versions == [2]


def test_the_leads_task_is_signed_first(action_room: ActionRoom) -> None:
    action_room.made.change(
        "incident", "i1", state=IncidentState.HANDLING, tasks=(task(1, lead=False), task(2, lead=True))
    )
    action_room.actions.trigger("task.sign")
    assert action_room.commands.given == [("task.sign", "i1", TaskRef(task="task-2"))]


def test_several_that_were_marked_are_assigned_together(action_room: ActionRoom) -> None:
    for number in (1, 2, 3):
        state = IncidentState.TO_DISPATCH if number < 3 else IncidentState.CLOSED
        action_room.made.put("incident", f"i{number}", incident(number, state=state))
    for number in (1, 2):
        action_room.made.put("unit", f"unit-{number}", unit(number))
    action_room.marked = ("i1", "i2", "i3")
    action_room.actions.trigger("incident.assign")
    (dialog,) = action_room.window.findChildren(BatchDialog)
    assert [choice.entry.id for choice in dialog.choices] == ["i1", "i2"], "the third is over"
    dialog._answer()
    given = {target: args for name, target, args in action_room.commands.given if isinstance(args, Assign)}
    assert {target: args.assignees[0].id for target, args in given.items()} == {
        "i1": "unit-1",
        "i2": "unit-2",
    }
    assert len(set(action_room.commands.batches)) == 1, "taken back as one step"
    assert action_room.commands.batches[0]
    action_room.marked = ()
    action_room.actions.trigger("incident.note")
    (form,) = action_room.window.findChildren(FormDialog)
    form.text.setPlainText("on it")
    form._answer()
    assert action_room.commands.batches[2:] == [""]
