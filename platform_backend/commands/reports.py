"""Who else has to know: the org above (上报), those who are told (抄告), reports on a major incident."""

from __future__ import annotations

from backend_client.protocol.entities import Department, Incident, IncidentState, Org
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Copy, FileReport, Reason, ReportUp
from backend_client.protocol.incident_parts import Report, ReportKind
from platform_backend.commands.context import Context, Done
from platform_backend.commands.incidents import NOT_ACCEPTED
from platform_backend.commands.trail import incident_in_hand, step


def report_up(context: Context, args: ReportUp) -> Done:
    """Hand the incident to the org above (上报); its reporter reads along.

    No level is skipped, except in an emergency (越级), and then those skipped get a copy.
    """
    id_, incident = incident_in_hand(context)
    above = _above(context, incident.owner_org)
    if not above:
        raise Refused(ErrorCode.BAD_REQUEST, "there is no org above to report to")
    to = args.to or above[0]
    if to not in above:
        raise Refused(ErrorCode.BAD_REQUEST, f"{args.to!r} is not above the incident's org")
    skipped = above[: above.index(to)]
    if skipped and not args.emergency:
        raise Refused(ErrorCode.BAD_REQUEST, "no level is skipped, except in an emergency")
    return step(
        context,
        id_,
        incident,
        text=f"{_name(context, to)}: {args.reason}",
        owner_org=to,
        reported_by=(*incident.reported_by, incident.owner_org),
        copies=_with(incident.copies, skipped),
        **NOT_ACCEPTED,
    )


def return_report(context: Context, args: Reason) -> Done:
    """Send a report back (退回) to the org that made it, which has to dispatch it itself."""
    id_, incident = incident_in_hand(context)
    if not incident.reported_by:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, f"{incident.serial_no} was not reported up")
    *rest, back = incident.reported_by
    if incident.owner_org not in _above(context, back):
        raise Refused(
            ErrorCode.ILLEGAL_TRANSITION,
            f"{incident.serial_no} was passed on since {_name(context, back)} reported it up",
        )
    at, by = _accepted(incident)
    return step(
        context,
        id_,
        incident,
        text=f"{_name(context, back)}: {args.reason}",
        state=IncidentState.TO_DISPATCH,
        owner_org=back,
        reported_by=tuple(rest),
        accepted_at=at or context.at,
        accepted_by=by or context.actor.name,
        accepted_org=back,
    )


def copy(context: Context, args: Copy) -> Done:
    """Tell orgs and departments of it (抄告); they may read it from then on."""
    id_, incident = incident_in_hand(context)
    names = "、".join(_reader(context, to) for to in args.to)
    text = f"{names}: {args.text}" if args.text else names
    return step(context, id_, incident, text=text, copies=_with(incident.copies, args.to))


def file_report(context: Context, args: FileReport) -> Done:
    """Note that a report on a major incident was sent (信息报送): 初报 first, 终报 last."""
    id_, incident = incident_in_hand(context)
    filed = {report.kind for report in incident.reports}
    if ReportKind.FINAL in filed:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, "the final report has been filed")
    if (args.kind is ReportKind.FIRST) is (ReportKind.FIRST in filed):
        said = "has been filed already" if filed else "comes before the others"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, f"the first report {said}")
    report = Report(kind=args.kind, at=context.at, by=context.actor.name, text=args.text, to=args.to)
    text = f"{args.to}: {args.text}" if args.to else args.text
    return step(context, id_, incident, text=text, reports=(*incident.reports, report))


def _above(context: Context, org: str) -> list[str]:
    """The orgs above `org`, the nearest first."""
    found: list[str] = []
    while (one := context.draft.get(Org, org)) is not None and one.parent is not None:
        org = one.parent
        found.append(org)
    return found


def _accepted(incident: Incident) -> tuple[str | None, str]:
    """When and by whom it was accepted before it was last reported up."""
    reported = False
    for one in reversed(incident.steps):
        if reported and one.action == "incident.accept":
            return one.at, one.by
        reported = reported or one.action == "incident.report_up"
    return None, ""


def _with(copies: tuple[str, ...], more: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*copies, *more)))


def _name(context: Context, org: str) -> str:
    found = context.draft.get(Org, org)
    return org if found is None else found.name


def _reader(context: Context, id_: str) -> str:
    found = context.draft.get(Org, id_) or context.draft.get(Department, id_)
    if found is None:
        raise Refused(ErrorCode.NOT_FOUND, f"there is no org or department {id_!r}")
    return found.name
