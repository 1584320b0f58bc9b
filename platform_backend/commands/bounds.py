"""What is bounded beside the clocks: sending a task back, resting, the ledger's review, reopening."""

from __future__ import annotations

from collections.abc import Mapping

from backend_client.protocol.entities import Incident, Task, TaskState
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.clocks import matter_of
from platform_backend.limits.limits import Limits
from platform_backend.limits.limits_file import Limited


def why_no_return(
    incident: Incident, task: Task, *, now: float, limits: Limits, org_codes: Mapping[str, str]
) -> str | None:
    """Why `task` cannot be sent back (退单) any more, in a sentence; None when it can."""
    limit = limits.limit(Limited.RETURN, matter_of(incident, org_codes, task=task.id))
    if limit is None:
        return None
    back = [
        each
        for each in incident.tasks
        if each.state is TaskState.RETURNED and (each.kind, each.assignee) == (task.kind, task.assignee)
    ]
    if limit.most is not None and len(back) >= limit.most:
        return f"{task.name} has sent it back {len(back)} times already"
    span = limit.span
    until = limits.calendar.add(parse_time(task.offered_at), span.seconds, working=span.working)
    return None if now <= until else f"a task can be sent back until {format_time(until)}, not later"


def why_not_until(
    of: Limited,
    incident: Incident,
    *,
    until: float,
    now: float,
    limits: Limits,
    org_codes: Mapping[str, str],
) -> str | None:
    """Why an incident cannot rest until `until`: `of` says whether suspended or on the ledger."""
    if until <= now:
        return f"{format_time(until)} is over"
    limit = limits.limit(of, matter_of(incident, org_codes))
    if limit is None:
        return None
    latest = limits.calendar.add(now, limit.span.seconds, working=limit.span.working)
    return None if until <= latest else f"it can be put off until {format_time(latest)} at most"


def why_no_reopen(
    incident: Incident, *, now: float, limits: Limits, org_codes: Mapping[str, str]
) -> str | None:
    """Why a matter that is over cannot be reopened (重办) any more; None when it can."""
    limit = limits.limit(Limited.REOPEN, matter_of(incident, org_codes))
    if limit is None or incident.closed_at is None:
        return None
    span = limit.span
    until = limits.calendar.add(parse_time(incident.closed_at), span.seconds, working=span.working)
    return None if now <= until else f"it could be reopened until {format_time(until)}"
