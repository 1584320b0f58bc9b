"""The cameras that see a place, and the nearest."""

from __future__ import annotations

import math

from backend_client.protocol.entities import Camera, Streams
from backend_client.protocol.nearest_cameras import NearestCameras


def camera(longitude: float, latitude: float, *, direction: float = 0.0, ptz: bool = False) -> Camera:
    return Camera(
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


def every(_camera: str) -> bool:
    return True


# At 60 degrees north a degree of longitude is half as long as one of latitude.
CAMERAS = {"east": camera(10.018, 60.0), "north": camera(10.0, 60.010), "far": camera(11.0, 61.0)}


def test_nearest_first_by_true_distance() -> None:
    nearest = NearestCameras(CAMERAS).at((10.0, 60.0), count=2, works=every)
    assert nearest == ("east", "north")


def test_offline_and_excluded_cameras_are_passed_over() -> None:
    found = NearestCameras(CAMERAS).at(
        (10.0, 60.0), count=4, works=lambda camera: camera != "east", besides={"far"}
    )
    assert found == ("north",)


def test_no_cameras_at_all() -> None:
    assert NearestCameras({}).at((10.0, 60.0), count=4, works=every) == ()
    assert NearestCameras({}).seeing((10.0, 60.0), count=4, works=every) == ()


#: About 55 m at this latitude, in degrees of longitude and latitude.
EAST, NORTH = 0.001, 0.0005


def test_a_camera_that_looks_at_the_place_comes_before_a_nearer_one_that_looks_away() -> None:
    cameras = {
        "away": camera(10.0 - EAST / 4, 60.0, direction=270.0),
        "looks": camera(10.0 - EAST, 60.0, direction=80.0),
    }
    assert NearestCameras(cameras).at((10.0, 60.0), count=2, works=every) == ("looks", "away")


def test_one_that_can_be_turned_comes_between() -> None:
    cameras = {
        "away": camera(10.0, 60.0 - NORTH / 4, direction=180.0),
        "turned": camera(10.0, 60.0 - NORTH / 2, direction=180.0, ptz=True),
        "looks": camera(10.0, 60.0 - NORTH, direction=350.0),
    }
    assert NearestCameras(cameras).at((10.0, 60.0), count=3, works=every) == ("looks", "turned", "away")


def test_a_direction_just_left_of_north_sees_just_right_of_it() -> None:
    # The place lies 10 degrees right of north; the camera looks 15 left of it, with 60 degrees of view.
    cameras = {
        "looks": camera(10.0 - EAST * 0.176, 60.0 - NORTH, direction=345.0),
        "nearer": camera(10.0, 60.0 + NORTH / 2, direction=0.0),
    }
    assert NearestCameras(cameras).at((10.0, 60.0), count=1, works=every) == ("looks",)


def test_far_away_the_direction_does_not_matter() -> None:
    cameras = {
        "looks": camera(10.0 - 10 * EAST, 60.0, direction=90.0),
        "nearer": camera(10.0 - 9 * EAST, 60.0, direction=270.0),
    }
    assert NearestCameras(cameras).at((10.0, 60.0), count=1, works=every) == ("nearer",)


def test_those_that_see_a_place_are_only_those() -> None:
    cameras = {
        "far": camera(10.0 - 10 * EAST, 60.0, direction=90.0),
        "turned": camera(10.0, 60.0 + NORTH / 2, ptz=True),
        "away": camera(10.0, 60.0 + NORTH / 4),
        "looks": camera(10.0, 60.0 - NORTH),
        "down": camera(10.0, 60.0 - NORTH / 2),
        "named": camera(10.0, 60.0 - NORTH / 3),
    }
    found = NearestCameras(cameras).seeing(
        (10.0, 60.0), count=4, works=lambda camera: camera != "down", besides={"named"}
    )
    assert found == ("looks", "turned")
    assert NearestCameras(cameras).seeing((10.0, 60.0), count=1, works=every) == ("named",)
    assert NearestCameras(cameras).seeing((10.0, 60.0), count=0, works=every) == ()


def test_who_sees_stands_first_among_all_of_them_in_every_direction() -> None:
    """The narrow search and the wide one agree, up to the edge of what is near."""
    ring = [(math.cos(math.radians(turn)), math.sin(math.radians(turn))) for turn in range(0, 360, 15)]
    cameras = {
        f"{index}-{steps}": camera(
            10.0 + east * steps * _apart(index) * 2 * EAST,
            60.0 + north * steps * _apart(index) * 2 * NORTH,
            direction=float(index * 15),
        )
        for index, (east, north) in enumerate(ring)
        for steps in (0.3, 0.85, 0.95, 2.0)
    }
    nearest = NearestCameras(cameras)
    seen = nearest.seeing((10.0, 60.0), count=len(cameras), works=every)
    assert seen
    assert nearest.at((10.0, 60.0), count=len(seen), works=every) == seen


def _apart(index: int) -> float:
    # Which of two is nearer must be no matter of rounding.
    return 1.0 + index / 1000.0
