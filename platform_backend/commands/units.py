"""Units: their status, and how tasks load and free them."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.commands import SetStatus
from backend_client.protocol.entities import AssigneeKind, Task, Unit, UnitStatus
from platform_backend.commands.context import Context, Done

_BUSY = frozenset({UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE})


def set_status(context: Context, args: SetStatus) -> Done:
    """A unit says, or is said, to do something else now."""
    id_, unit = context.aim(Unit, "unit")
    return Done(context.put(id_, replace(unit, status=args.status)))


def engage(context: Context, id_: str) -> None:
    """Count one more unfinished task for the unit; an available one becomes assigned."""
    unit = context.find(Unit, id_, "unit")
    status = UnitStatus.ASSIGNED if unit.status is UnitStatus.AVAILABLE else unit.status
    context.put(id_, replace(unit, load=unit.load + 1, status=status))


def arrive(context: Context, task: Task) -> None:
    """The unit of a task is on the scene, and says so."""
    unit = context.draft.get(Unit, task.assignee) if task.kind is AssigneeKind.UNIT else None
    if unit is not None and unit.status is not UnitStatus.ON_SCENE:
        context.put(task.assignee, replace(unit, status=UnitStatus.ON_SCENE))


def release(context: Context, task: Task) -> None:
    """Count one unfinished task less for the task's unit; one without any is available again."""
    unit = context.draft.get(Unit, task.assignee) if task.kind is AssigneeKind.UNIT else None
    if unit is None:
        return
    load = max(0, unit.load - 1)
    free = load == 0 and unit.status in _BUSY
    status = UnitStatus.AVAILABLE if free else unit.status
    context.put(task.assignee, replace(unit, load=load, status=status))
