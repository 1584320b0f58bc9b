"""Scenes are saved with a guard, named once, and deleted when nobody shows them."""

from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import Scene
from tests.platform_backend.commands.hall import DISTRICT, A
from tests.platform_backend.commands.wall_room import FOUR, LI, NINE, STREET, WALL, WANG, WallRoom, on


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


def test_two_scenes_have_two_names(walls: WallRoom) -> None:
    first, second = walls.scene("甲"), walls.scene("乙")
    error = walls.refused(LI, "scene.save", None, name="甲", layout=NINE)
    assert (error.cause, error.details and error.details.name) == ("name_taken", "甲")
    assert walls.cause(LI, "scene.save", second, expect_ver=1, name="甲", layout=NINE)[1] == "name_taken"
    walls.saved(LI, "scene.save", first, expect_ver=1, name="甲", layout=NINE)
    # A name that is free again, and one that another org uses.
    walls.ask(LI, "scene.delete", second)
    walls.scene("乙")
    walls.saved(STREET, "scene.save", name="甲", layout=NINE)


def test_a_deleted_scene_is_gone_for_everything(walls: WallRoom) -> None:
    id_ = walls.scene()
    assert walls.ask(WANG, "scene.delete", id_).ok
    assert not walls.is_in_view("scene", id_)
    assert walls.cause(LI, "wall.scene", scene=id_) == ("forbidden", "scope")
    assert walls.cause(LI, "scene.delete", id_) == ("forbidden", "scope")
    assert walls.cause(LI, "tour.save", None, name="巡", dwell_s=5.0, steps=[{"scene": id_}])[1] == "scope"
    # Who was at it meanwhile learns who was faster.
    error = walls.refused(LI, "scene.save", id_, expect_ver=1, name="早高峰", layout=NINE)
    assert (error.code, error.by) == ("version_conflict", "wang")


def test_a_scene_in_use_is_not_deleted(walls: WallRoom) -> None:
    shown, toured = walls.scene("上墙"), walls.scene("轮巡")
    walls.done(LI, "wall.scene", scene=shown)
    tour = walls.tour("巡一遍", steps=[{"scene": toured}])
    for id_, user in {shown: "大屏", toured: "巡一遍"}.items():
        error = walls.refused(LI, "scene.delete", id_)
        assert (error.code, error.cause) == ("illegal_transition", "in_use")
        assert error.details is not None
        assert error.details.name == user
    walls.done(LI, "wall.show", WALL, tiles=on({1: "k1"}), incident="i1")
    # It comes back when the wall is given back.
    assert walls.cause(LI, "scene.delete", shown)[1] == "in_use"
    walls.done(LI, "wall.clear")
    walls.done(LI, "wall.show", tiles=[])
    assert walls.ask(LI, "tour.delete", tour).ok
    assert all(walls.ask(LI, "scene.delete", id_).ok for id_ in (shown, toured))


def test_what_uses_it_out_of_sight_is_not_named(walls: WallRoom) -> None:
    id_ = walls.saved(STREET, "scene.save", name="街", layout=NINE)
    walls.done(LI, "wall.scene", scene=id_)
    error = walls.refused(STREET, "scene.delete", id_)
    assert error.details is not None
    assert error.details.name == "…"


def test_a_street_does_not_touch_the_districts_scenes(walls: WallRoom) -> None:
    id_ = walls.scene()
    assert walls.cause(STREET, "scene.delete", id_) == ("forbidden", "scope")
    assert walls.cause(STREET, "scene.save", id_, expect_ver=1, name="x", layout=NINE)[1] == "scope"
