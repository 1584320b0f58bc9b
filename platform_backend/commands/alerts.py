"""Alerts of other centres become alarms here, and what they say later of the same changes those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Alarm, AlarmState, Position
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Line
from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands.alarm_cameras import cameras_of
from platform_backend.commands.context import Context, Done
from platform_backend.commands.shelving import silenced
from platform_backend.store.batch import Draft, Row


class TakeAlert(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An alert that was taken in from outside. `id` tells it from every other and is the alarm's.

    `earlier` are the ids of those that it replaces or, with `withdraw`, ends. `local` says that it is about
    one place: only then it belongs to the grid there and has the cameras that see it. `codes` may name the
    grid. After `expires_at` it says nothing any more.
    """

    id: Line
    kind: str = ""
    title: str = ""
    source: str = ""
    priority: Annotated[int, Meta(ge=1, le=4)] = 3
    position: Position | None = None
    local: bool = False
    codes: tuple[str, ...] = ()
    place: str = ""
    exercise: bool = False
    earlier: tuple[str, ...] = ()
    withdraw: bool = False
    expires_at: str | None = None


def take(context: Context, args: TakeAlert) -> Done:
    """Raise an alarm for the alert, once; close those that it replaces or withdraws."""
    known = context.draft.row("alarm", args.id)
    if known is not None:
        if not sees(context.actor.scope, known.codes):
            raise Refused(ErrorCode.FORBIDDEN, "that place is not within your scope", Cause.PLACE_OUTSIDE)
        return Done(known, {"id": args.id, "known": True})
    earlier = _earlier(context, args)
    if args.withdraw:
        return _withdraw(context, args, earlier)
    if args.expires_at is not None and parse_time(args.expires_at) <= context.now:
        return _too_late(context, args, earlier)
    alarm = _alarm(context, args)
    if not sees(context.actor.scope, codes_of(alarm, context.site.org_codes)):
        raise Refused(ErrorCode.FORBIDDEN, "that place is not within your scope", Cause.PLACE_OUTSIDE)
    acknowledged = [each for each in earlier.values() if each.state is AlarmState.ACKNOWLEDGED]
    if acknowledged and len(acknowledged) == len(earlier) and alarm.priority >= _most_urgent(acknowledged):
        # Somebody sees to it already, and it has not become worse: it need not ring again.
        alarm = replace(
            alarm,
            state=AlarmState.ACKNOWLEDGED,
            acknowledged_by=acknowledged[-1].acknowledged_by,
            acknowledged_at=acknowledged[-1].acknowledged_at,
        )
    closed = _close(context, earlier, AlarmOutcome.REPLACED)
    row = context.put(args.id, silenced(context.draft, alarm, now=context.now))
    return Done(row, {"id": args.id, "closed": closed})


def _earlier(context: Context, args: TakeAlert) -> dict[str, Alarm]:
    """Those of the earlier alarms that are known, within the actor's scope and not over."""
    found = {id_: context.draft.get(Alarm, id_) for id_ in args.earlier}
    scope, org_codes = context.actor.scope, context.site.org_codes
    return {
        id_: alarm
        for id_, alarm in found.items()
        if alarm is not None
        and alarm.state is not AlarmState.CLOSED
        and sees(scope, codes_of(alarm, org_codes))
    }


def end_expired(draft: Draft, *, now: float, alarms: Iterable[str], org_codes: Mapping[str, str]) -> None:
    """Close those of the alarms with these ids whose alert is over at `now`, read anew."""
    at = format_time(now)
    for id_ in alarms:
        alarm = draft.get(Alarm, id_)
        if alarm is None or alarm.state is AlarmState.CLOSED or alarm.expires_at is None:
            continue
        if parse_time(alarm.expires_at) <= now:
            ended = replace(alarm, state=AlarmState.CLOSED, closed_at=at, outcome=AlarmOutcome.EXPIRED)
            draft.put(id_, ended, codes=codes_of(ended, org_codes))


def _too_late(context: Context, args: TakeAlert, earlier: dict[str, Alarm]) -> Done:
    """An alert that was over when it arrived: nothing rings, and what it stands in place of is over too."""
    over = f"the alert expired at {args.expires_at}"
    if not earlier:
        raise Refused(ErrorCode.EXPIRED, over, Cause.ALERT_OVER, until=args.expires_at)
    closed = _close(context, earlier, AlarmOutcome.EXPIRED)
    return Done(_row(context, closed[-1]), {"closed": closed, "ignored": over})


def _withdraw(context: Context, args: TakeAlert, earlier: dict[str, Alarm]) -> Done:
    if earlier:
        closed = _close(context, earlier, AlarmOutcome.WITHDRAWN)
        return Done(_row(context, closed[-1]), {"closed": closed})
    # Its sender may not have heard the answer and say it again.
    rows = (context.draft.row("alarm", id_) for id_ in args.earlier)
    over = [row for row in rows if row is not None and sees(context.actor.scope, row.codes)]
    if not over:
        raise Refused(
            ErrorCode.NOT_FOUND, "none of the alerts that it cancels is known here", Cause.ALERT_UNKNOWN
        )
    return Done(over[-1], {"closed": [], "known": True})


def _row(context: Context, id_: str) -> Row:
    row = context.draft.row("alarm", id_)
    assert row is not None
    return row


def _close(context: Context, alarms: dict[str, Alarm], outcome: AlarmOutcome) -> list[str]:
    for id_, alarm in alarms.items():
        closed = replace(
            alarm,
            state=AlarmState.CLOSED,
            closed_by=context.actor.name,
            closed_at=context.at,
            outcome=outcome,
        )
        context.put(id_, closed)
    return list(alarms)


def _alarm(context: Context, args: TakeAlert) -> Alarm:
    site = context.site
    grid_code = next((code for code in args.codes if code in site.grid_orgs), None)
    if grid_code is None and args.local and args.position is not None:
        grid_code = site.locate(args.position)
    # What holds for half a city has no place that a camera could see.
    place = args.position if args.local else None
    return Alarm(
        priority=args.priority,
        kind=args.kind,
        title=args.title,
        source=args.source,
        state=AlarmState.OPEN,
        raised_at=context.at,
        org=site.grid_orgs.get(grid_code or "", site.district_org),
        position=args.position,
        grid_code=grid_code,
        place=args.place,
        cameras=cameras_of((), place, cameras=site.cameras, look=context.look),
        exercise=args.exercise,
        expires_at=args.expires_at,
    )


def _most_urgent(alarms: list[Alarm]) -> int:
    return min(alarm.priority for alarm in alarms)
