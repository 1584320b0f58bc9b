"""What is kept for walls is called differently, gone when it is deleted, and not deleted while in use."""

from __future__ import annotations

from tests.platform_backend.commands.wall_room import LI, NINE, STREET, WALL, WANG, WallRoom, on


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
