"""What holds of walls for whoever shows or changes them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import AlarmState
from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TileKind, TilePlay, Tour, TourStep, WallTile
from backend_client.protocol.wall_rules import (
    as_put,
    dwells,
    holds_nothing,
    is_same_recording,
    moment_due,
    of_scenes,
    opens_tile,
    takes_walls,
)
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


NOON = 1_800_000_000.0
RECORDING = WallTile(
    tile=1,
    camera="k1",
    kind=TileKind.RECORDING,
    since=format_time(NOON),
    until=format_time(NOON + 600),
)


def playing(moment: float, rate: float = 1.0) -> WallTile:
    play = TilePlay(view="v", moment=format_time(NOON + moment), at=format_time(NOON + 1000), rate=rate)
    return replace(RECORDING, play=play)


@pytest.mark.parametrize(
    ("tile", "gone", "clock", "moment"),
    [
        (RECORDING, 50.0, 1.0, 0.0),
        (playing(10), 50.0, 1.0, 60.0),
        (playing(10, rate=4.0), 50.0, 1.0, 210.0),
        (playing(10, rate=0.0), 50.0, 1.0, 10.0),
        (playing(10), 5000.0, 1.0, 600.0),
        (playing(10), -5.0, 1.0, 10.0),
        # A district whose time is sped up sixty times.
        (playing(10), 3000.0, 60.0, 60.0),
    ],
)
def test_where_a_recording_stands_follows_from_its_times_alone(
    tile: WallTile, gone: float, clock: float, moment: float
) -> None:
    due = moment_due(tile, now=NOON + 1000 + gone, rate=clock)
    assert due - NOON == pytest.approx(moment, abs=0.01)


def test_a_recording_is_the_same_however_it_plays() -> None:
    assert as_put(playing(10)) == RECORDING == as_put(RECORDING)
    assert is_same_recording(playing(10), replace(RECORDING, tile=5))
    assert not is_same_recording(RECORDING, replace(RECORDING, camera="k2"))
    assert not is_same_recording(WallTile(tile=1, camera="k"), WallTile(tile=2, camera="k"))


@pytest.mark.parametrize(
    ("change", "is_open"),
    [
        ({}, True),
        ({"user": "other"}, False),
        ({"camera": "k2"}, False),
        ({"expires_at": format_time(NOON + 1000)}, False),
        ({"since": format_time(NOON + 1)}, False),
        ({"until": format_time(NOON + 599)}, False),
    ],
)
def test_a_reason_that_covers_it_opens_a_recording(change: dict[str, str], is_open: bool) -> None:
    whole = RecordingView(
        camera="k1",
        camera_name="",
        org="o",
        user="li",
        by="li",
        at=format_time(NOON + 900),
        since=format_time(NOON - 5),
        until=format_time(NOON + 600),
        reason="x",
        expires_at=format_time(NOON + 1500),
    )
    assert opens_tile(replace(whole, **change), RECORDING, user="li", now=NOON + 1000) is is_open
