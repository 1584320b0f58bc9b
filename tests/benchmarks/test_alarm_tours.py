from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from backend_client.protocol.wall import Tour, Wall
from benchmarks.alarm_room import NotMeasured, platform
from benchmarks.alarm_store import wall_cameras
from benchmarks.alarm_tours import ALARM_AFTER_S, DWELL_S, tour_to
from console.wall.display import AHEAD_S


def test_the_alarm_comes_while_its_camera_is_open_and_not_shown() -> None:
    assert DWELL_S - AHEAD_S < min(ALARM_AFTER_S) < max(ALARM_AFTER_S) < DWELL_S


@pytest.mark.timeout(120)
def test_two_cameras_take_turns_on_a_tile_of_the_wall(tmp_path: Path) -> None:
    data = tmp_path / "platform"
    with platform(data, more=("--district", "gulou", "--no-camera-site")) as served:
        database = data / "platform.sqlite3"
        first, then = wall_cameras(database, "wall-1")[:2]
        tour_to(served, wall="wall-1", tile=16, first=first, then=then, data=tmp_path)
        (running,) = msgspec.json.decode(stored(database, "wall", "wall-1"), type=Wall).tours
        assert running.tiles == (16,)
        tour = msgspec.json.decode(stored(database, "tour", running.tour), type=Tour)
        assert [step.camera for step in tour.steps] == [first, then]
        with pytest.raises(NotMeasured, match="did not start a tour"):
            tour_to(served, wall="no-wall", tile=16, first=then, then=first, data=tmp_path)


def stored(database: Path, entity: str, id_: str) -> bytes:
    """An entity as the platform has it."""
    with closing(sqlite3.connect(database)) as store:
        query = "SELECT body FROM entities WHERE entity = ? AND id = ?"
        (body,) = store.execute(query, (entity, id_)).fetchone()
    return bytes(body) if isinstance(body, bytes) else str(body).encode()
