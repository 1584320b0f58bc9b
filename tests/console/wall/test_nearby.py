"""The nearest working cameras."""

from __future__ import annotations

from typing import NamedTuple

from backend_client.protocol.entities import Camera, Device, Streams
from console.wall.nearby import NearestCameras


class Entry(NamedTuple):
    data: Camera


class Reach(NamedTuple):
    data: Device


def camera(longitude: float, latitude: float) -> Entry:
    return Entry(
        Camera(
            device_id="33010400001320000001",
            name="示范",
            org="org",
            grid_code="1",
            owner_kind="public",
            position=(longitude, latitude),
            direction=0.0,
            field_of_view=60.0,
            ptz=False,
            streams=Streams(main="/m", sub="/s"),
        )
    )


# At 60 degrees north a degree of longitude is half as long as one of latitude.
CAMERAS = {"east": camera(10.018, 60.0), "north": camera(10.0, 60.010), "far": camera(11.0, 61.0)}


def test_nearest_first_by_true_distance() -> None:
    nearest = NearestCameras(CAMERAS).at((10.0, 60.0), count=2, devices={})
    assert nearest == ("east", "north")


def test_offline_and_excluded_cameras_are_passed_over() -> None:
    devices = {"east": Reach(Device(online=False, since="2026-01-01T00:00:00.000Z"))}
    found = NearestCameras(CAMERAS).at((10.0, 60.0), count=4, devices=devices, besides={"far"})
    assert found == ("north",)


def test_no_cameras_at_all() -> None:
    assert NearestCameras({}).at((10.0, 60.0), count=4, devices={}) == ()
