"""The entities of the feed as frozen values.

An entity's `data` holds neither its id nor its version; those stand beside it in the frame. Positions are
WGS-84 ``(longitude, latitude)`` in degrees, times RFC 3339 UTC strings, codes opaque strings.
"""

from __future__ import annotations

import enum
from typing import TypeAlias

import msgspec

Position: TypeAlias = tuple[float, float]


class IncidentState(enum.StrEnum):
    """States of an incident; see `lifecycle` for the ways between them."""

    PENDING = "pending"
    TO_DISPATCH = "to_dispatch"
    HANDLING = "handling"
    TO_VERIFY = "to_verify"
    SUSPENDED = "suspended"
    LEDGERED = "ledgered"
    CLOSED = "closed"
    REJECTED = "rejected"
    MERGED = "merged"
    VOID = "void"


#: States in which nobody has to act any more.
CLOSED_STATES = frozenset(
    {IncidentState.CLOSED, IncidentState.REJECTED, IncidentState.MERGED, IncidentState.VOID}
)


class TaskState(enum.StrEnum):
    """States of one recipient's task."""

    OFFERED = "offered"
    SIGNED = "signed"
    ON_SCENE = "on_scene"
    DONE = "done"
    RETURNED = "returned"
    RECALLED = "recalled"


class UnitStatus(enum.StrEnum):
    """What a unit is doing."""

    AVAILABLE = "available"
    ASSIGNED = "assigned"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    OFF = "off"


class AlarmState(enum.StrEnum):
    """States of an alarm."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


class AssigneeKind(enum.StrEnum):
    """Who may receive a task."""

    UNIT = "unit"
    DEPARTMENT = "department"
    ORG = "org"


class _Entity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    # Values that hold only values cannot form cycles: the collector need not look at 50,000 of them.
    pass


class Org(_Entity, frozen=True, kw_only=True):
    """A district, street or community. `code` is the division code, `parent` another org's id."""

    kind: str
    code: str
    name: str
    parent: str | None = None


class Department(_Entity, frozen=True, kw_only=True):
    """A functional department of the district."""

    code: str
    name: str
    org: str


class Seat(_Entity, frozen=True, kw_only=True):
    """A place in the command room, with its duties and screens; people change at it, it goes on.

    `holder` is a user's id, `holder_name` how people call them, `since` when they took it. A seat handed over
    to somebody in particular keeps its holder, and is `offered_to` that user's id, until it is taken.
    """

    name: str
    org: str
    holder: str | None = None
    holder_name: str = ""
    since: str | None = None
    offered_to: str | None = None


class Grid(_Entity, frozen=True, kw_only=True):
    """A unit grid (单元网格): `polygon` is one outer ring, first point not repeated."""

    code: str
    name: str
    org: str
    street: str
    polygon: tuple[Position, ...]
    owner: str | None = None


class Streams(_Entity, frozen=True, kw_only=True):
    """Addresses of a camera's streams; one without a scheme is relative to the platform's HTTP address."""

    main: str
    sub: str


class Camera(_Entity, frozen=True, kw_only=True):
    """A camera. `device_id` has 20 digits (GB/T 28181); `direction` is degrees clockwise from north."""

    device_id: str
    name: str
    org: str
    grid_code: str
    owner_kind: str
    position: Position
    direction: float
    field_of_view: float
    ptz: bool
    streams: Streams


class Task(_Entity, frozen=True, kw_only=True):
    """One recipient's part of an incident."""

    id: str
    kind: AssigneeKind
    assignee: str
    name: str
    lead: bool
    state: TaskState
    offered_at: str
    signed_at: str | None = None
    done_at: str | None = None
    note: str = ""


class Step(_Entity, frozen=True, kw_only=True):
    """One act in an incident's trail (流转). `by` is the user's display name."""

    at: str
    by: str
    action: str
    text: str = ""


class Incident(_Entity, frozen=True, kw_only=True):
    """A matter to be handled. `severity` is 1 (red) to 4 (blue)."""

    serial_no: str
    type_code: str
    type_name: str
    severity: int
    title: str
    source: str
    state: IncidentState
    owner_org: str
    reported_at: str
    position: Position | None = None
    grid_code: str | None = None
    place: str = ""
    description: str = ""
    occurred_at: str | None = None
    accepted_at: str | None = None
    closed_at: str | None = None
    exercise: bool = False
    tasks: tuple[Task, ...] = ()
    steps: tuple[Step, ...] = ()


class Alarm(_Entity, frozen=True, kw_only=True):
    """A signal that asks for attention now. `priority` is 1 (highest) to 4."""

    priority: int
    kind: str
    title: str
    source: str
    state: AlarmState
    raised_at: str
    org: str
    position: Position | None = None
    grid_code: str | None = None
    place: str = ""
    cameras: tuple[str, ...] = ()
    acknowledged_by: str | None = None
    acknowledged_at: str | None = None


class WallTile(_Entity, frozen=True, kw_only=True):
    """What one tile of a wall shows: `tile` counts from 1, `stream` is ``main`` or ``sub``."""

    tile: int
    camera: str
    stream: str = "sub"


class Wall(_Entity, frozen=True, kw_only=True):
    """A video wall and what it shows now.

    While it is borrowed for an `incident`, `previous` holds what stood there before; showing `previous` again
    gives the wall back.
    """

    name: str
    org: str
    tiles: tuple[WallTile, ...] = ()
    previous: tuple[WallTile, ...] = ()
    incident: str | None = None
    holder: str | None = None


class Unit(_Entity, frozen=True, kw_only=True):
    """People on duty who can be sent: `load` counts their unfinished tasks."""

    code: str
    name: str
    org: str
    kind: str
    status: UnitStatus
    position: Position | None = None
    position_at: str | None = None
    grid_code: str | None = None
    load: int = 0


class Device(_Entity, frozen=True, kw_only=True):
    """A camera's reachability; its id is the camera's."""

    online: bool
    since: str


class Counter(_Entity, frozen=True, kw_only=True):
    """A named figure of the district, such as incidents of today."""

    value: float


Entity: TypeAlias = (
    Org | Department | Seat | Grid | Camera | Incident | Alarm | Wall | Unit | Device | Counter
)

#: entity name in frames -> type of its data. Names of the contract that are missing here are skipped.
ENTITY_TYPES: dict[str, type[Entity]] = {
    "org": Org,
    "department": Department,
    "seat": Seat,
    "grid": Grid,
    "camera": Camera,
    "incident": Incident,
    "alarm": Alarm,
    "wall": Wall,
    "unit": Unit,
    "device": Device,
    "counter": Counter,
}
