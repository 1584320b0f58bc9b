"""Each tile remembers what stood on it."""

from __future__ import annotations

import pytest

from backend_client.protocol.wall import Wall, WallTile
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
