"""What waits for an approver, and what rests: extensions (延期), suspensions (挂起), the ledger (挂账)."""

from __future__ import annotations

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Incident, IncidentState, TaskState
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import (
    Comment,
    DecideRequest,
    PutOnLedger,
    RequestExtension,
    Strike,
    Suspend,
)
from backend_client.protocol.incident_parts import Clock, LedgerEntry, Request, RequestKind, Suspension
from backend_client.protocol.times import parse_time
from platform_backend.commands import clocks
from platform_backend.commands.bounds import why_not_until
from platform_backend.commands.context import Context, Done
from platform_backend.commands.tasking import end_tasks
from platform_backend.commands.trail import decided, incident_in_hand, moment, step, within_reach
from platform_backend.limits.limits_file import Limited

#: How a decision stands on the trail, before the approver's own words; marks, because the platform speaks no
#: reader's language.
_MARKS = {True: "✓", False: "✗"}
#: How far ahead each may be asked for; an extension is the approver's to weigh.
_LIMITED = {RequestKind.SUSPENSION: Limited.SUSPENSION, RequestKind.LEDGER: Limited.LEDGER}


def request_extension(context: Context, args: RequestExtension) -> Done:
    """Ask for more time (延期), for later than there is; an approver decides."""
    id_, incident = incident_in_hand(context)
    _refuse_what_is_given(incident, args.until)
    return _ask(context, id_, incident, RequestKind.EXTENSION, reason=args.reason, until=args.until)


def suspend(context: Context, args: Suspend) -> Done:
    """Let work and clocks rest (挂起) until a stated time; without an approver's role it is asked for."""
    id_, incident, decision = decided(context)
    if decision.request:
        return _ask(context, id_, incident, RequestKind.SUSPENSION, reason=args.reason, until=args.until)
    suspension = Suspension(
        at=context.at,
        until=_until(context, incident, Limited.SUSPENSION, args.until),
        reason=args.reason,
        by=context.actor.name,
    )
    return step(context, id_, incident, text=args.reason, suspension=suspension)


def resume(context: Context, args: Comment) -> Done:
    """Go on with what rested."""
    id_, incident = incident_in_hand(context)
    return step(context, id_, incident, text=args.text)


def ledger(context: Context, args: PutOnLedger) -> Done:
    """Put what cannot be settled yet on the ledger (挂账); without an approver's role it is asked for."""
    id_, incident, decision = decided(context)
    if decision.request:
        return _ask(
            context,
            id_,
            incident,
            RequestKind.LEDGER,
            reason=args.reason,
            until=args.review_at,
            owner=args.owner,
        )
    entry = LedgerEntry(
        at=context.at,
        review_at=_until(context, incident, Limited.LEDGER, args.review_at),
        owner=args.owner,
        reason=args.reason,
        by=context.actor.name,
    )
    return step(context, id_, incident, text=_to_whom(args.owner, args.reason), ledger=entry)


def strike(context: Context, args: Strike) -> Done:
    """Strike it off the ledger (销号): to be handled now, or settled, and then it has to be checked."""
    id_, incident = incident_in_hand(context)
    if not args.settled:
        return step(context, id_, incident, text=args.text)
    return step(
        context,
        id_,
        incident,
        text=args.text,
        state=IncidentState.TO_VERIFY,
        finished_at=context.at,
        tasks=end_tasks(context, incident, TaskState.DONE, result=args.text),
    )


def decide_request(context: Context, args: DecideRequest) -> Done:
    """An approver's word on whatever waits for one; granted, it takes effect at once."""
    id_, incident = incident_in_hand(context)
    asked = incident.request
    if asked is None:
        sentence = f"nothing of {incident.serial_no} waits for approval"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NOTHING_ASKED)
    text = f"{_MARKS[args.granted]} {args.text}".strip()
    if not args.granted:
        return step(context, id_, incident, text=text, request=None)
    until = _until(context, incident, _LIMITED.get(asked.kind), asked.until)
    match asked.kind:
        case RequestKind.EXTENSION:
            moved = clocks.extended(incident, until=parse_time(until), limits=context.limits)
            return step(context, id_, incident, text=text, request=None, deadlines=moved)
        case RequestKind.SUSPENSION:
            suspension = Suspension(at=context.at, until=until, reason=asked.reason, by=context.actor.name)
            return step(
                context, id_, incident, text=text, state=IncidentState.SUSPENDED, suspension=suspension
            )
        case RequestKind.LEDGER:
            entry = LedgerEntry(
                at=context.at,
                review_at=until,
                owner=asked.owner,
                reason=asked.reason,
                by=context.actor.name,
            )
            return step(context, id_, incident, text=text, state=IncidentState.LEDGERED, ledger=entry)


def _ask(
    context: Context,
    id_: str,
    incident: Incident,
    kind: RequestKind,
    *,
    reason: str,
    until: str,
    owner: str = "",
) -> Done:
    if incident.request is not None:
        raise Refused(
            ErrorCode.ILLEGAL_TRANSITION,
            f"a request waits for approval already: {incident.request.kind.value}",
            Cause.ASKED_ALREADY,
            by=incident.request.name,
            at=incident.request.at,
        )
    request = Request(
        kind=kind,
        by=context.actor.id,
        name=context.actor.name,
        at=context.at,
        reason=reason,
        until=_until(context, incident, _LIMITED.get(kind), until),
        owner=owner,
    )
    return step(context, id_, incident, text=_to_whom(owner, reason), state=incident.state, request=request)


def _refuse_what_is_given(incident: Incident, text: str) -> None:
    """An extension that ends no later than the work has time for anyway would only keep an approver busy."""
    due = [each.due_at for each in incident.deadlines if each.clock is Clock.HANDLE and each.runs]
    if due and parse_time(moment(text)) <= parse_time(max(due)):
        sentence = f"it has time until {max(due)} anyway"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.BEFORE_DUE, until=max(due))


def _until(context: Context, incident: Incident, of: Limited | None, text: str) -> str:
    """A moment that lies ahead, and no further than the limits allow."""
    until = within_reach(context, text)
    if of is None:
        return until
    why = why_not_until(
        of,
        incident,
        until=parse_time(until),
        now=context.now,
        limits=context.limits,
        org_codes=context.site.org_codes,
    )
    if why is not None:
        raise why
    return until


def _to_whom(owner: str, reason: str) -> str:
    return f"{owner}: {reason}" if owner else reason
