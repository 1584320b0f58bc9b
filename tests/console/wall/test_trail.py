"""Each tile remembers what stood on it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.wall import TileKind, TilePlay, Wall, WallTile
from console.wall.trail import TileTrails


def wall(*cameras: str) -> Wall:
    tiles = (WallTile(tile=number, camera=camera) for number, camera in enumerate(cameras, start=1) if camera)
    return Wall(name="Hall", org="o", tiles=tuple(tiles))


def test_going_back_and_forward_as_in_a_browser() -> None:
    trails = TileTrails()
    for cameras in (("c1", "c9"), ("c2", "c9"), ("c3", "c9")):
        trails.on_wall("w", wall(*cameras))
    assert trails.back("w", 1)
    assert not trails.back("w", 2)
    assert trails.go_back("w", 1).camera == "c2"
    trails.on_wall("w", wall("c2", "c9"))
    assert trails.go_back("w", 1).camera == "c1"
    trails.on_wall("w", wall("c1", "c9"))
    assert not trails.back("w", 1)
    assert trails.go_forward("w", 1).camera == "c2"
    trails.on_wall("w", wall("c2", "c9"))
    assert trails.forward("w", 1)
    # Something new is put there: there is nothing to go forward to any more.
    trails.on_wall("w", wall("c7", "c9"))
    assert not trails.forward("w", 1)
    assert trails.go_back("w", 1).camera == "c2"


def test_an_emptied_tile_gets_its_camera_back() -> None:
    trails = TileTrails()
    trails.on_wall("w", wall("c1", "c2"))
    trails.on_wall("w", wall("", "c2"))
    assert trails.go_back("w", 1) == WallTile(tile=1, camera="c1")
    trails.on_wall("w", wall("c1", "c2"))
    assert trails.go_forward("w", 1).camera == ""


def test_what_never_stood_anywhere_is_not_come_back_to() -> None:
    with pytest.raises(LookupError):
        TileTrails().go_back("w", 1)


def test_a_recording_that_is_played_is_no_other_one() -> None:
    recording = WallTile(
        tile=1,
        camera="c1",
        kind=TileKind.RECORDING,
        since="2026-01-31T08:00:00Z",
        until="2026-01-31T09:00:00Z",
    )
    trails = TileTrails()
    for second in range(3):
        play = TilePlay(view="v", moment=f"2026-01-31T08:00:0{second}Z", at="2026-01-31T10:00:00Z")
        trails.on_wall("w", Wall(name="Hall", org="o", tiles=(replace(recording, play=play),)))
    assert not trails.back("w", 1)
    trails.on_wall("w", wall("c2"))
    assert trails.before("w", 1) == recording
    assert trails.go_back("w", 1) == recording
    trails.on_wall("w", Wall(name="Hall", org="o", tiles=(replace(recording, play=play),)))
    assert trails.after("w", 1).camera == "c2"
