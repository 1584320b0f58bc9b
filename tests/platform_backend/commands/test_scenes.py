"""Scenes are saved with a guard, named once, and deleted when nobody shows them."""

from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import Scene
from tests.platform_backend.commands.hall import DISTRICT, A
from tests.platform_backend.commands.wall_room import FOUR, LI, NINE, STREET, WANG, WallRoom, on


def test_a_new_scene_has_what_was_saved_and_by_whom(walls: WallRoom) -> None:
    id_ = walls.scene("早高峰", tiles=[*on({2: "k2", 1: "k1"}), {"tile": 3, "camera": "", "kind": "map"}])
    scene = walls.kept(Scene, id_)
    assert (scene.name, scene.org, scene.layout, scene.by) == ("早高峰", DISTRICT, NINE, "li")
    assert [tile.tile for tile in scene.tiles] == [1, 2, 3]
    assert scene.saved_at == format_time(walls.hall.now)
    assert walls.is_in_view("scene", id_)


def test_what_somebody_saves_is_kept_for_his_own_org(walls: WallRoom) -> None:
    id_ = walls.saved(STREET, "scene.save", name="街", layout=NINE)
    assert walls.kept(Scene, id_).org == A


def test_two_who_edit_do_not_overwrite_each_other(walls: WallRoom) -> None:
    id_ = walls.scene()
    assert walls.version("scene", id_) == 1
    args: dict[str, Any] = {"name": "早高峰", "layout": FOUR}
    assert walls.cause(WANG, "scene.save", id_, **args) == ("bad_request", "unguarded")
    assert walls.saved(WANG, "scene.save", id_, expect_ver=1, **args) == id_
    at = format_time(walls.hall.now)
    error = walls.refused(LI, "scene.save", id_, expect_ver=1, **args)
    assert (error.code, error.current, error.by, error.at) == ("version_conflict", 2, "wang", at)
    scene = walls.kept(Scene, id_)
    assert (scene.layout, scene.by, walls.version("scene", id_)) == (FOUR, "wang", 2)


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        ({"name": " "}, ("bad_request", "malformed")),
        ({"layout": {}}, ("bad_request", "layout")),
        ({"layout": FOUR, "tiles": on({5: "k1"})}, ("bad_request", "no_such_tile")),
        ({"tiles": [*on({1: "k1"}), *on({1: "k2"})]}, ("bad_request", "tile_twice")),
        ({"tiles": on({1: "none"})}, ("forbidden", "scope")),
    ],
)
def test_what_cannot_be_shown_is_not_saved(
    walls: WallRoom, args: dict[str, Any], refusal: tuple[str, str]
) -> None:
    assert walls.cause(LI, "scene.save", None, **{"name": "新", "layout": NINE, **args}) == refusal


def test_a_street_does_not_touch_the_districts_scenes(walls: WallRoom) -> None:
    id_ = walls.scene()
    assert walls.cause(STREET, "scene.delete", id_) == ("forbidden", "scope")
    assert walls.cause(STREET, "scene.save", id_, expect_ver=1, name="x", layout=NINE)[1] == "scope"
