"""The room's own work: the duty log (值班日志), handing a shift over (交接班), data that leaves a console."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.causes import Cause
from backend_client.protocol.commands import DutyLogAdd, HandoverWrite, ReportExport
from backend_client.protocol.duty import Contact, DutyLogEntry, ExportRecord, Handover, HandoverItem
from backend_client.protocol.entities import CLOSED_STATES, Camera, Incident, Seat
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Comment
from backend_client.protocol.messages import Scope
from backend_client.protocol.permissions import may_send
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands.context import Context, Done, Site
from platform_backend.commands.trail import earlier, later
from platform_backend.store.batch import Row

#: How long lines of the log and records of exports, and signed handovers, are seen by consoles, in seconds.
VIEW_LOG_S: Final = 24 * 3600.0
VIEW_HANDOVER_S: Final = 48 * 3600.0
#: A handover names so many open incidents and promises, the most pressing first; the rest is counted.
_MOST_NAMED: Final = 500
#: Of what was promised a handover repeats so much; the duty log has all of it.
_MOST_CHARACTERS: Final = 200


def add_to_log(context: Context, args: DutyLogAdd) -> Done:
    """Write a line; with `due_at` something is promised by then."""
    due_at = None if args.due_at is None else later(context, args.due_at)
    if args.incident is not None:
        context.find(Incident, args.incident, "incident")
    if args.contact is not None:
        context.find(Contact, args.contact, "contact")
    if args.seat:
        context.find(Seat, args.seat, "seat")
    entry = DutyLogEntry(
        at=context.at,
        by=context.actor.name,
        org=own_org(context),
        kind=args.kind,
        text=args.text,
        seat=args.seat,
        incident=args.incident,
        contact=args.contact,
        number=args.number,
        outcome=args.outcome,
        due_at=due_at,
    )
    id_ = str(uuid7())
    return Done(context.put(id_, entry), {"id": id_})


def settle(context: Context, args: Comment) -> Done:
    """What was promised has been done."""
    id_, entry = context.aim(DutyLogEntry, "duty log entry")
    if entry.due_at is None:
        sentence = "nothing was promised in that line of the duty log"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NOTHING_PROMISED)
    if entry.settled_at is not None:
        sentence = f"{entry.settled_by} has settled it already"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.SETTLED, name=entry.settled_by)
    outcome = args.text[:200] or entry.outcome
    settled = replace(entry, settled_at=context.at, settled_by=context.actor.name, outcome=outcome)
    return Done(context.put(id_, settled, in_view=log_in_view(settled, context.now)))


def write_handover(context: Context, args: HandoverWrite) -> Done:
    """Sign a shift off at a seat: what is open, silenced and promised is put down as it stands now."""
    seat_id, seat = context.aim(Seat, "seat")
    actor = context.actor
    if seat.holder is not None and seat.holder != actor.id:
        raise Refused(
            ErrorCode.ILLEGAL_TRANSITION,
            f"only who holds {seat.name} can hand its shift over",
            Cause.SEAT_HELD,
            by=seat.holder_name or None,
            at=seat.since,
        )
    _check_taker(context, args.to, seat)
    since = earlier(context, args.since)
    found = [
        (row.id, row.decode(Incident)) for row in _visible(context, context.draft.rows_in_view("incident"))
    ]
    open_ones = [(id_, each) for id_, each in found if each.state not in CLOSED_STATES]
    promised = [
        row.decode(DutyLogEntry) for row in _visible(context, context.draft.rows_in_view("duty_log_entry"))
    ]
    lines = [
        f"{each.due_at} {each.text[:_MOST_CHARACTERS]}"
        for each in promised
        if each.due_at and each.settled_at is None
    ]
    items = sorted((_item(id_, each) for id_, each in open_ones), key=_pressing)
    handover = Handover(
        seat=seat_id,
        org=seat.org,
        giver=actor.id,
        giver_name=actor.name,
        written_at=context.at,
        since=since,
        text=args.text,
        open=tuple(items[:_MOST_NAMED]),
        counts=dict(Counter(each.state.value for _, each in open_ones)),
        silenced=args.silenced,
        promised=tuple(sorted(lines)[:_MOST_NAMED]),
        taker=args.to,
    )
    for row in context.draft.rows_in_view("handover"):
        former = row.decode(Handover)
        if (former.seat, former.giver, former.signed_at) == (seat_id, actor.id, None):
            # Given once more: what nobody has signed makes way, or it would wait for ever.
            context.draft.leave_view(row)
    id_ = str(uuid7())
    return Done(context.put(id_, handover), {"id": id_})


def sign_handover(context: Context, args: Comment) -> Done:
    """Take a shift over: the second signature."""
    id_, handover = context.aim(Handover, "handover")
    actor = context.actor
    if handover.signed_at is not None:
        sentence = f"{handover.taker_name} has signed it already"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.HANDOVER_SIGNED, name=handover.taker_name)
    if handover.giver == actor.id:
        sentence = "who hands a shift over does not take it as well"
        raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.HANDOVER_OWN)
    if handover.taker is not None and handover.taker != actor.id:
        sentence = "the shift was handed over to somebody else"
        raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.HANDOVER_OTHERS)
    signed = replace(handover, taker=actor.id, taker_name=actor.name, signed_at=context.at, remark=args.text)
    return Done(context.put(id_, signed))


def export(context: Context, args: ReportExport) -> Done:
    """Put down that data leaves a console; with people's data or a camera's picture in it, with a reason."""
    if args.camera is not None:
        context.find(Camera, args.camera, "camera")
    if (args.people or args.camera is not None) and not args.reason.strip():
        sentence = "people's data or a camera's picture are in it: give a reason"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.REASON_MISSING)
    record = ExportRecord(
        at=context.at,
        by=context.actor.name,
        org=own_org(context),
        what=args.what,
        format=args.format,
        rows=args.rows,
        people=args.people,
        reason=args.reason,
        camera=args.camera,
    )
    id_ = str(uuid7())
    return Done(context.put(id_, record), {"id": id_})


def own_org(context: Context) -> str:
    """Whose work it is: the topmost org of the actor's division, else his department, else the district."""
    return org_of(context.actor.scope, context.site)


def org_of(scope: Scope, site: Site) -> str:
    """The same of anybody by his scope."""
    own = [
        (len(code), code, id_)
        for id_, code in site.org_codes.items()
        if scope.division and code.startswith(scope.division)
    ]
    if own:
        return min(own)[2]
    return scope.departments[0] if scope.departments and not scope.division else site.district_org


def log_in_view(entry: DutyLogEntry, now: float) -> bool:
    """Whether consoles see a line: of the last 24 h, or promising something that is not done."""
    if entry.due_at is not None and entry.settled_at is None:
        return True
    return parse_time(entry.settled_at or entry.at) > now - VIEW_LOG_S


def handover_in_view(handover: Handover, now: float) -> bool:
    """Whether consoles see a handover: nobody has signed it, or it is not older than 48 h."""
    return handover.signed_at is None or parse_time(handover.signed_at) > now - VIEW_HANDOVER_S


def export_in_view(record: ExportRecord, now: float) -> bool:
    """Whether consoles see a record of an export: it is not older than 24 h."""
    return parse_time(record.at) > now - VIEW_LOG_S


def _visible(context: Context, rows: Iterable[Row]) -> Iterable[Row]:
    return (row for row in rows if sees(context.actor.scope, row.codes))


def _item(id_: str, incident: Incident) -> HandoverItem:
    running = [each.due_at for each in incident.deadlines if each.runs]
    return HandoverItem(
        incident=id_,
        serial_no=incident.serial_no,
        title=incident.title,
        state=incident.state.value,
        severity=incident.severity,
        due_at=min(running, default=None),
    )


def _pressing(item: HandoverItem) -> tuple[int, bool, str, str]:
    return item.severity, item.due_at is None, item.due_at or "", item.serial_no


def _check_taker(context: Context, id_: str | None, seat: Seat) -> None:
    """A shift that nobody can take over would wait for ever. Raises Refused when `id_` cannot."""
    if id_ is None:
        return
    person = context.draft.person(id_)
    if person is None:
        raise Refused(ErrorCode.NOT_FOUND, f"there is no person {id_!r}", Cause.NO_PERSON, name=id_)
    if not may_send("handover.sign", person.roles) or not sees(
        person.scope, codes_of(seat, context.site.org_codes)
    ):
        sentence = f"{person.name} does not see {seat.name}, or may not take a shift over"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.SEAT_UNSEEN, name=person.name)
