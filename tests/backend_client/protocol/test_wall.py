"""Walls, scenes and tours as values: what older platforms and databases leave out has its default."""

from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.wall import AlarmMode, RunningTour, Scene, TileKind, Tour, Wall, WallTile


def test_a_wall_from_before_there_were_layouts_is_read() -> None:
    old = b'{"name":"w","org":"o","tiles":[{"tile":1,"camera":"k","stream":"sub"}],"previous":[]}'
    wall = msgspec.json.decode(old, type=Wall)
    assert wall.tiles == (WallTile(tile=1, camera="k"),)
    assert (wall.layout, wall.holder, wall.tours, wall.locked) == (None, None, (), False)
    assert (wall.alarms, wall.alarm_mode, wall.begun) == (True, AlarmMode.HOLD, {})
    assert wall.tiles[0].kind is TileKind.CAMERA


def test_what_a_later_platform_adds_is_passed_over() -> None:
    later = b'{"tour":"t","started_at":"2026-01-31T08:00:00.000Z","speed":2}'
    assert msgspec.json.decode(later, type=RunningTour).tiles == ()


@pytest.mark.parametrize(
    "one",
    [
        Wall(name="w", org="o", layout={"version": 1}, begun={"t": "m"}),
        Scene(name="s", org="o", layout={"version": 1}),
        Tour(name="t", org="o", dwell_s=5.0),
    ],
)
def test_what_is_written_is_read_again(one: Wall | Scene | Tour) -> None:
    assert msgspec.json.decode(msgspec.json.encode(one), type=type(one)) == one
