"""What all acts do with an incident's tasks: offering them, ending them, counting them for their units."""

from __future__ import annotations

from collections.abc import Container

from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import (
    AssigneeKind,
    Department,
    Incident,
    Org,
    Task,
    TaskForm,
    TaskState,
    Unit,
)
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Assignee
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from platform_backend.commands.context import Context
from platform_backend.commands.units import engage, release

#: Tasks that somebody else has to be given instead.
_GIVEN_BACK = frozenset({TaskState.RETURNED, TaskState.RECALLED})


def offer(context: Context, incident: Incident, assignee: Assignee, *, lead: bool, note: str) -> Task:
    """A task for `assignee`, whom it is counted for. Raises Refused when there is none such."""
    name, org = _who(context, assignee)
    if assignee.kind is AssigneeKind.UNIT:
        engage(context, assignee.id)
    return Task(
        id=str(uuid7()),
        kind=assignee.kind,
        assignee=assignee.id,
        name=name,
        lead=lead,
        state=TaskState.OFFERED,
        offered_at=context.at,
        org=org,
        form=_form(context, incident, assignee, org),
        note=note,
    )


def end_tasks(
    context: Context,
    incident: Incident,
    state: TaskState,
    *,
    only: Container[str] | None = None,
    result: str = "",
    reason: str = "",
) -> tuple[Task, ...]:
    """The incident's tasks with those still open (of the ids in `only`) put into `state`, units freed."""
    return tuple(
        ended(context, task, state, result=result, reason=reason)
        if task.state in UNFINISHED_TASKS and (only is None or task.id in only)
        else task
        for task in incident.tasks
    )


def ended(context: Context, task: Task, state: TaskState, *, result: str = "", reason: str = "") -> Task:
    """An open task at its end; its unit is freed."""
    release(context, task)
    return replace(
        task,
        state=state,
        ended_at=context.at,
        done_at=context.at if state is TaskState.DONE else None,
        result=result,
        reason=reason,
    )


def offered_anew(context: Context, incident: Incident) -> tuple[Task, ...]:
    """The tasks of an incident that failed its check: who was lead last is offered the work once more."""
    lead = _last_lead(incident.tasks)
    if lead is None or lead.state is not TaskState.DONE:
        # Settled on the telephone, or taken away from the last lead: somebody has to assign it.
        return incident.tasks
    assignee = Assignee(kind=lead.kind, id=lead.assignee)
    return (*incident.tasks, offer(context, incident, assignee, lead=True, note=lead.note))


def is_with_a_lead(tasks: tuple[Task, ...]) -> bool:
    """Whether the last lead has it in hand or has done it; false when it came back from him."""
    lead = _last_lead(tasks)
    return lead is not None and lead.state in UNFINISHED_TASKS | {TaskState.DONE}


def _last_lead(tasks: tuple[Task, ...]) -> Task | None:
    return next((task for task in reversed(tasks) if task.lead), None)


def _who(context: Context, assignee: Assignee) -> tuple[str, str]:
    """Name and org of a recipient."""
    match assignee.kind:
        case AssigneeKind.UNIT:
            unit = context.find(Unit, assignee.id, "unit")
            return unit.name, unit.org
        case AssigneeKind.DEPARTMENT:
            department = context.find(Department, assignee.id, "department")
            return department.name, department.org
        case AssigneeKind.ORG:
            return context.find(Org, assignee.id, "org").name, assignee.id


def _form(context: Context, incident: Incident, assignee: Assignee, org: str) -> TaskForm:
    """What giving this task is called: by who stands to whom, and by what became of the one before it."""
    last = max((task.offered_at for task in incident.tasks), default="")
    if any(task.state in _GIVEN_BACK and (task.ended_at or "") >= last for task in incident.tasks):
        return TaskForm.REASSIGN
    codes = context.site.org_codes
    owner, theirs = codes.get(incident.owner_org, ""), codes.get(org, "")
    if not theirs.startswith(owner):
        return TaskForm.PASS_ON
    own = org == incident.owner_org and assignee.kind is not AssigneeKind.DEPARTMENT
    return TaskForm.DISPATCH if own else TaskForm.ASSIGN_DOWN


def task_of(incident: Incident, id_: str) -> Task:
    """The incident's task of this id. Raises Refused when it has none."""
    task = next((task for task in incident.tasks if task.id == id_), None)
    if task is None:
        raise Refused(ErrorCode.NOT_FOUND, f"the incident has no task {id_!r}", Cause.NO_TASK)
    return task
