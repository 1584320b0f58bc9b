"""The way of an incident from report to close; each act adds a step to its trail (流转)."""

from __future__ import annotations

from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Incident, IncidentState, Org, Step, TaskState
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import (
    Empty,
    Finish,
    IncidentCreate,
    Reason,
    ReporterWhole,
    Transfer,
    Verify,
    Words,
)
from backend_client.protocol.lifecycle import UNDO_WITHIN_S, UNFINISHED_TASKS, lead_to_report
from backend_client.protocol.times import parse_time
from platform_backend.access.masking import masked
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands.bounds import why_no_reopen
from platform_backend.commands.calls import log_call
from platform_backend.commands.context import Context, Done
from platform_backend.commands.merging import leave_the_other
from platform_backend.commands.tasking import end_tasks, is_with_a_lead, offered_anew
from platform_backend.commands.trail import above, clocks_after, earlier, incident_in_hand, own_org, put, step
from platform_backend.local_time import local
from platform_backend.store import schema


def create(context: Context, args: IncidentCreate) -> Done:
    """Open an incident; one without a grid gets the grid its position lies in."""
    site = context.site
    if args.type_code not in site.type_names:
        # Limits, statistics and who is to be sent go by the type: one that nobody knows has none of them.
        sentence = f"there is no type of incident {args.type_code!r}"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_TYPE, name=args.type_code)
    grid_code = args.grid_code
    if grid_code is not None and grid_code not in site.grid_orgs:
        raise Refused(ErrorCode.BAD_REQUEST, f"there is no grid {grid_code!r}", Cause.NO_GRID, name=grid_code)
    if args.position is not None:
        _check_position(args.position)
        if grid_code is None:
            grid_code = site.locate(args.position)
    owner = site.grid_orgs.get(grid_code or "") or own_org(context)
    reporter = args.reporter if args.reporter != ReporterWhole() else None
    incident = Incident(
        serial_no=_serial_no(context, owner),
        type_code=args.type_code,
        type_name=site.type_names[args.type_code],
        type_version=site.type_version,
        severity=args.severity,
        title=args.title,
        source=args.source,
        state=IncidentState.PENDING,
        owner_org=owner,
        reported_at=context.at,
        position=args.position,
        grid_code=grid_code,
        place=args.place,
        description=args.description,
        occurred_at=None if args.occurred_at is None else earlier(context, args.occurred_at),
        exercise=args.exercise,
        urgent=args.urgent,
        reporter=None if reporter is None else masked(reporter),
        steps=(Step(at=context.at, by=context.actor.name, action=context.name),),
    )
    if not sees(context.actor.scope, codes_of(incident, site.org_codes)):
        raise Refused(ErrorCode.FORBIDDEN, "that place is not within your scope", Cause.PLACE_OUTSIDE)
    id_ = str(uuid7())
    if reporter is not None:
        context.draft.keep(schema.reporters, incident=id_, name=reporter.name, phone=reporter.phone)
    incident = replace(incident, deadlines=clocks_after(context, None, incident))
    return Done(put(context, id_, incident), {"id": id_})


def accept(context: Context, _args: Empty) -> Done:
    """Take the incident on (受理)."""
    id_, incident = incident_in_hand(context)
    return step(
        context,
        id_,
        incident,
        accepted_at=context.at,
        accepted_by=context.actor.name,
        accepted_org=incident.owner_org,
    )


def end(context: Context, args: Reason) -> Done:
    """Decline the incident (不予受理) or void it (作废: a test, an error) for a reason."""
    id_, incident = incident_in_hand(context)
    return step(context, id_, incident, text=args.reason, closed_at=context.at)


def transfer(context: Context, args: Transfer) -> Done:
    """Hand the incident to an org beside or below, which has to accept it anew; open tasks are recalled."""
    id_, incident = incident_in_hand(context)
    org = context.draft.get(Org, args.org)
    if org is None:
        raise Refused(ErrorCode.NOT_FOUND, f"there is no org {args.org!r}", Cause.NO_ORG, name=args.org)
    if args.org == incident.owner_org:
        sentence = f"the incident is with {org.name} already"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.WITH_ALREADY, name=org.name)
    if args.org in above(context, incident.owner_org):
        # Or levels could be skipped without an emergency, and without a copy for those passed over.
        sentence = f"{org.name} is above: an incident is reported up, not passed on"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.UPWARD, name=org.name)
    return step(
        context,
        id_,
        incident,
        text=f"{org.name}: {args.reason}",
        owner_org=args.org,
        tasks=end_tasks(context, incident, TaskState.RECALLED, reason=args.reason),
        **NOT_ACCEPTED,
    )


def say(context: Context, args: Words) -> Done:
    """Add words to the trail: a note, a feedback (反馈) or a leader's instruction (批示)."""
    id_, incident = incident_in_hand(context)
    return step(context, id_, incident, text=args.text)


def finish(context: Context, args: Finish) -> Done:
    """Report the matter settled (办结), once the lead's task is done or was reported done on the telephone.

    The lead answers for the whole: tasks of supporters that are still open are done with his. While it is in
    nobody's hands it was settled by the actor himself (自办): he is not the one who verifies it.
    """
    id_, incident = incident_in_hand(context)
    caller = "" if args.on_call is None else args.on_call.strip()
    lead = lead_to_report(incident.tasks)
    if lead is not None and not caller:
        raise Refused(
            ErrorCode.ILLEGAL_TRANSITION,
            f"{lead.name} leads and has not reported it done: on_call says who did so on the telephone",
            Cause.LEAD_OPEN,
            name=lead.name,
        )
    if caller:
        said = args.text if lead is None else f"{lead.name}: {args.text}"
        log_call(context, id_, incident, who=caller, text=said)
    by_himself = not context.actor.internal and (
        incident.state is IncidentState.TO_DISPATCH or not is_with_a_lead(incident.tasks)
    )
    return step(
        context,
        id_,
        incident,
        text=args.text,
        finished_at=context.at,
        tasks=end_tasks(context, _reported(incident, caller), TaskState.DONE, result=args.text),
        handlers=with_handler(incident, context.actor.id) if by_himself else incident.handlers,
    )


def verify(context: Context, args: Verify) -> Done:
    """Check the result (核查): passed closes the incident, failed sends it back to be handled again.

    A call back (回访) is kept apart from a check on the site: the trail names who was called, the duty log
    has the call.
    """
    id_, incident = incident_in_hand(context)
    called = args.on_call.strip()
    text = f"{called}: {args.text}" if called else args.text
    if called:
        log_call(context, id_, incident, who=called, text=args.text)
    if args.passed:
        return step(context, id_, incident, text=text, closed_at=context.at)
    return step(
        context,
        id_,
        incident,
        text=text,
        state=IncidentState.HANDLING,
        finished_at=None,
        reworks=incident.reworks + 1,
        tasks=offered_anew(context, incident),
    )


def reopen(context: Context, args: Reason) -> Done:
    """Take a closed incident up again (重办), or take back that it was declined, merged or voided.

    What is taken back at once is as it was: an incident that had been accepted need not be accepted anew.
    """
    id_, incident = incident_in_hand(context)
    why = why_no_reopen(incident, now=context.now, limits=context.limits, org_codes=context.site.org_codes)
    if why is not None:
        raise why
    if incident.state is IncidentState.CLOSED:
        reworks = incident.reworks + 1
        return step(
            context, id_, incident, text=args.reason, closed_at=None, finished_at=None, reworks=reworks
        )
    back = () if incident.merged_into is None else leave_the_other(context, id_, incident)
    anew = {"state": IncidentState.TO_DISPATCH} if _is_taken_back(context, incident) else NOT_ACCEPTED
    return step(
        context,
        id_,
        incident,
        text=args.reason,
        closed_at=None,
        merged_into=None,
        merged=(*incident.merged, *back),
        **anew,
    )


def _is_taken_back(context: Context, incident: Incident) -> bool:
    """Whether somebody takes back at once what ended an incident that was accepted: then it still is."""
    ended = incident.closed_at
    return (
        incident.accepted_at is not None
        and ended is not None
        and context.now - parse_time(ended) <= UNDO_WITHIN_S
    )


#: What an incident is without once somebody has to accept it anew.
NOT_ACCEPTED = {"accepted_at": None, "accepted_by": "", "accepted_org": ""}


def with_handler(incident: Incident, user: str) -> tuple[str, ...]:
    """Who settled the incident himself, with `user` among them."""
    return incident.handlers if user in incident.handlers else (*incident.handlers, user)


def _reported(incident: Incident, caller: str) -> Incident:
    """The incident with who called in the open tasks of its lead."""
    return replace(
        incident,
        tasks=tuple(
            replace(task, on_call=caller or task.on_call)
            if task.lead and task.state in UNFINISHED_TASKS
            else task
            for task in incident.tasks
        ),
    )


def _serial_no(context: Context, org: str) -> str:
    series = f"{context.site.org_codes.get(org, org)}-{local(context.now).year}"
    return f"{series}-{context.draft.next_serial(series):06d}"


def _check_position(position: tuple[float, float]) -> None:
    longitude, latitude = position
    if not (-180.0 <= longitude <= 180.0 and -90.0 <= latitude <= 90.0):
        sentence = f"not a WGS-84 position [lon, lat]: {list(position)}"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.POSITION)
