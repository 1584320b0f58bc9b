"""Alarms: raised by sensors, cameras and the simulation, acknowledged by people."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.entities import Alarm, AlarmState, Position
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty, Line
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands.context import Context, Done

#: How long an alarm that is not open any more stays before the consoles' eyes, in seconds.
VIEW_AFTER_CLOSE_S = 24 * 3600.0


class AlarmCreate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Raise an alarm; the platform's own sources and its loopback address send this, consoles do not."""

    priority: Annotated[int, Meta(ge=1, le=4)]
    kind: Line
    title: Line
    source: Line
    position: Position | None = None
    grid_code: str | None = None
    place: str = ""
    cameras: Annotated[tuple[str, ...], Meta(max_length=16)] = ()


def create(context: Context, args: AlarmCreate) -> Done:
    """Raise an alarm; one without a grid gets the grid its position lies in."""
    site = context.site
    grid_code = args.grid_code
    if grid_code is not None and grid_code not in site.grid_orgs:
        raise Refused(ErrorCode.BAD_REQUEST, f"there is no grid {grid_code!r}")
    if grid_code is None and args.position is not None:
        grid_code = site.locate(args.position)
    alarm = Alarm(
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
        cameras=args.cameras,
    )
    if not sees(context.actor.scope, codes_of(alarm, site.org_codes)):
        raise Refused(ErrorCode.FORBIDDEN, "that place is not within your scope")
    id_ = str(uuid7())
    return Done(context.put(id_, alarm), {"id": id_})


def acknowledge(context: Context, _args: Empty) -> Done:
    """Say that somebody has seen the alarm; it stops sounding everywhere."""
    id_, alarm = context.aim(Alarm, "alarm")
    if alarm.state is not AlarmState.OPEN:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, f"the alarm is {alarm.state.value} already")
    changed = replace(
        alarm,
        state=AlarmState.ACKNOWLEDGED,
        acknowledged_by=context.actor.name,
        acknowledged_at=context.at,
    )
    return Done(context.put(id_, changed))


def in_view(alarm: Alarm, now: float) -> bool:
    """Whether consoles see the alarm: open, or raised or acknowledged less than 24 h ago."""
    if alarm.state is AlarmState.OPEN:
        return True
    return parse_time(alarm.acknowledged_at or alarm.raised_at) > now - VIEW_AFTER_CLOSE_S
