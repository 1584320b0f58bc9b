from __future__ import annotations

import pytest

from backend_client.protocol.coordinates import Datum, from_wgs84
from backend_client.protocol.entities import Alarm, AlarmState, IncidentState, UnitStatus
from tests.widgets.map.scene import MIDDLE, Scene, camera, device, grid, incident, unit
from widgets.map.batches import DRAWN
from widgets.map.rows import (
    INCIDENT_CODES,
    OFFLINE,
    ONLINE,
    UNIT_CODES,
    UNKNOWN,
    alarm_row,
    camera_row,
    grid_row,
    incident_row,
    is_unplaced,
    row_reader,
    unit_row,
)


def alarm(state: AlarmState, *, exercise: bool = False) -> Alarm:
    return Alarm(
        priority=2,
        kind="smoke",
        title="示范烟感",
        source="sensor",
        state=state,
        raised_at="2026-01-31T08:00:00.000Z",
        org="street-0",
        position=MIDDLE,
        exercise=exercise,
    )


@pytest.mark.parametrize("state", list(IncidentState))
def test_open_incidents_have_rows_and_closed_ones_have_none(state: IncidentState) -> None:
    row = incident_row("i", incident((120.123456789, 30.0), severity=2, state=state, exercise=True))
    if state in INCIDENT_CODES:
        assert row == ("i", 120.123457, 30.0, 2, INCIDENT_CODES[state], 1)
    else:
        assert row is None


def test_what_has_no_position_has_no_row() -> None:
    assert incident_row("i", incident(None)) is None
    assert unit_row("u", unit(None)) is None


def test_only_open_incidents_count_as_unplaced() -> None:
    assert is_unplaced(incident(None))
    assert not is_unplaced(incident())
    assert not is_unplaced(incident(None, state=IncidentState.CLOSED))


@pytest.mark.parametrize("status", list(UnitStatus))
def test_every_status_of_a_unit_is_drawn(status: UnitStatus) -> None:
    assert unit_row("u", unit(MIDDLE, status=status)) == ("u", *MIDDLE, UNIT_CODES[status], "z1", "示范员")


def test_alarms_are_drawn_until_they_are_closed() -> None:
    assert alarm_row("a", alarm(AlarmState.OPEN)) == ("a", *MIDDLE, 2, 0, 0)
    assert alarm_row("a", alarm(AlarmState.ACKNOWLEDGED, exercise=True)) == ("a", *MIDDLE, 2, 1, 1)
    assert alarm_row("a", alarm(AlarmState.CLOSED)) is None


def test_a_camera_is_on_off_or_not_known() -> None:
    made = camera(MIDDLE)
    assert camera_row("c", made, None)[5] == UNKNOWN
    assert camera_row("c", made, device(online=True))[5] == ONLINE
    assert camera_row("c", made, device(online=False))[5] == OFFLINE


def test_a_grid_without_its_street_is_named_by_the_streets_id() -> None:
    made = grid("g", column=0, row=0)
    assert grid_row("g", made, None) == ("g", made.polygon, "网格g", "street-0", "street-0")


@pytest.mark.parametrize("entity", DRAWN)
def test_readers_know_no_row_of_what_is_not_there(scene: Scene, entity: str) -> None:
    assert row_reader(scene.picture, entity)("nothing") is None


def test_only_what_is_drawn_has_a_reader(scene: Scene) -> None:
    with pytest.raises(ValueError, match="wall"):
        row_reader(scene.picture, "wall")


@pytest.mark.parametrize("datum", [Datum.GCJ_02, Datum.BD_09])
def test_on_a_shifted_base_map_rows_are_shifted(scene: Scene, datum: Datum) -> None:
    scene.put("unit", "u", unit(MIDDLE))
    scene.put("unit", "nowhere", unit(None))
    read = row_reader(scene.picture, "unit", datum=datum)
    row = read("u")
    assert row is not None
    assert row[1:3] == pytest.approx(from_wgs84(MIDDLE, datum), abs=1e-6)
    assert (row[0], *row[3:]) == ("u", 0, "z1", "示范员")
    assert read("nowhere") is None
    outline = row_reader(scene.picture, "grid", datum=datum)("grid-00")
    assert outline is not None
    for shifted, corner in zip(outline[1], grid("grid-00", column=0, row=0).polygon, strict=True):
        assert shifted == pytest.approx(from_wgs84(corner, datum), abs=1e-6)


def test_neighbouring_grids_still_share_their_corners_when_shifted(scene: Scene) -> None:
    read = row_reader(scene.picture, "grid", datum=Datum.BD_09)
    west, east = read("grid-00"), read("grid-10")
    assert west is not None
    assert east is not None
    assert len(set(west[1]) & set(east[1])) == 2


def test_cgcs2000_needs_no_shift(scene: Scene) -> None:
    scene.put("unit", "u", unit(MIDDLE))
    assert row_reader(scene.picture, "unit", datum=Datum.CGCS2000)("u") == unit_row("u", unit(MIDDLE))
