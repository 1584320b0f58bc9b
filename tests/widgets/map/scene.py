"""A real picture of a made-up district, changed through the frames that a platform would send."""

from __future__ import annotations

import itertools

import msgspec

from backend_client.changes import NO_CHANGES, Changes
from backend_client.picture import Picture
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.entities import (
    Camera,
    Device,
    Entity,
    Grid,
    Incident,
    IncidentState,
    Org,
    Position,
    Streams,
    Unit,
    UnitStatus,
)
from backend_client.protocol.messages import Event, SnapshotBegin, SnapshotEnd
from backend_client.protocol.topics import TOPIC_OF

WEST, SOUTH, SIDE = 120.20, 30.30, 0.01
#: The middle of the four grids.
MIDDLE = (120.21, 30.31)


class Scene:
    """A picture and the platform's side of it."""

    def __init__(self) -> None:
        self.picture = Picture()
        self._versions = itertools.count(1)
        self._cursors: dict[str, int] = {}
        topics = sorted(set(TOPIC_OF.values()))
        self.picture.begin(topics)
        for topic in topics:
            self.picture.take(SnapshotBegin(sub="s", topic=topic, epoch="e", as_of=0))
            self.picture.take(SnapshotEnd(sub="s", topic=topic, count=0, digest=snapshot_digest(())))
            self._cursors[topic] = 0

    def put(self, entity: str, id_: str, data: Entity) -> Changes:
        """The platform tells of an entity."""
        return self._event(entity, id_, data)

    def delete(self, entity: str, id_: str) -> Changes:
        """The platform takes an entity away."""
        return self._event(entity, id_, None)

    def put_district(self) -> Changes:
        """Four square grids around MIDDLE, two in each of two streets."""
        changes = NO_CHANGES
        for number, name in enumerate(("示范甲街道", "示范乙街道")):
            org = Org(kind="street", code=f"33010400{number}", name=name, parent=None)
            changes |= self.put("org", f"street-{number}", org)
            for row in range(2):
                code = f"grid-{number}{row}"
                changes |= self.put("grid", code, grid(code, column=number, row=row))
        return changes

    def _event(self, entity: str, id_: str, data: Entity | None) -> Changes:
        topic = TOPIC_OF[entity]
        before = self._cursors[topic]
        self._cursors[topic] = before + 1
        return self.picture.apply(
            Event(
                sub="s",
                topic=topic,
                seq=before + 1,
                prev=before,
                at="2026-01-31T08:00:00.000Z",
                entity=entity,
                id=id_,
                ver=next(self._versions),
                op="delete" if data is None else "put",
                data=msgspec.Raw(msgspec.json.encode(data)),
            )
        )


def grid(code: str, *, column: int, row: int) -> Grid:
    """A square grid of the street with the number of its column."""
    x, y = WEST + column * SIDE, SOUTH + row * SIDE
    corners = ((x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE))
    rounded = tuple((round(a, 6), round(b, 6)) for a, b in corners)
    return Grid(code=code, name=f"网格{code}", org="community", street=f"street-{column}", polygon=rounded)


def incident(
    position: Position | None = MIDDLE,
    *,
    severity: int = 1,
    state: IncidentState = IncidentState.PENDING,
    grid_code: str | None = None,
    exercise: bool = False,
) -> Incident:
    """An incident of a kind."""
    return Incident(
        serial_no="330104-2026-000001",
        type_code="0101",
        type_name="示范事项",
        severity=severity,
        title="示范路灯不亮",
        source="hotline",
        state=state,
        owner_org="street-0",
        reported_at="2026-01-31T08:00:00.000Z",
        position=position,
        grid_code=grid_code,
        place="示范路口",
        exercise=exercise,
    )


def unit(position: Position | None, *, status: UnitStatus = UnitStatus.AVAILABLE) -> Unit:
    """A unit on duty."""
    return Unit(code="z1", name="示范员", org="street-0", kind="网格员", status=status, position=position)


def camera(position: Position, *, direction: float = 90.0) -> Camera:
    """A camera that looks east."""
    return Camera(
        device_id="33010400051320000001",
        name="示范路口",
        org="street-0",
        grid_code="grid-00",
        owner_kind="公安",
        position=position,
        direction=direction,
        field_of_view=90.0,
        ptz=False,
        streams=Streams(main="/main", sub="/sub"),
    )


def device(*, online: bool) -> Device:
    """A camera's reachability."""
    return Device(online=online, since="2026-01-31T08:00:00.000Z")
