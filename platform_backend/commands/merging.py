"""One matter reported twice: the later report is merged into the earlier one (并案) and stays readable."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import CLOSED_STATES, Incident
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Merge
from platform_backend.commands import clocks
from platform_backend.commands.context import Context, Done
from platform_backend.commands.trail import incident_in_hand, step


def merge(context: Context, args: Merge) -> Done:
    """Let another incident go on for this one too; what was merged into this one moves along.

    The other takes the higher severity of the two, and owes the reports on a major incident that this one
    owed, or they would end with it.
    """
    id_, incident = incident_in_hand(context)
    if args.into == id_:
        raise Refused(ErrorCode.BAD_REQUEST, "an incident cannot be merged into itself", Cause.MERGE_ITSELF)
    other = context.find(Incident, args.into, "incident")
    if other.state in CLOSED_STATES:
        raise Refused(
            ErrorCode.ILLEGAL_TRANSITION,
            f"{other.serial_no} is not open: it is {other.state.value}",
            Cause.MERGE_NOT_OPEN,
            name=other.serial_no,
            state=other.state.value,
        )
    if other.exercise is not incident.exercise:
        raise Refused(
            ErrorCode.BAD_REQUEST, "a drill and a real matter are not the same one", Cause.MERGE_DRILL
        )
    for moved in incident.merged:
        one = context.draft.get(Incident, moved)
        if one is not None:
            _, text = _moved_along(incident, other)
            step(context, moved, one, text=text, state=one.state, merged_into=args.into)
    reports, deadlines = clocks.taken_over(other, incident, now=context.now, limits=context.limits)
    severity = min(other.severity, incident.severity)
    own = other.severity if other.own_severity is None else other.own_severity
    step(
        context,
        args.into,
        replace(
            other,
            severity=severity,
            own_severity=None if severity == own else own,
            reports=reports,
            deadlines=deadlines,
        ),
        text=f"← {incident.serial_no} {incident.title}{_change(other.severity, severity)}",
        state=other.state,
        merged=(*other.merged, id_, *incident.merged),
    )
    return step(
        context,
        id_,
        incident,
        text=f"→ {other.serial_no} {other.title}",
        merged_into=args.into,
        merged=(),
        closed_at=context.at,
    )


def leave_the_other(context: Context, id_: str, incident: Incident) -> tuple[str, ...]:
    """Take a merged incident out of the list of the one that went on for it; both trails say so.

    The answer is what had moved along with it, and comes back with it.
    """
    into = incident.merged_into
    other = None if into is None else context.draft.get(Incident, into)
    if into is None or other is None:
        return ()
    way = _moved_along(incident, other)
    back: list[str] = []
    for each in other.merged:
        one = context.draft.get(Incident, each)
        if one is not None and any(way == (past.action, past.text) for past in one.steps):
            text = f"{other.serial_no} → {incident.serial_no}"
            step(context, each, one, text=text, state=one.state, merged_into=id_)
            back.append(each)
    rest = tuple(each for each in other.merged if each not in (id_, *back))
    severity = _severity_with(context, other, rest)
    alone = replace(
        other,
        severity=severity,
        own_severity=None if severity == other.own_severity else other.own_severity,
        reports=tuple(each for each in other.reports if each not in incident.reports),
    )
    kept = clocks.given_back(alone, incident, limits=context.limits, org_codes=context.site.org_codes)
    step(
        context,
        into,
        replace(alone, deadlines=kept),
        text=f"← {incident.serial_no} {incident.title}{_change(other.severity, severity)}",
        state=other.state,
        merged=rest,
    )
    return tuple(back)


def _severity_with(context: Context, incident: Incident, merged: tuple[str, ...]) -> int:
    """The severity of an incident that only these are merged into any more."""
    if incident.own_severity is None:
        return incident.severity
    found = (context.draft.get(Incident, each) for each in merged)
    severities = [one.own_severity or one.severity for one in found if one is not None]
    return min([incident.own_severity, *severities])


def _change(before: int, after: int) -> str:
    """How a change of severity stands on the trail: in figures, the platform speaks no reader's language."""
    return "" if before == after else f" [{before} → {after}]"


def _moved_along(incident: Incident, other: Incident) -> tuple[str, str]:
    """Act and text of the step on the trail of what moved along when `incident` was merged."""
    return "incident.merge", f"{incident.serial_no} → {other.serial_no}"
