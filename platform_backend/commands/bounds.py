"""What is bounded beside the clocks: sending a task back, resting, the ledger's review, reopening."""

from __future__ import annotations

from collections.abc import Mapping

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Incident, Task, TaskState
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.clocks import matter_of
from platform_backend.limits.limits import Limits
from platform_backend.limits.limits_file import Limited

_CODE = ErrorCode.ILLEGAL_TRANSITION


def why_no_return(
    incident: Incident, task: Task, *, now: float, limits: Limits, org_codes: Mapping[str, str]
) -> Refused | None:
    """Why `task` cannot be sent back (退单) any more; None when it can."""
    limit = limits.limit(Limited.RETURN, matter_of(incident, org_codes, task=task.id))
    if limit is None:
        return None
    back = [
        each
        for each in incident.tasks
        if each.state is TaskState.RETURNED and (each.kind, each.assignee) == (task.kind, task.assignee)
    ]
    if limit.most is not None and len(back) >= limit.most:
        sentence = f"{task.name} has sent it back {len(back)} times already"
        return Refused(_CODE, sentence, Cause.RETURNED_OFTEN, name=task.name, count=len(back))
    span = limit.span
    until = limits.calendar.add(parse_time(task.offered_at), span.seconds, working=span.working)
    if now <= until:
        return None
    at = format_time(until)
    return Refused(_CODE, f"a task can be sent back until {at}, not later", Cause.RETURN_OVER, until=at)


def why_not_until(
    of: Limited,
    incident: Incident,
    *,
    until: float,
    now: float,
    limits: Limits,
    org_codes: Mapping[str, str],
) -> Refused | None:
    """Why an incident cannot rest until `until`: `of` says whether suspended or on the ledger."""
    if until <= now:
        at = format_time(until)
        return Refused(ErrorCode.BAD_REQUEST, f"{at} has passed already", Cause.PAST, until=at)
    limit = limits.limit(of, matter_of(incident, org_codes))
    if limit is None:
        return None
    latest = limits.calendar.add(now, limit.span.seconds, working=limit.span.working)
    if until <= latest:
        return None
    at = format_time(latest)
    return Refused(_CODE, f"it can be put off until {at} at most", Cause.AT_MOST, until=at)


def why_no_reopen(
    incident: Incident, *, now: float, limits: Limits, org_codes: Mapping[str, str]
) -> Refused | None:
    """Why a matter that is over cannot be reopened (重办) any more; None when it can."""
    limit = limits.limit(Limited.REOPEN, matter_of(incident, org_codes))
    if limit is None or incident.closed_at is None:
        return None
    span = limit.span
    until = limits.calendar.add(parse_time(incident.closed_at), span.seconds, working=span.working)
    if now <= until:
        return None
    at = format_time(until)
    return Refused(_CODE, f"it could be reopened until {at}", Cause.REOPEN_OVER, until=at)
