"""Looking back at recordings, and taking pictures out of them as evidence (取证), each with its reason."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Camera
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState, RecordingView
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.permissions import may_send
from backend_client.protocol.recording_args import (
    MOST_CLIP_MIN,
    MOST_VIEW_MIN,
    VIEW_HOLDS_S,
    EvidenceApprove,
    EvidenceExport,
    RecordingLook,
)
from backend_client.protocol.roles import APPROVERS, ONLOOKERS
from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands.context import Context, Done, Site
from platform_backend.commands.duty import VIEW_LOG_S, org_of, own_org

#: Clocks of two machines may differ by so much, in seconds.
_CLOCKS_S: Final = 300.0
#: A still is of a moment; around it so much is looked at, in seconds.
STILL_S: Final = 1.0
#: In whose name somebody acts who has several roles: the first of them.
_RANKS: Final = ("duty_leader", "duty_officer", "dispatcher", *sorted(ONLOOKERS))


class EvidencePrepared(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What has come of an export; the platform's own desk says so, consoles do not.

    With `cause` it has failed; without `sha256` a console's pictures have arrived.
    """

    cause: str = ""
    sha256: str = ""
    bytes: int = 0
    media_type: str = ""
    shown_since: str | None = None
    shown_until: str | None = None


def view(context: Context, args: RecordingLook) -> Done:
    """Put down that somebody looks back, and why; he may fetch the range for a while."""
    check_clock(context.rate)
    camera = context.find(Camera, args.camera, "camera")
    _check_range(context, args.since, args.until, most_min=MOST_VIEW_MIN)
    actor = context.actor
    grant = RecordingView(
        camera=args.camera,
        camera_name=camera.name,
        org=own_org(context),
        user=actor.id,
        by=actor.name,
        at=context.at,
        since=_moment(args.since),
        until=_moment(args.until),
        reason=args.reason,
        expires_at=format_time(context.now + VIEW_HOLDS_S),
    )
    id_ = str(uuid7())
    return Done(context.put(id_, grant), {"id": id_, "expires_at": grant.expires_at})


def export(context: Context, args: EvidenceExport) -> Done:
    """Begin an export; who may not do it alone waits for a duty leader's word."""
    check_clock(context.rate)
    camera = context.find(Camera, args.camera, "camera")
    if args.kind is EvidenceKind.CLIP:
        _check_range(context, args.since, args.until, most_min=MOST_CLIP_MIN)
    else:
        check_past(context, args.since)
    _check_approver(context, args.approver, camera)
    actor = context.actor
    state = EvidenceState.WAITING if APPROVERS.isdisjoint(actor.roles) else EvidenceState.PREPARING
    record = EvidenceRecord(
        at=context.at,
        by=actor.name,
        user=actor.id,
        role=next((role for role in _RANKS if role in actor.roles), ""),
        org=own_org(context),
        camera=args.camera,
        camera_name=camera.name,
        device_id=camera.device_id,
        since=_moment(args.since),
        until=_moment(args.until if args.kind is EvidenceKind.CLIP else args.since),
        kind=args.kind,
        reason=args.reason,
        case_number=args.case_number,
        state=state if args.upload is None else EvidenceState.AWAITING,
        workstation=actor.origin,
        source="recordings" if args.upload is None else "console",
        approver=args.approver,
        sha256="" if args.upload is None else args.upload.sha256,
        bytes=0 if args.upload is None else args.upload.bytes,
        media_type="" if args.upload is None else args.upload.media_type,
    )
    id_ = str(uuid7())
    return Done(context.put(id_, record), {"id": id_})


def approve(context: Context, args: EvidenceApprove) -> Done:
    """A duty leader's word on an export that waits for it; never the word of who asked.

    It releases the pictures: nothing else stands between an approval and the files. A refusal says why.
    """
    id_, record = context.aim(EvidenceRecord, "export")
    if not args.granted and not args.text.strip():
        raise Refused(ErrorCode.BAD_REQUEST, "a refusal says why", Cause.REASON_MISSING)
    actor = context.actor
    # The record may belong to a wider place than the camera: who decides sees what the pictures show.
    context.find(Camera, record.camera, "camera")
    if record.user == actor.id:
        sentence = "who asks for an export does not approve it"
        raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.OWN_EXPORT)
    _need(record, EvidenceState.WAITING)
    state = EvidenceState.PREPARING if args.granted else EvidenceState.REFUSED
    decided = replace(
        record,
        state=state,
        approved_by=actor.name,
        approved_at=context.at,
        approval_text=args.text,
        approver=actor.id,
    )
    return Done(context.put(id_, decided))


def arrived(context: Context, _args: Empty) -> Done:
    """A console's pictures have arrived, as they were announced."""
    id_, record = context.aim(EvidenceRecord, "export")
    _need(record, EvidenceState.AWAITING)
    alone = record.role in APPROVERS
    state = EvidenceState.PREPARING if alone else EvidenceState.WAITING
    return Done(context.put(id_, replace(record, state=state)))


def prepared(context: Context, args: EvidencePrepared) -> Done:
    """The files of an export are there, or it has failed."""
    id_, record = context.aim(EvidenceRecord, "export")
    if args.cause:
        _need(record, EvidenceState.PREPARING, EvidenceState.WAITING, EvidenceState.AWAITING)
        return Done(context.put(id_, replace(record, state=EvidenceState.FAILED, cause=args.cause)))
    _need(record, EvidenceState.PREPARING)
    ready = replace(
        record,
        state=EvidenceState.READY,
        ready_at=context.at,
        sha256=args.sha256,
        bytes=args.bytes,
        media_type=args.media_type,
        shown_since=args.shown_since,
        shown_until=args.shown_until,
    )
    return Done(context.put(id_, ready))


def fetched(context: Context, _args: Empty) -> Done:
    """Who asked for an export has fetched its pictures."""
    id_, record = context.aim(EvidenceRecord, "export")
    _need(record, EvidenceState.READY)
    return Done(context.put(id_, replace(record, fetched_at=record.fetched_at or context.at)))


def check_clock(rate: float) -> None:
    """Raises Refused where the district's time passes at another rate than the machine's.

    Recordings bear the machine's time; a moment that a console shows there would be another one.
    """
    if rate != 1.0:
        sentence = "the district's time is sped up, and recordings bear the machine's"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.OTHER_CLOCK)


def check_past(context: Context, moment: str) -> float:
    """A moment that a command names, in seconds since 1970. Raises Refused when it is none, or lies ahead."""
    try:
        at = parse_time(moment)
    except ValueError as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error), Cause.MOMENT) from error
    if at > context.now + _CLOCKS_S:
        until = format_time(at)
        raise Refused(ErrorCode.BAD_REQUEST, f"{until} has not come yet", Cause.FUTURE, until=until)
    return at


def can_decide(person: User, *, camera: str, record: str) -> bool:
    """Whether somebody's role lets him approve, and he sees the camera's codes and the record's."""
    seen = sees(person.scope, camera) and sees(person.scope, record)
    return may_send("evidence.approve", person.roles) and seen


def record_codes(scope: Scope, site: Site) -> str:
    """The codes that an export belongs to which somebody with `scope` asks for."""
    org = org_of(scope, site)
    return site.org_codes.get(org, f"@{org}")


def view_in_view(grant: RecordingView, now: float) -> bool:
    """Whether consoles see that somebody looks back: for as long as he may fetch it."""
    return parse_time(grant.expires_at) > now


def export_in_view(record: EvidenceRecord, now: float) -> bool:
    """Whether consoles see an export: something is to be done about it, or it is of the last 24 h."""
    if record.state in (EvidenceState.WAITING, EvidenceState.PREPARING):
        return True
    # Pictures that have not come in a day do not come any more.
    return parse_time(record.ready_at or record.approved_at or record.at) > now - VIEW_LOG_S


def _moment(text: str) -> str:
    return format_time(parse_time(text))


def _need(record: EvidenceRecord, *states: EvidenceState) -> None:
    if record.state not in states:
        state = record.state.value
        sentence = f"the export is in state {state}"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.EXPORT_STATE, state=state)


def _check_range(context: Context, since: str, until: str, *, most_min: int) -> None:
    begin = check_past(context, since)
    try:
        end = parse_time(until)
    except ValueError as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error), Cause.MOMENT) from error
    if not 0.0 < end - begin <= most_min * 60.0:
        sentence = f"until has to come after since, by {most_min} minutes at most"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.RANGE, limit=most_min)


def _check_approver(context: Context, id_: str | None, camera: Camera) -> None:
    """Whom nobody can ask would be waited for for ever. Raises Refused."""
    if id_ is None:
        return
    person = context.draft.person(id_)
    if person is None or person.id == context.actor.id:
        raise Refused(ErrorCode.NOT_FOUND, f"there is no person {id_!r}", Cause.NO_PERSON, name=id_)
    site = context.site
    codes = codes_of(camera, site.org_codes)
    if not can_decide(person, camera=codes, record=record_codes(context.actor.scope, site)):
        sentence = f"{person.name} does not see the camera, or may not approve exports"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_APPROVER, name=person.name)
