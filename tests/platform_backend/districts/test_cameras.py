"""Cameras and the prefilled wall."""

from __future__ import annotations

import pytest

from backend_client.protocol.codes import DEVICE_ID
from platform_backend.districts.generate import District
from platform_backend.districts.locate import GridIndex


def test_as_many_cameras_as_published_each_with_its_own_ids(district: District) -> None:
    cameras = district.cameras
    assert len(cameras) == district.spec.cameras
    assert next(iter(cameras)) == "cam-00001"
    assert len({camera.device_id for camera in cameras.values()}) == len(cameras)
    assert all(DEVICE_ID.fullmatch(camera.device_id) for camera in cameras.values())
    assert all(camera.device_id.startswith(district.spec.code) for camera in cameras.values())


def test_a_camera_says_where_it_is_and_what_it_sees(district: District) -> None:
    index = GridIndex(district.grids)
    for id_, camera in district.cameras.items():
        assert index.grid_at(camera.position) == camera.grid_code
        assert district.grids[camera.grid_code].org == camera.org
        assert camera.name.startswith("示范")
        assert 0.0 <= camera.direction < 360.0
        assert 30.0 <= camera.field_of_view <= 120.0
        assert camera.streams.main == f"/cameras/{id_}/main.ts"
        assert camera.streams.sub == f"/cameras/{id_}/sub.ts"


def test_some_cameras_can_be_turned_and_all_kinds_of_owners_occur(district: District) -> None:
    cameras = district.cameras.values()
    assert 0.1 < sum(camera.ptz for camera in cameras) / len(cameras) < 0.35
    assert {camera.owner_kind for camera in cameras} == {"公安", "交通", "城市管理", "社区"}


def test_cameras_that_can_be_turned_have_stored_places_that_say_where_they_look(district: District) -> None:
    for camera in district.cameras.values():
        assert bool(camera.presets) is camera.ptz
        assert [each.number for each in camera.presets] == list(range(1, len(camera.presets) + 1))
        assert all(each.name and each.direction is not None for each in camera.presets)
        if camera.ptz:
            assert camera.presets[0].direction == pytest.approx(camera.direction)


def test_the_wall_has_16_cameras_from_all_streets(district: District) -> None:
    wall = district.walls["wall-1"]
    assert [tile.tile for tile in wall.tiles] == list(range(1, 17))
    assert len({tile.camera for tile in wall.tiles}) == 16
    streets = {district.cameras[tile.camera].grid_code[:9] for tile in wall.tiles}
    assert streets == {street.code for street in district.spec.streets}
