"""The acts on an incident's tasks: giving them out and signing for them."""

from __future__ import annotations

from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.entities import AssigneeKind, Department, Incident, Org, Task, TaskState, Unit
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Assign, Assignee, TaskRef
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from backend_client.protocol.relations import Relation, is_theirs
from platform_backend.commands.context import Context, Done
from platform_backend.commands.incidents import incident_in_hand, relation_of, step
from platform_backend.commands.units import engage


def assign(context: Context, args: Assign) -> Done:
    """Give a task to each assignee (派单); one of the incident's open tasks is the lead's."""
    id_, incident = incident_in_hand(context)
    leads = [assignee for assignee in args.assignees if assignee.lead]
    if len(leads) > 1:
        raise Refused(ErrorCode.BAD_REQUEST, "only one assignee can be lead")
    has_lead = any(task.lead and task.state in UNFINISHED_TASKS for task in incident.tasks)
    if not leads and not has_lead:
        # Somebody has to answer for the whole: the first one who was not explicitly made a supporter.
        leads = [assignee for assignee in args.assignees if assignee.lead is None][:1]
    tasks = list(incident.tasks)
    if leads:
        tasks = [replace(task, lead=False) if task.state in UNFINISHED_TASKS else task for task in tasks]
    for assignee in args.assignees:
        _refuse_second_task(incident, tasks, assignee)
        name = _name_of(context, assignee)
        if assignee.kind is AssigneeKind.UNIT:
            engage(context, assignee.id)
        tasks.append(
            Task(
                id=str(uuid7()),
                kind=assignee.kind,
                assignee=assignee.id,
                name=name,
                lead=assignee in leads,
                state=TaskState.OFFERED,
                offered_at=context.at,
                note=args.note,
            )
        )
    names = "、".join(task.name for task in tasks[len(incident.tasks) :])
    text = f"{names}: {args.note}" if args.note else names
    return step(context, id_, incident, text=text, tasks=tuple(tasks))


def sign(context: Context, args: TaskRef) -> Done:
    """Sign for a task (签收)."""
    id_, incident = incident_in_hand(context)
    task = next((task for task in incident.tasks if task.id == args.task), None)
    if task is None:
        raise Refused(ErrorCode.NOT_FOUND, f"the incident has no task {args.task!r}")
    recipient = not context.actor.internal and relation_of(context, incident) is Relation.RECIPIENT
    if recipient and not is_theirs(context.actor.scope, task, context.site.org_codes):
        raise Refused(ErrorCode.FORBIDDEN, f"the task is {task.name}'s")
    if task.state is not TaskState.OFFERED:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, f"task.sign is not possible in state {task.state.value}")
    signed = replace(task, state=TaskState.SIGNED, signed_at=context.at)
    tasks = tuple(signed if each.id == task.id else each for each in incident.tasks)
    return step(context, id_, incident, text=task.name, tasks=tasks)


def _name_of(context: Context, assignee: Assignee) -> str:
    match assignee.kind:
        case AssigneeKind.UNIT:
            return context.find(Unit, assignee.id, "unit").name
        case AssigneeKind.DEPARTMENT:
            return context.find(Department, assignee.id, "department").name
        case AssigneeKind.ORG:
            return context.find(Org, assignee.id, "org").name


def _refuse_second_task(incident: Incident, tasks: list[Task], assignee: Assignee) -> None:
    for task in tasks:
        same = task.kind is assignee.kind and task.assignee == assignee.id
        if same and task.state in UNFINISHED_TASKS:
            raise Refused(
                ErrorCode.BAD_REQUEST, f"{task.name} has an open task of {incident.serial_no} already"
            )
