from __future__ import annotations

import pytest

from widgets.wall.ptz_push import SPEEDS, pushed, speed_part


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (200, 100, (0.0, 0.0)),
        (210, 95, (0.0, 0.0)),
        (0, 100, (-1.0, 0.0)),
        (400, 0, (1.0, 1.0)),
        (200, 200, (0.0, -1.0)),
        # Dragged beyond the edge: no faster than the camera can.
        (-300, 900, (-1.0, -1.0)),
    ],
)
def test_where_the_picture_is_pushed_the_camera_turns(
    x: float, y: float, expected: tuple[float, float]
) -> None:
    assert pushed(x, y, width=400, height=200) == expected


def test_the_further_from_the_middle_the_faster_in_few_steps() -> None:
    speeds = [pushed(200 + step, 100, width=400, height=200)[0] for step in range(201)]
    assert speeds == sorted(speeds)
    assert len(set(speeds)) == 21
    assert 0 < speeds[50] < 0.25
    assert pushed(5, 5, width=0, height=0) == (1.0, -1.0)


def test_the_fastest_speed_is_the_cameras_own() -> None:
    assert [speed_part(speed) for speed in (0, 1, 4, SPEEDS, 99)] == [0.125, 0.125, 0.5, 1.0, 1.0]
