"""What to say when somebody was first: what changed since, and whether the act still makes sense. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry
from backend_client.protocol import lifecycle, permissions
from backend_client.protocol.commands import Args
from backend_client.protocol.entities import Incident, Task, TaskState
from backend_client.protocol.errors import Error
from backend_client.protocol.incident_args import Finish, TaskRef
from console.commands.incident_forms import not_reported
from widgets import act_words, words
from widgets.names import OrgNames

translate = QCoreApplication.translate


def differences(before: Incident, after: Incident, *, names: OrgNames) -> tuple[str, ...]:
    """What reads differently in `after`, one line each, the state first."""
    lines = [
        translate("Conflicts", "{what}: {old} → {new}").format(what=what, old=old or "-", new=new or "-")
        for what, old, new in (
            (
                translate("Conflicts", "State"),
                words.incident_state(before.state),
                words.incident_state(after.state),
            ),
            (translate("Conflicts", "With"), names.name(before.owner_org), names.name(after.owner_org)),
            (
                translate("Conflicts", "Severity"),
                words.severity(before.severity),
                words.severity(after.severity),
            ),
            (translate("Conflicts", "Title"), before.title, after.title),
            (translate("Conflicts", "Place"), before.place, after.place),
        )
        if old != new
    ]
    lines += _tasks(before.tasks, after.tasks)
    lines += [
        translate("Conflicts", "{by}: {act}").format(by=step.by, act=act_words.command(step.action))
        + (f"  {step.text}" if step.text else "")
        for step in after.steps[len(before.steps) :]
    ]
    return tuple(lines)


def why_not_redo(
    name: str,
    args: Args | msgspec.Raw,
    *,
    error: Error,
    entry: Entry[Incident] | None,
    roles: Iterable[str],
) -> str:
    """Why `name` cannot be given again on the version in `entry`, in words; empty when it can."""
    if entry is None:
        return translate("Conflicts", "It is no longer in view")
    if error.current is not None and entry.ver < error.current:
        return translate("Conflicts", "The new version has not arrived yet")
    if not permissions.may_send(name, roles):
        return translate("Conflicts", "Not your role")
    if not lifecycle.allowed(name, entry.data.state):
        state = words.incident_state(entry.data.state)
        return translate("Conflicts", "No longer possible: now {state}").format(state=state)
    if name == "task.sign":
        task = _task_of(args)
        offered = any(each.id == task and each.state is TaskState.OFFERED for each in entry.data.tasks)
        return "" if offered else translate("Conflicts", "That task is no longer to be signed for")
    lead = lifecycle.lead_to_report(entry.data.tasks)
    if name == "incident.finish" and lead is not None and not _caller_of(args):
        return not_reported(lead)
    return ""


def _tasks(before: tuple[Task, ...], after: tuple[Task, ...]) -> list[str]:
    old = {task.id: task for task in before}
    new = {task.id: task for task in after}
    none = translate("Conflicts", "no task")
    lines = []
    for id_ in dict.fromkeys((*old, *new)):
        was, now = old.get(id_), new.get(id_)
        words_before = none if was is None else words.task_state(was.state)
        words_after = none if now is None else words.task_state(now.state)
        if words_before != words_after:
            name = (now or was).name  # type: ignore[union-attr]
            lines.append(
                translate("Conflicts", "{what}: {old} → {new}").format(
                    what=name, old=words_before, new=words_after
                )
            )
    return lines


def _task_of(args: Args | msgspec.Raw) -> str:
    if isinstance(args, msgspec.Raw):
        args = msgspec.json.decode(args, type=TaskRef)
    return args.task if isinstance(args, TaskRef) else ""


def _caller_of(args: Args | msgspec.Raw) -> str:
    if isinstance(args, msgspec.Raw):
        args = msgspec.json.decode(args, type=Finish)
    return (args.on_call or "") if isinstance(args, Finish) else ""
