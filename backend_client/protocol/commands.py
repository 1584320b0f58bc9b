"""Names and arguments of the commands that every platform accepts."""

from __future__ import annotations

import secrets
import time
from typing import Annotated, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Meta

from backend_client.protocol.entities import AssigneeKind, Position, UnitStatus, WallTile

Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=4000)]
Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Severity: TypeAlias = Annotated[int, Meta(ge=1, le=4)]

#: Seconds after which a dispatch that could not be sent is stale: "telephone now".
DISPATCH_NOT_AFTER_S = 120.0


class _Args(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    pass


class Empty(_Args, frozen=True, kw_only=True):
    """No arguments."""


class IncidentCreate(_Args, frozen=True, kw_only=True):
    """Open an incident; without `grid_code` it gets the grid its position lies in."""

    type_code: Line
    severity: Severity
    title: Line
    source: Line
    position: Position | None = None
    grid_code: str | None = None
    place: str = ""
    description: str = ""
    occurred_at: str | None = None
    exercise: bool = False


class Reason(_Args, frozen=True, kw_only=True):
    """A reason in words."""

    reason: Text


class Words(_Args, frozen=True, kw_only=True):
    """A text."""

    text: Text


class Assignee(_Args, frozen=True, kw_only=True):
    """One recipient; the first is lead when none says so."""

    kind: AssigneeKind
    id: str
    lead: bool | None = None


class Assign(_Args, frozen=True, kw_only=True):
    """Give tasks to recipients."""

    assignees: Annotated[tuple[Assignee, ...], Meta(min_length=1, max_length=50)]
    note: str = ""


class Transfer(_Args, frozen=True, kw_only=True):
    """Hand the incident to another org."""

    org: str
    reason: Text


class Verify(_Args, frozen=True, kw_only=True):
    """Outcome of a check on the result: passed closes the incident, failed sends it back."""

    passed: bool = msgspec.field(name="pass")
    text: Text


class TaskRef(_Args, frozen=True, kw_only=True):
    """One task of the incident."""

    task: str


class SetStatus(_Args, frozen=True, kw_only=True):
    """A unit's new status."""

    status: UnitStatus


class WallShow(_Args, frozen=True, kw_only=True):
    """Put cameras on tiles of a wall; the tiles not named stay as they are.

    With `incident` the wall is borrowed for it and what stood there is kept in the wall's `previous`;
    without, the wall is given back and `previous` is emptied. A tile without a camera is emptied.
    """

    tiles: Annotated[tuple[WallTile, ...], Meta(max_length=256)]
    incident: str | None = None


Speed: TypeAlias = Annotated[float, Meta(ge=-1.0, le=1.0)]


class Ptz(_Args, frozen=True, kw_only=True):
    """Move a camera: `pan` right, `tilt` up and `zoom` in as parts of the full speed, all 0 to stop.

    `preset` (1-255) drives to a stored place instead. A move that is not renewed stops by itself after
    `PTZ_HOLDS_S`.
    """

    pan: Speed = 0.0
    tilt: Speed = 0.0
    zoom: Speed = 0.0
    preset: Annotated[int, Meta(ge=1, le=255)] | None = None


class ConferenceSignal(_Args, frozen=True, kw_only=True):
    """Hand `data` to the consoles of the user `to`, who takes part in the same conference."""

    to: str
    data: msgspec.Raw


class HandOver(_Args, frozen=True, kw_only=True):
    """Give a seat up, to a user's id or to nobody in particular."""

    to: str | None = None
    note: str = ""


Args: TypeAlias = (
    Empty
    | IncidentCreate
    | Reason
    | Words
    | Assign
    | Transfer
    | Verify
    | TaskRef
    | SetStatus
    | WallShow
    | Ptz
    | ConferenceSignal
    | HandOver
)

#: Commands that are about this very moment: never written to an outbox, never repeated.
MOMENTARY = frozenset({"camera.ptz", "conference.signal"})
#: They carry a `not_after` no further away than this, in seconds.
MOMENTARY_NOT_AFTER_S = 1.0
PTZ_HOLDS_S = 1.0

#: command name -> type of its arguments.
ARGS: dict[str, type[Args]] = {
    "incident.create": IncidentCreate,
    "incident.accept": Empty,
    "incident.reject": Reason,
    "incident.assign": Assign,
    "incident.transfer": Transfer,
    "incident.note": Words,
    "incident.finish": Words,
    "incident.verify": Verify,
    "task.sign": TaskRef,
    "unit.set_status": SetStatus,
    "alarm.acknowledge": Empty,
    "wall.show": WallShow,
    "camera.ptz": Ptz,
    "conference.signal": ConferenceSignal,
    "seat.take": Empty,
    "seat.hand_over": HandOver,
}


def new_command_id(now: float | None = None) -> str:
    """A fresh UUIDv7 (RFC 9562) made at `now`, the platform's time in seconds since the epoch.

    Platforms refuse commands whose id is a day old: by the clock of a workstation that is off, all of them
    might be. Without `now` this machine's clock is taken.
    """
    moment_ms, fraction = divmod((time.time() if now is None else now) * 1000, 1.0)
    # The fraction of the millisecond keeps ids in order that are made within one.
    high = int(moment_ms) << 80 | 0x7 << 76 | int(fraction * 4096) << 64
    return str(UUID(int=high | 0b10 << 62 | secrets.randbits(62)))
