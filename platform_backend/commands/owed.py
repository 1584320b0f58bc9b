"""What is to be done about an incident by rule: pressing what is past due, ending what has run out. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from backend_client.protocol import deadlines
from backend_client.protocol.entities import CLOSED_STATES, Incident, IncidentState
from backend_client.protocol.incident_args import CommandArgs, Comment, DecideRequest, Supervise
from backend_client.protocol.incident_parts import Deadline
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.clocks import matter_of
from platform_backend.limits.durations import Span
from platform_backend.limits.limits import Limits, Step
from platform_backend.limits.limits_file import Limited

_RESUMED = "挂起到期，自动恢复。"
_EXPIRED = "申请逾期未决，自动失效。"


class Order(msgspec.Struct, frozen=True):
    """A command that the rule gives."""

    name: str
    args: CommandArgs


def next_moment(incident: Incident, *, limits: Limits, org_codes: Mapping[str, str]) -> float | None:
    """When the rule has something to do about an incident next; None when never. It may be past."""
    moments = [moment for _, moment, _ in _pressing(incident, limits, org_codes)]
    moments += [moment for moment, _ in _ending(incident, limits, org_codes)]
    return min(moments, default=None)


def pressed(
    incident: Incident, *, now: float, limits: Limits, org_codes: Mapping[str, str]
) -> tuple[tuple[Deadline, ...], tuple[Order, ...]]:
    """The clocks with all that is past due at `now` marked as found and pressed, and the orders to give."""
    marked: dict[str, Deadline] = {}
    orders: list[Order] = []
    for deadline, moment, step in _pressing(incident, limits, org_codes):
        if moment > now:
            continue
        found = deadlines.breach(marked.get(deadline.id, deadline), at=now)
        if step is not None:
            found = replace(found, escalated=found.escalated + 1)
            if incident.state not in CLOSED_STATES:
                orders.append(_order(step, incident, now, limits))
        marked[deadline.id] = found
    orders += [order for moment, order in _ending(incident, limits, org_codes) if moment <= now]
    return tuple(marked.get(each.id, each) for each in incident.deadlines), tuple(orders)


def _pressing(
    incident: Incident, limits: Limits, org_codes: Mapping[str, str]
) -> Iterator[tuple[Deadline, float, Step | None]]:
    """What is still to be done about each clock: to be found past due, then its steps in their order."""
    for deadline in incident.deadlines:
        if not deadline.runs:
            continue
        due = parse_time(deadline.due_at)
        if deadline.breached_at is None:
            yield deadline, due, None
        steps = limits.steps(deadline.clock, matter_of(incident, org_codes, task=deadline.task))
        latest = due
        for step in steps[deadline.escalated :]:
            # A step never comes before the one that stands before it.
            latest = max(latest, _after(due, step.after, limits))
            yield deadline, latest, step


def _ending(
    incident: Incident, limits: Limits, org_codes: Mapping[str, str]
) -> Iterator[tuple[float, Order]]:
    suspension, request = incident.suspension, incident.request
    if incident.state is IncidentState.SUSPENDED and suspension is not None:
        yield parse_time(suspension.until), Order("incident.resume", Comment(text=_RESUMED))
    if request is not None and (limit := limits.limit(Limited.REQUEST, matter_of(incident, org_codes))):
        expires = _after(parse_time(request.at), limit.span, limits)
        yield expires, Order("incident.decide_extension", DecideRequest(granted=False, text=_EXPIRED))


def _order(step: Step, incident: Incident, now: float, limits: Limits) -> Order:
    text = step.text.format(serial_no=incident.serial_no, title=incident.title)
    if step.due is None:
        return Order("incident.urge", Comment(text=text))
    due_at = format_time(_after(now, step.due, limits))
    return Order("incident.supervise", Supervise(demand=text, due_at=due_at, listed=step.listed))


def _after(moment: float, span: Span, limits: Limits) -> float:
    return limits.calendar.add(moment, span.seconds, working=span.working)
