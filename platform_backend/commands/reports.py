"""Who else has to know: the org above (上报), those who are told (抄告), reports on a major incident."""

from __future__ import annotations

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Department, Incident, IncidentState, Org
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Copy, FileReport, Reason, ReportUp
from backend_client.protocol.incident_parts import Report, ReportKind
from platform_backend.commands.context import Context, Done
from platform_backend.commands.incidents import NOT_ACCEPTED
from platform_backend.commands.trail import above, incident_in_hand, step


def report_up(context: Context, args: ReportUp) -> Done:
    """Hand the incident to the org above (上报); its reporter reads along.

    No level is skipped, except in an emergency (越级), and then those skipped get a copy.
    """
    id_, incident = incident_in_hand(context)
    orgs = above(context, incident.owner_org)
    if not orgs:
        raise Refused(ErrorCode.BAD_REQUEST, "there is no org above to report to", Cause.NOTHING_ABOVE)
    to = args.to or orgs[0]
    if to not in orgs:
        sentence = f"{args.to!r} is not above the incident's org"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NOT_ABOVE, name=_name(context, to))
    skipped = orgs[: orgs.index(to)]
    if skipped and not args.emergency:
        sentence = "no level is skipped, except in an emergency"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.LEVEL_SKIPPED, name=_name(context, skipped[0]))
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
        sentence = f"{incident.serial_no} was not reported up"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NOT_REPORTED_UP)
    *rest, back = incident.reported_by
    if incident.owner_org not in above(context, back):
        name = _name(context, back)
        sentence = f"{incident.serial_no} was passed on since {name} reported it up"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.PASSED_ON_SINCE, name=name)
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
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, "the final report has been filed", Cause.FINAL_FILED)
    first = ReportKind.FIRST in filed
    if first and args.kind is ReportKind.FIRST:
        sentence = "the first report has been filed already"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.FIRST_FILED)
    if not first and args.kind is not ReportKind.FIRST:
        sentence = "the first report comes before the others"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.FIRST_COMES_FIRST)
    report = Report(kind=args.kind, at=context.at, by=context.actor.name, text=args.text, to=args.to)
    text = f"{args.to}: {args.text}" if args.to else args.text
    return step(context, id_, incident, text=text, reports=(*incident.reports, report))


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
        sentence = f"there is no org or department {id_!r}"
        raise Refused(ErrorCode.NOT_FOUND, sentence, Cause.NO_RECIPIENT, name=id_)
    return found.name
