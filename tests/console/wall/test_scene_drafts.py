from __future__ import annotations

import pytest

from backend_client.protocol.wall import TileKind, WallTile
from console.wall.scene_drafts import all_tiles_of, draft_of, tiles_of, with_devices
from layouts.document import encode
from layouts.drafts import Content, Draft, Kind
from layouts.faults import LayoutUnusable
from layouts.shapes import usual

TILES = (
    WallTile(tile=1, camera="c1", stream="main", preset=3),
    WallTile(tile=2, camera="", kind=TileKind.LIST, about="overdue"),
    WallTile(
        tile=3,
        camera="c2",
        kind=TileKind.RECORDING,
        since="2026-01-05T08:00:00Z",
        until="2026-01-05T08:05:00Z",
    ),
)


def test_a_scene_becomes_a_draft_and_the_same_scene_again() -> None:
    draft = draft_of(encode(usual("4")), TILES, device_of=lambda camera: f"d-{camera}")
    assert draft.contents[1] == Content(camera="c1", device="d-c1", stream="main", preset=3)
    assert draft.contents[2] == Content(Kind.LIST, about="overdue")
    assert tiles_of(draft) == TILES


def test_what_holds_nothing_and_what_has_no_tile_is_left_out() -> None:
    tiles = (WallTile(tile=1, camera=""), WallTile(tile=9, camera="c1"))
    assert draft_of(encode(usual("4")), tiles, device_of=lambda _id: "").contents == {}


def test_a_wall_is_told_of_empty_tiles_too() -> None:
    told = all_tiles_of(Draft(usual("4"), {3: Content(camera="c1")}))
    assert [(tile.tile, tile.camera) for tile in told] == [(1, ""), (2, ""), (3, "c1"), (4, "")]


def test_a_camera_that_is_not_known_keeps_the_device_it_had() -> None:
    draft = Draft(usual("1"), {1: Content(camera="c1", device="3301")})
    assert with_devices(draft, device_of=lambda _id: "") == draft


def test_a_newer_layout_is_not_edited() -> None:
    with pytest.raises(LayoutUnusable):
        draft_of({"version": 2}, (), device_of=lambda _id: "")
