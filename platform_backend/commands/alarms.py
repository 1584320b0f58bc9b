"""Alarms: raised by sensors, cameras and the simulation; acknowledged, closed and passed on by people."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.alarm_args import AlarmToIncident
from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Alarm, AlarmState, Incident, Position
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty, IncidentCreate, Line, Words
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands import incidents
from platform_backend.commands.alarm_cameras import cameras_of
from platform_backend.commands.context import Context, Done
from platform_backend.commands.shelving import alarm_in_hand, silenced

#: How long an alarm that is not open any more stays before the consoles' eyes, in seconds.
VIEW_AFTER_CLOSE_S = 24 * 3600.0
#: What an incident that was an alarm names as its source.
_SOURCE = "sensor"


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
    exercise: bool = False


def create(context: Context, args: AlarmCreate) -> Done:
    """Raise an alarm; one without a grid gets the grid its position lies in, one without a working camera
    those that see it.
    """
    site = context.site
    grid_code = args.grid_code
    if grid_code is not None and grid_code not in site.grid_orgs:
        raise Refused(ErrorCode.BAD_REQUEST, f"there is no grid {grid_code!r}", Cause.NO_GRID, name=grid_code)
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
        cameras=cameras_of(args.cameras, args.position, cameras=site.cameras, look=context.look),
        exercise=args.exercise,
    )
    if not sees(context.actor.scope, codes_of(alarm, site.org_codes)):
        raise Refused(ErrorCode.FORBIDDEN, "that place is not within your scope", Cause.PLACE_OUTSIDE)
    id_ = str(uuid7())
    return Done(context.put(id_, silenced(context.draft, alarm, now=context.now)), {"id": id_})


def acknowledge(context: Context, _args: Empty) -> Done:
    """Say that somebody has seen the alarm; it stops sounding everywhere."""
    id_, alarm = alarm_in_hand(context)
    changed = replace(
        alarm,
        state=AlarmState.ACKNOWLEDGED,
        acknowledged_by=context.actor.name,
        acknowledged_at=context.at,
    )
    return Done(context.put(id_, changed))


def false_alarm(context: Context, args: Words) -> Done:
    """Close the alarm: there was nothing behind it (误报)."""
    id_, alarm = alarm_in_hand(context)
    return Done(context.put(id_, _closed(context, alarm, AlarmOutcome.FALSE_ALARM, outcome_text=args.text)))


def to_incident(context: Context, args: AlarmToIncident) -> Done:
    """Close the alarm with an incident at its place, which names it and has its cameras."""
    id_, alarm = alarm_in_hand(context)
    type_code = args.type_code or context.site.alarm_types.get(alarm.kind)
    if type_code is None:
        sentence = f"no type of incident is kept for {alarm.kind!r}: name one"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_TYPE_OF_KIND, name=alarm.kind)
    made = incidents.create(
        context,
        IncidentCreate(
            type_code=type_code,
            severity=args.severity or alarm.priority,
            title=args.title or alarm.title,
            source=_SOURCE,
            position=alarm.position,
            grid_code=alarm.grid_code,
            place=alarm.place,
            occurred_at=alarm.raised_at,
            exercise=alarm.exercise,
        ),
    )
    incident = made.row.decode(Incident)
    context.put(made.row.id, replace(incident, alarm=id_, cameras=alarm.cameras))
    closed = _closed(context, alarm, AlarmOutcome.INCIDENT, incident=made.row.id)
    return Done(context.put(id_, closed), {"id": made.row.id})


def in_view(alarm: Alarm, now: float) -> bool:
    """Whether consoles see the alarm: it asks for attention, is shelved or will end by itself, or did so less
    than 24 h ago.
    """
    if alarm.state in (AlarmState.OPEN, AlarmState.SHELVED):
        return True
    if alarm.state is AlarmState.ACKNOWLEDGED and alarm.expires_at is not None:
        return True
    return parse_time(alarm.closed_at or alarm.acknowledged_at or alarm.raised_at) > now - VIEW_AFTER_CLOSE_S


def _closed(context: Context, alarm: Alarm, outcome: AlarmOutcome, **how: Any) -> Alarm:
    return replace(
        alarm,
        state=AlarmState.CLOSED,
        closed_by=context.actor.name,
        closed_at=context.at,
        outcome=outcome,
        **how,
    )
