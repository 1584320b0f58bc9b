"""The acts on an incident's tasks: giving them out and taking them back, and what their recipients do."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import AssigneeKind, Incident, IncidentState, Task, TaskState
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Assign, Assignee, Recall, TaskDone, TaskRef, TaskReturn
from backend_client.protocol.lifecycle import TASK_WAYS, UNFINISHED_TASKS
from backend_client.protocol.relations import Relation, is_theirs
from platform_backend.commands.bounds import why_no_return
from platform_backend.commands.calls import log_call
from platform_backend.commands.context import Context, Done
from platform_backend.commands.incidents import with_handler
from platform_backend.commands.tasking import end_tasks, ended, offer, task_of
from platform_backend.commands.trail import incident_in_hand, relation_of, step
from platform_backend.commands.units import arrive as unit_arrives


def assign(context: Context, args: Assign) -> Done:
    """Give a task to each assignee (派单, 交办, 转办, 改派); one of the incident's open tasks is the lead's.

    `data.tasks` of the result are the ids of the new tasks: who takes the act back recalls exactly those.
    """
    id_, incident = incident_in_hand(context)
    leads = [assignee for assignee in args.assignees if assignee.lead]
    if len(leads) > 1:
        raise Refused(ErrorCode.BAD_REQUEST, "only one assignee can be lead", Cause.TWO_LEADS)
    has_lead = any(task.lead and task.state in UNFINISHED_TASKS for task in incident.tasks)
    if not leads and not has_lead:
        # Somebody has to answer for the whole: the first one who was not explicitly made a supporter.
        leads = [assignee for assignee in args.assignees if assignee.lead is None][:1]
    if not leads and not has_lead:
        raise Refused(ErrorCode.BAD_REQUEST, "one of the assignees has to be lead", Cause.NO_LEAD)
    tasks = list(incident.tasks)
    if leads:
        # The former lead first: he leads again when this is taken back, see `recall`.
        tasks.sort(key=lambda task: not (task.lead and task.state in UNFINISHED_TASKS))
        tasks = [replace(task, lead=False) if task.state in UNFINISHED_TASKS else task for task in tasks]
    new: list[Task] = []
    for assignee in args.assignees:
        _refuse_second_task(incident, [*tasks, *new], assignee)
        new.append(offer(context, incident, assignee, lead=assignee in leads, note=args.note))
    names = "、".join(task.name for task in new)
    text = f"{names}: {args.note}" if args.note else names
    done = step(context, id_, incident, text=text, tasks=(*tasks, *new))
    return Done(done.row, {"tasks": [task.id for task in new]})


def recall(context: Context, args: Recall) -> Done:
    """Take tasks back (撤回), those named or all that are open; with none left it is to be dispatched."""
    id_, incident = incident_in_hand(context)
    named = [task_of(incident, each) for each in args.tasks]
    for task in named:
        if task.state not in UNFINISHED_TASKS:
            raise _not_possible(context, task)
    only = {task.id for task in named} or {task.id for task in incident.tasks}
    recalled = [task for task in incident.tasks if task.id in only and task.state in UNFINISHED_TASKS]
    tasks = end_tasks(context, incident, TaskState.RECALLED, only=only, reason=args.reason)
    if any(task.lead for task in recalled):
        tasks = _with_a_lead(tasks)
    left = any(task.state in UNFINISHED_TASKS for task in tasks)
    names = "、".join(task.name for task in recalled)
    return step(
        context,
        id_,
        incident,
        text=f"{names}: {args.reason}" if names and args.reason else names or args.reason,
        state=IncidentState.HANDLING if left else IncidentState.TO_DISPATCH,
        tasks=tasks,
    )


def sign(context: Context, args: TaskRef) -> Done:
    """Sign for a task (签收)."""
    one = _task_in_hand(context, args.task, args.on_call)
    return one.put(context, signed_at=context.at, signed_by=context.actor.name)


def arrive(context: Context, args: TaskRef) -> Done:
    """Be on the scene (到场)."""
    one = _task_in_hand(context, args.task, args.on_call)
    unit_arrives(context, one.task)
    return one.put(context, arrived_at=context.at)


def done(context: Context, args: TaskDone) -> Done:
    """Settle a task (办结), with what came of it. Who settles his own does not verify the whole."""
    one = _task_in_hand(context, args.task, args.on_call)
    at_end = ended(context, one.task, TaskState.DONE, result=args.text)
    handlers = one.incident.handlers
    if not one.on_call and not context.actor.internal:
        handlers = with_handler(one.incident, context.actor.id)
    return one.put(context, at_end, text=args.text, handlers=handlers)


def send_back(context: Context, args: TaskReturn) -> Done:
    """Send a task back (退单) for a reason, within its limits; somebody else has to be given it."""
    one = _task_in_hand(context, args.task, args.on_call)
    why = why_no_return(
        one.incident,
        one.task,
        now=context.now,
        limits=context.limits,
        org_codes=context.site.org_codes,
    )
    if why is not None:
        raise why
    at_end = ended(context, one.task, TaskState.RETURNED, reason=args.reason)
    return one.put(context, at_end, text=args.reason)


@dataclass(frozen=True, slots=True)
class _InHand:
    """A task that the actor may act on; `on_call` names whom he acts for, empty when it is his own."""

    id: str
    incident: Incident
    task: Task
    state: TaskState
    on_call: str

    def put(
        self,
        context: Context,
        task: Task | None = None,
        *,
        text: str = "",
        handlers: tuple[str, ...] | None = None,
        **changes: str,
    ) -> Done:
        """The incident with the task changed and a step; a call is in the duty log as well."""
        after = replace(
            self.task if task is None else task,
            state=self.state,
            on_call=self.on_call or self.task.on_call,
            **changes,
        )
        said = f"{after.name}: {text}" if text else after.name
        if self.on_call:
            log_call(context, self.id, self.incident, who=self.on_call, text=said)
        return step(
            context,
            self.id,
            self.incident,
            text=said,
            tasks=tuple(after if each.id == after.id else each for each in self.incident.tasks),
            handlers=self.incident.handlers if handlers is None else handlers,
        )


def _task_in_hand(context: Context, id_: str, on_call: str) -> _InHand:
    target, incident = incident_in_hand(context)
    task = task_of(incident, id_)
    relation = relation_of(context, incident)
    theirs = not context.actor.internal and is_theirs(context.actor.scope, task, context.site.org_codes)
    if relation is Relation.RECIPIENT and not theirs:
        raise Refused(ErrorCode.FORBIDDEN, f"the task is {task.name}'s", Cause.OTHERS_TASK, name=task.name)
    after = TASK_WAYS[context.name].get(task.state)
    if after is None:
        raise _not_possible(context, task)
    himself = (
        context.actor.internal
        or relation is Relation.RECIPIENT
        or (theirs and task.kind is not AssigneeKind.UNIT)
    )
    # The room acts for a recipient only because he told it to.
    return _InHand(target, incident, task, after, on_call or ("" if himself else task.name))


def _with_a_lead(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """The tasks with the first open one as lead, when the lead's has been taken back."""
    first = next((task.id for task in tasks if task.state in UNFINISHED_TASKS), None)
    return tuple(replace(task, lead=True) if task.id == first else task for task in tasks)


def _not_possible(context: Context, task: Task) -> Refused:
    state = task.state.value
    sentence = f"{context.name} is not possible in state {state}"
    return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.TASK_STATE, name=task.name, state=state)


def _refuse_second_task(incident: Incident, tasks: list[Task], assignee: Assignee) -> None:
    for task in tasks:
        same = task.kind is assignee.kind and task.assignee == assignee.id
        if same and task.state in UNFINISHED_TASKS:
            sentence = f"{task.name} has an open task of {incident.serial_no} already"
            raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.OPEN_TASK, name=task.name)
