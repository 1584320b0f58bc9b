"""What the page needs to know of each thing it draws: one short tuple, and nothing that it does not draw.

Every row begins with the id. Positions are degrees in the datum of the base map, rounded to 1e-6 (a tenth of
a metre). A thing that is not to be drawn has no row. resources/map/things.js and ground.js read the rows by
position.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeAlias

from backend_client.protocol.coordinates import Datum, from_wgs84
from backend_client.protocol.entities import (
    CLOSED_STATES,
    Alarm,
    AlarmState,
    Camera,
    Device,
    Grid,
    Incident,
    IncidentState,
    Org,
    Position,
    Unit,
    UnitStatus,
)

Row: TypeAlias = tuple[Any, ...]

#: Codes of states in rows; a state that is missing here is not drawn.
INCIDENT_CODES: Final = {
    IncidentState.PENDING: 0,
    IncidentState.TO_DISPATCH: 1,
    IncidentState.HANDLING: 2,
    IncidentState.TO_VERIFY: 3,
    IncidentState.SUSPENDED: 4,
    IncidentState.LEDGERED: 5,
}
UNIT_CODES: Final = {
    UnitStatus.AVAILABLE: 0,
    UnitStatus.ASSIGNED: 1,
    UnitStatus.EN_ROUTE: 2,
    UnitStatus.ON_SCENE: 3,
    UnitStatus.OFF: 4,
}
ALARM_CODES: Final = {AlarmState.OPEN: 0, AlarmState.ACKNOWLEDGED: 1}
OFFLINE, ONLINE, UNKNOWN = 0, 1, 2


class EntryLike(Protocol):
    """An entity as the picture holds it."""

    @property
    def data(self) -> Any:
        """The entity itself."""


class PictureLike(Protocol):
    """The part of the operational picture that the map reads."""

    def entries(self, entity: str, /) -> Mapping[str, EntryLike]:
        """All entities called `entity` by id."""


def incident_row(id_: str, incident: Incident) -> Row | None:
    """(id, longitude, latitude, severity, state, exercise 0/1)."""
    position, code = incident.position, INCIDENT_CODES.get(incident.state)
    if position is None or code is None:
        return None
    longitude, latitude = position
    return (id_, round(longitude, 6), round(latitude, 6), incident.severity, code, int(incident.exercise))


def alarm_row(id_: str, alarm: Alarm) -> Row | None:
    """(id, longitude, latitude, priority, state, exercise 0/1)."""
    position, code = alarm.position, ALARM_CODES.get(alarm.state)
    if position is None or code is None:
        return None
    longitude, latitude = position
    return (id_, round(longitude, 6), round(latitude, 6), alarm.priority, code, int(alarm.exercise))


def unit_row(id_: str, unit: Unit) -> Row | None:
    """(id, longitude, latitude, status, code, name)."""
    position, code = unit.position, UNIT_CODES.get(unit.status)
    if position is None or code is None:
        return None
    return (id_, round(position[0], 6), round(position[1], 6), code, unit.code, unit.name)


def camera_row(id_: str, camera: Camera, device: Device | None) -> Row:
    """(id, longitude, latitude, direction, field of view in degrees, reachability, name)."""
    reach = UNKNOWN if device is None else (ONLINE if device.online else OFFLINE)
    longitude, latitude = camera.position
    direction, field = round(camera.direction), round(camera.field_of_view)
    return (id_, round(longitude, 6), round(latitude, 6), direction, field, reach, camera.name)


def grid_row(id_: str, grid: Grid, street: Org | None) -> Row:
    """(id, polygon, name, street's id, street's name)."""
    name = grid.street if street is None else street.name
    return (id_, grid.polygon, grid.name, grid.street, name)


def is_unplaced(incident: Incident) -> bool:
    """Whether an incident is open, and missing on the map because nobody knows where it is."""
    return incident.position is None and incident.state not in CLOSED_STATES


def row_reader(
    picture: PictureLike, entity: str, *, datum: Datum = Datum.WGS_84
) -> Callable[[str], Row | None]:
    """How to read the row of one id of `entity` from `picture`, as it is at the time of the call."""
    read = _wgs84_reader(picture, entity)
    if datum in (Datum.WGS_84, Datum.CGCS2000):
        return read
    move = _move_grid if entity == "grid" else _move_thing
    return lambda id_: None if (row := read(id_)) is None else move(row, datum)


def _move_thing(row: Row, datum: Datum) -> Row:
    """A row with its position in another datum; takes 2 to 4 microseconds."""
    id_, longitude, latitude, *rest = row
    return (id_, *_moved((longitude, latitude), datum), *rest)


def _move_grid(row: Row, datum: Datum) -> Row:
    id_, polygon, *rest = row
    return (id_, tuple(_moved(corner, datum) for corner in polygon), *rest)


def _moved(position: Position, datum: Datum) -> Position:
    longitude, latitude = from_wgs84(position, datum)
    return round(longitude, 6), round(latitude, 6)


def _wgs84_reader(picture: PictureLike, entity: str) -> Callable[[str], Row | None]:
    entries = picture.entries(entity)
    match entity:
        case "incident":
            return lambda id_: incident_row(id_, entry.data) if (entry := entries.get(id_)) else None
        case "alarm":
            return lambda id_: alarm_row(id_, entry.data) if (entry := entries.get(id_)) else None
        case "unit":
            return lambda id_: unit_row(id_, entry.data) if (entry := entries.get(id_)) else None
        case "camera":
            devices = picture.entries("device")
            return lambda id_: (
                camera_row(id_, entry.data, device.data if (device := devices.get(id_)) else None)
                if (entry := entries.get(id_))
                else None
            )
        case "grid":
            orgs = picture.entries("org")
            return lambda id_: (
                grid_row(id_, entry.data, org.data if (org := orgs.get(entry.data.street)) else None)
                if (entry := entries.get(id_))
                else None
            )
        case _:
            raise ValueError(f"the map does not draw {entity!r}")
