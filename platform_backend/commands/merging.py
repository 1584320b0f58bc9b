"""One matter reported twice: the later report is merged into the earlier one (并案) and stays readable."""

from __future__ import annotations

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import CLOSED_STATES, Incident
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Merge
from platform_backend.commands.context import Context, Done
from platform_backend.commands.trail import incident_in_hand, step


def merge(context: Context, args: Merge) -> Done:
    """Let another incident go on for this one too; what was merged into this one moves along."""
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
    step(
        context,
        args.into,
        other,
        text=f"← {incident.serial_no} {incident.title}",
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
    text = f"← {incident.serial_no} {incident.title}"
    step(context, into, other, text=text, state=other.state, merged=rest)
    return tuple(back)


def _moved_along(incident: Incident, other: Incident) -> tuple[str, str]:
    """Act and text of the step on the trail of what moved along when `incident` was merged."""
    return "incident.merge", f"{incident.serial_no} → {other.serial_no}"
