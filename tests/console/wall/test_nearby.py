"""The working cameras that see a place, and the nearest."""

from __future__ import annotations

from typing import NamedTuple

from backend_client.protocol.entities import Camera, Device, Streams
from console.wall.nearby import NearestCameras


class Entry(NamedTuple):
    data: Camera


class Reach(NamedTuple):
    data: Device


def camera(longitude: float, latitude: float, *, direction: float = 0.0, ptz: bool = False) -> Entry:
    return Entry(
        Camera(
            device_id="33010400001320000001",
            name="示范",
            org="org",
            grid_code="1",
            owner_kind="public",
            position=(longitude, latitude),
            direction=direction,
            field_of_view=60.0,
            ptz=ptz,
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


#: About 55 m at this latitude, in degrees of longitude and latitude.
EAST, NORTH = 0.001, 0.0005


def test_a_camera_that_looks_at_the_place_comes_before_a_nearer_one_that_looks_away() -> None:
    cameras = {
        "away": camera(10.0 - EAST / 4, 60.0, direction=270.0),
        "looks": camera(10.0 - EAST, 60.0, direction=80.0),
    }
    assert NearestCameras(cameras).at((10.0, 60.0), count=2, devices={}) == ("looks", "away")


def test_one_that_can_be_turned_comes_between() -> None:
    cameras = {
        "away": camera(10.0, 60.0 - NORTH / 4, direction=180.0),
        "turned": camera(10.0, 60.0 - NORTH / 2, direction=180.0, ptz=True),
        "looks": camera(10.0, 60.0 - NORTH, direction=350.0),
    }
    assert NearestCameras(cameras).at((10.0, 60.0), count=3, devices={}) == ("looks", "turned", "away")


def test_a_direction_just_left_of_north_sees_just_right_of_it() -> None:
    # The place lies 10 degrees right of north; the camera looks 15 left of it, with 60 degrees of view.
    cameras = {
        "looks": camera(10.0 - EAST * 0.176, 60.0 - NORTH, direction=345.0),
        "nearer": camera(10.0, 60.0 + NORTH / 2, direction=0.0),
    }
    assert NearestCameras(cameras).at((10.0, 60.0), count=1, devices={}) == ("looks",)


def test_far_away_the_direction_does_not_matter() -> None:
    cameras = {
        "looks": camera(10.0 - 10 * EAST, 60.0, direction=90.0),
        "nearer": camera(10.0 - 9 * EAST, 60.0, direction=270.0),
    }
    assert NearestCameras(cameras).at((10.0, 60.0), count=1, devices={}) == ("nearer",)
