"""What holds of walls for whoever shows or changes them."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import AlarmState
from backend_client.protocol.wall import TileKind, Tour, TourStep, WallTile
from backend_client.protocol.wall_rules import dwells, holds_nothing, of_scenes, takes_walls
from tests.platform_backend.commands.wall_room import alarm


@pytest.mark.parametrize(
    ("priority", "state", "takes"),
    [
        (1, AlarmState.OPEN, True),
        (2, AlarmState.OPEN, True),
        (3, AlarmState.OPEN, False),
        (1, AlarmState.ACKNOWLEDGED, False),
        (1, AlarmState.SHELVED, False),
        (1, AlarmState.CLOSED, False),
    ],
)
def test_open_alarms_of_the_two_upper_priorities_take_walls(
    priority: int, state: AlarmState, takes: bool
) -> None:
    assert takes_walls(alarm(priority, 0.0, state=state)) is takes


def test_a_step_stays_as_long_as_it_says_or_as_its_tour_does() -> None:
    tour = Tour(
        name="巡", org="o", dwell_s=5.0, steps=(TourStep(camera="k"), TourStep(camera="l", dwell_s=9.0))
    )
    assert dwells(tour) == (5.0, 9.0)
    assert dwells(tour, rate=60.0) == (300.0, 540.0)
    assert not of_scenes(tour)
    assert of_scenes(Tour(name="巡", org="o", dwell_s=5.0, steps=(TourStep(scene="s"),)))


@pytest.mark.parametrize("kind", list(TileKind))
def test_a_tile_is_empty_without_what_its_kind_shows(kind: TileKind) -> None:
    bare = holds_nothing(WallTile(tile=1, camera="", kind=kind))
    assert bare is (kind in (TileKind.CAMERA, TileKind.RECORDING, TileKind.CONFERENCE))
    assert not holds_nothing(WallTile(tile=1, camera="k1", kind=kind, about="c"))
