"""Alerts of other centres become alarms here, and what they say later of the same changes those."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import Alarm, AlarmState, Position
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Line
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands.context import Context, Done
from platform_backend.commands.shelving import silenced


class TakeAlert(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An alert that was taken in from outside. `id` tells it from every other and is the alarm's.

    `earlier` are the ids of those that it replaces or, with `withdraw`, ends. `local` says that it is about
    one place: only then it belongs to the grid there. `codes` may name the grid.
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


def take(context: Context, args: TakeAlert) -> Done:
    """Raise an alarm for the alert, once; close those that it replaces or withdraws."""
    known = context.draft.row("alarm", args.id)
    if known is not None:
        if not sees(context.actor.scope, known.codes):
            raise Refused(ErrorCode.FORBIDDEN, "that place is not within your scope")
        return Done(known, {"id": args.id, "known": True})
    earlier = _earlier(context, args)
    if args.withdraw:
        return _withdraw(context, earlier)
    alarm = _alarm(context, args)
    if not sees(context.actor.scope, codes_of(alarm, context.site.org_codes)):
        raise Refused(ErrorCode.FORBIDDEN, "that place is not within your scope")
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


def _withdraw(context: Context, earlier: dict[str, Alarm]) -> Done:
    if not earlier:
        raise Refused(ErrorCode.NOT_FOUND, "none of the alerts that it cancels is open here")
    closed = _close(context, earlier, AlarmOutcome.WITHDRAWN)
    row = context.draft.row("alarm", closed[-1])
    assert row is not None
    return Done(row, {"closed": closed})


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
        exercise=args.exercise,
    )


def _most_urgent(alarms: list[Alarm]) -> int:
    return min(alarm.priority for alarm in alarms)
