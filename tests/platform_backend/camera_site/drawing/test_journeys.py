"""Whoever is under way is, one period later, where he or his successor was."""

from __future__ import annotations

import math

import pytest

from platform_backend.camera_site.drawing.journeys import Journey, Path, cruise, halt, paced
from platform_backend.camera_site.drawing.loop import PERIOD_S

_WAY = Path([(0.0, 0.0), (30.0, 0.0), (60.0, 20.0), (60.0, 120.0)])


@pytest.mark.parametrize(
    "journey",
    [
        cruise(_WAY, speed=9, start=3.0),
        cruise(_WAY, speed=1.3, start=11.0),
        halt(_WAY, speed=8, start=0.0, at=60, arrive=8.0, leave=12.5),
        paced(_WAY, legs=((40, 1.4), (17, 2.6), (30, 1.4)), passing=1, at=5.0),
    ],
)
def test_nobody_jumps_when_the_loop_starts_again(journey: Journey) -> None:
    before, after = list(journey.spots(PERIOD_S - 0.02)), list(journey.spots(0.02))
    assert after
    for spot in after:
        assert min(math.hypot(spot.x - other.x, spot.y - other.y) for other in before) < 0.04 * 15


def test_a_halt_stands_still_while_it_lasts() -> None:
    journey = halt(Path([(0.0, 0.0), (0.0, 150.0)]), speed=10, start=0.0, at=80, arrive=5.0, leave=9.0)
    waiting = [spot for time in (5.2, 7.0, 8.8) for spot in journey.spots(time) if abs(spot.y - 80) < 0.2]
    assert len(waiting) == 3
    assert all(spot.speed < 0.2 for spot in waiting)
