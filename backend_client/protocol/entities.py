"""The entities of the feed as frozen values.

An entity's `data` holds neither its id nor its version; those stand beside it in the frame. Positions are
WGS-84 ``(longitude, latitude)`` in degrees, times RFC 3339 UTC strings, codes opaque strings.
"""

from __future__ import annotations

import enum
from typing import TypeAlias

from backend_client.protocol.alarm_parts import AlarmOutcome, Shelving
from backend_client.protocol.conference import Conference
from backend_client.protocol.duty import Contact, DutyLogEntry, ExportRecord, Handover
from backend_client.protocol.entity import EntityData
from backend_client.protocol.evidence import EvidenceRecord, RecordingBookmark, RecordingView
from backend_client.protocol.incident_parts import (
    Deadline,
    LedgerEntry,
    Media,
    Rating,
    Report,
    Reporter,
    Request,
    Supervision,
    Suspension,
    Urging,
)
from backend_client.protocol.incident_type import IncidentType
from backend_client.protocol.ptz import Preset, PtzHolder
from backend_client.protocol.wall import Scene, Tour, Wall

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
    SHELVED = "shelved"
    CLOSED = "closed"


class AssigneeKind(enum.StrEnum):
    """Who may receive a task."""

    UNIT = "unit"
    DEPARTMENT = "department"
    ORG = "org"


class TaskForm(enum.StrEnum):
    """What giving a task is called, by who stands to whom: 派单, 交办, 转办, 改派."""

    DISPATCH = "dispatch"
    ASSIGN_DOWN = "assign_down"
    PASS_ON = "pass_on"
    REASSIGN = "reassign"


class Org(EntityData, frozen=True, kw_only=True):
    """A district, street or community. `code` is the division code, `parent` another org's id."""

    kind: str
    code: str
    name: str
    parent: str | None = None


class Department(EntityData, frozen=True, kw_only=True):
    """A functional department of the district."""

    code: str
    name: str
    org: str


class Seat(EntityData, frozen=True, kw_only=True):
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


class Grid(EntityData, frozen=True, kw_only=True):
    """A unit grid (单元网格): `polygon` is one outer ring, first point not repeated."""

    code: str
    name: str
    org: str
    street: str
    polygon: tuple[Position, ...]
    owner: str | None = None


class Streams(EntityData, frozen=True, kw_only=True):
    """Addresses of a camera's streams; one without a scheme is relative to the platform's HTTP address."""

    main: str
    sub: str


class Camera(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """A camera. `device_id` has 20 digits (GB/T 28181); `direction` is degrees clockwise from north.

    `presets` are the places stored in one that can be turned, by their numbers.
    """

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
    presets: tuple[Preset, ...] = ()


class Task(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """One recipient's part of an incident; `org` is the org that the recipient belongs to.

    `signed_by` names who signed; `on_call` who told the dispatcher so on the telephone, when the recipient
    did not do it himself. `note` is what the recipient was told, `result` what he reported, `reason` why he
    sent it back or it was recalled.
    """

    id: str
    kind: AssigneeKind
    assignee: str
    name: str
    lead: bool
    state: TaskState
    offered_at: str
    org: str = ""
    form: TaskForm = TaskForm.DISPATCH
    signed_at: str | None = None
    signed_by: str = ""
    arrived_at: str | None = None
    done_at: str | None = None
    ended_at: str | None = None
    on_call: str = ""
    note: str = ""
    result: str = ""
    reason: str = ""


class Step(EntityData, frozen=True, kw_only=True):
    """One act in an incident's trail (流转). `by` is the user's display name."""

    at: str
    by: str
    action: str
    text: str = ""


class Incident(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """A matter to be handled. `severity` is 1 (red) to 4 (blue).

    `reported_by` are the orgs that reported it up, the last one last: they keep reading. `copies` are ids of
    orgs and departments that were told of it. `handlers` are ids of users who settled it themselves: they do
    not verify it. `merged` are ids of the incidents merged into this one, `own_severity` is what its severity
    was before a more severe one of them raised it.
    """

    serial_no: str
    type_code: str
    type_name: str
    severity: int
    title: str
    source: str
    state: IncidentState
    owner_org: str
    reported_at: str
    type_version: str = ""
    position: Position | None = None
    grid_code: str | None = None
    place: str = ""
    description: str = ""
    occurred_at: str | None = None
    accepted_at: str | None = None
    accepted_by: str = ""
    accepted_org: str = ""
    finished_at: str | None = None
    closed_at: str | None = None
    urgent: bool = False
    exercise: bool = False
    tasks: tuple[Task, ...] = ()
    steps: tuple[Step, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    request: Request | None = None
    suspension: Suspension | None = None
    ledger: LedgerEntry | None = None
    urged: Urging | None = None
    supervisions: tuple[Supervision, ...] = ()
    reported_by: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    merged_into: str | None = None
    merged: tuple[str, ...] = ()
    own_severity: int | None = None
    alarm: str | None = None
    cameras: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    reporter: Reporter | None = None
    rating: Rating | None = None
    reports: tuple[Report, ...] = ()
    reworks: int = 0
    handlers: tuple[str, ...] = ()


class Alarm(EntityData, frozen=True, kw_only=True):
    """A signal that asks for attention now. `priority` is 1 (highest) to 4.

    `shelving` is the last one of its source that it fell under. It ends by itself at `expires_at`, where the
    alert of another centre names such a moment. A closed one says its `outcome`, in words in `outcome_text`;
    `incident` is the id of the one it became.
    """

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
    exercise: bool = False
    acknowledged_by: str | None = None
    acknowledged_at: str | None = None
    shelving: Shelving | None = None
    expires_at: str | None = None
    closed_by: str | None = None
    closed_at: str | None = None
    outcome: AlarmOutcome | None = None
    outcome_text: str = ""
    incident: str | None = None


class AlarmShelf(EntityData, frozen=True, kw_only=True):
    """A source of alarms that is silenced at its place for a time; `alarm` is the one it began with.

    What comes in from the same `source` of the same `kind` at the same place with no higher priority than
    `priority` is shelved as well. `ended_at` is set when it was over.
    """

    source: str
    kind: str
    org: str
    priority: int
    alarm: str
    shelving: Shelving
    place: str = ""
    position: Position | None = None
    grid_code: str | None = None
    ended_at: str | None = None


class Unit(EntityData, frozen=True, kw_only=True):
    """People on duty who can be sent: `load` counts their unfinished tasks, `skills` say what they can do."""

    code: str
    name: str
    org: str
    kind: str
    status: UnitStatus
    position: Position | None = None
    position_at: str | None = None
    grid_code: str | None = None
    load: int = 0
    skills: tuple[str, ...] = ()


class Device(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """A camera's reachability, and who turns it now; its id is the camera's."""

    online: bool
    since: str
    ptz_by: PtzHolder | None = None


class Counter(EntityData, frozen=True, kw_only=True):
    """A named figure of the district, such as incidents of today."""

    value: float


Entity: TypeAlias = (
    Org
    | Department
    | Seat
    | Grid
    | Camera
    | Contact
    | IncidentType
    | Incident
    | Alarm
    | AlarmShelf
    | Wall
    | Scene
    | Tour
    | Conference
    | Unit
    | Device
    | Counter
    | DutyLogEntry
    | Handover
    | ExportRecord
    | RecordingView
    | RecordingBookmark
    | EvidenceRecord
)

#: entity name in frames -> type of its data. Names of the contract that are missing here are skipped.
ENTITY_TYPES: dict[str, type[Entity]] = {
    "org": Org,
    "department": Department,
    "seat": Seat,
    "grid": Grid,
    "camera": Camera,
    "contact": Contact,
    "incident_type": IncidentType,
    "incident": Incident,
    "alarm": Alarm,
    "alarm_shelf": AlarmShelf,
    "wall": Wall,
    "scene": Scene,
    "tour": Tour,
    "conference": Conference,
    "unit": Unit,
    "device": Device,
    "counter": Counter,
    "duty_log_entry": DutyLogEntry,
    "handover": Handover,
    "export_record": ExportRecord,
    "recording_view": RecordingView,
    "recording_bookmark": RecordingBookmark,
    "evidence_record": EvidenceRecord,
}
