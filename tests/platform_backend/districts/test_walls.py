"""What a fresh district's walls show, and the scenes and tours that are kept for them."""

from __future__ import annotations

from collections import Counter

from backend_client.protocol.wall import TileKind
from backend_client.protocol.wall_rules import holds_nothing, of_scenes
from layouts.document import decode
from layouts.shapes import name_of
from platform_backend.districts.generate import District


def test_the_halls_wall_has_sixteen_cameras_and_no_layout_of_its_own(district: District) -> None:
    wall = district.walls["wall-1"]
    assert wall.layout is None
    assert [tile.tile for tile in wall.tiles] == list(range(1, 17))
    assert {tile.kind for tile in wall.tiles} == {TileKind.CAMERA}


def test_the_conference_rooms_wall_keeps_tiles_free_for_alarms(district: District) -> None:
    wall = district.walls["wall-2"]
    layout = decode(wall.layout)
    assert (name_of(layout), layout.alarm_tiles) == ("1+7", (7, 8))
    assert not {tile.tile for tile in wall.tiles} & set(layout.alarm_tiles)
    assert {tile.kind for tile in wall.tiles} > {TileKind.MAP, TileKind.LIST, TileKind.COUNTERS}


def test_a_scene_fills_its_layout_with_cameras_that_there_are(district: District) -> None:
    assert [scene.name for scene in district.scenes.values()] == ["早高峰", "重点路口", "夜间巡查"]
    for scene in district.scenes.values():
        numbers = [tile.number for tile in decode(scene.layout).tiles]
        assert [tile.tile for tile in scene.tiles] == numbers
        shown = Counter(tile.camera for tile in scene.tiles)
        assert set(shown) <= set(district.cameras)
        assert max(shown.values()) == 1
        streets = {district.cameras[camera].grid_code[:9] for camera in shown}
        assert len(streets) >= min(len(numbers), len(district.spec.streets)) // 2
        assert not any(holds_nothing(tile) for tile in scene.tiles)


def test_tours_show_what_there_is_and_begin_by_nobody_but_people(district: District) -> None:
    scenes, streets = district.tours.values()
    assert of_scenes(scenes)
    assert [step.scene for step in scenes.steps] == list(district.scenes)
    assert not of_scenes(streets)
    assert {step.camera for step in streets.steps} <= set(district.cameras)
    seen = {district.cameras[step.camera].grid_code[:9] for step in streets.steps}
    assert len(seen) == len(district.spec.streets)
    assert not scenes.times
    assert not streets.times
