"""What may stand on tiles: kinds of contents, and layouts that can be shown.

Recordings need a reason: see test_wall_recordings.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.platform_backend.commands.wall_room import LI, NINE, WallRoom, on


@pytest.mark.parametrize(
    "tile",
    [
        {"camera": "k1"},
        {"camera": "k1", "stream": "main", "preset": 3},
        {"camera": "", "kind": "map"},
        {"camera": "", "kind": "clock"},
        {"camera": "", "kind": "counters", "about": "open"},
        {"camera": "", "kind": "list", "about": "to_accept"},
        {"camera": "", "kind": "conference", "about": "c1"},
    ],
)
def test_a_tile_holds_what_it_is_said_to(walls: WallRoom, tile: dict[str, Any]) -> None:
    (held,) = walls.done(LI, "wall.show", tiles=[{"tile": 1, **tile}]).tiles
    assert {name: getattr(held, name) for name in tile} == tile


@pytest.mark.parametrize(
    "tile", [{"camera": ""}, {"camera": "", "kind": "recording"}, {"camera": "", "kind": "conference"}]
)
def test_what_holds_nothing_empties_its_tile(walls: WallRoom, tile: dict[str, Any]) -> None:
    walls.done(LI, "wall.show", tiles=on({1: "k1", 2: "k2"}))
    walls.done(LI, "wall.show", tiles=[{"tile": 1, **tile}])
    assert walls.shown() == {2: "k2"}


@pytest.mark.parametrize(
    ("tile", "refusal"),
    [
        ({"tile": 0, "camera": "k1"}, ("bad_request", "no_tile")),
        ({"tile": 257, "camera": "k1"}, ("bad_request", "no_tile")),
        ({"tile": 257, "camera": ""}, ("bad_request", "no_tile")),
        ({"tile": 1, "camera": "k1", "stream": "hd"}, ("bad_request", "no_stream")),
        ({"tile": 1, "camera": "", "stream": "hd"}, ("bad_request", "no_stream")),
        ({"tile": 1, "camera": "none"}, ("forbidden", "scope")),
        ({"tile": 1, "camera": "k1", "preset": 9}, ("bad_request", "no_preset")),
        ({"tile": 1, "camera": "", "kind": "list", "about": "attic"}, ("bad_request", "no_lane")),
        ({"tile": 1, "camera": "", "kind": "map", "about": "x" * 201}, ("bad_request", "malformed")),
        ({"tile": 1, "camera": "", "kind": "cinema"}, ("bad_request", "malformed")),
        ({"tile": 1, "camera": "k1", "kind": "recording"}, ("bad_request", "moment")),
        (
            {
                "tile": 1,
                "camera": "k1",
                "kind": "recording",
                "since": "2026-11-22T01:00:00Z",
                "until": "2026-11-22T01:00:00Z",
            },
            ("bad_request", "span"),
        ),
    ],
)
def test_what_a_tile_cannot_hold_is_refused(
    walls: WallRoom, tile: dict[str, Any], refusal: tuple[str, str]
) -> None:
    assert walls.cause(LI, "wall.show", tiles=[tile]) == refusal


def test_a_tile_is_named_once(walls: WallRoom) -> None:
    error = walls.refused(LI, "wall.show", tiles=[*on({1: "k1"}), *on({1: "k2"})])
    assert error.cause == "tile_twice"


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        ({}, "version"),
        ({**NINE, "version": 99}, "99"),
        ({**NINE, "columns": 2}, "grid"),
        ({**NINE, "tiles": [*NINE["tiles"], NINE["tiles"][0]]}, "two tiles"),
        ({**NINE, "note": "x" * 70_000}, "bytes"),
    ],
)
def test_a_layout_that_cannot_be_shown_is_refused(walls: WallRoom, layout: Any, says: str) -> None:
    error = walls.refused(LI, "wall.show", tiles=[], layout=layout)
    assert (error.code, error.cause) == ("bad_request", "layout")
    assert says in error.message


def test_a_layout_of_a_later_program_is_kept_with_what_it_added(walls: WallRoom) -> None:
    layout = {**NINE, "colour": "blue"}
    assert walls.done(LI, "wall.show", tiles=[], layout=layout).layout == layout
