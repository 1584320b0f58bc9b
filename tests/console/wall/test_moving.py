"""Pictures that stay on the wall take their tiles along."""

from __future__ import annotations

from console.wall.moving import moves


def test_what_stays_is_not_moved_and_what_moved_is_followed() -> None:
    before = {1: "a", 2: "b", 3: "c"}
    assert moves(before, {1: "a", 2: "c", 3: ""}) == {2: 3}
    assert moves(before, {1: "b", 2: "a"}) == {1: 2, 2: 1}
    assert moves(before, {1: "d", 2: "e"}) == {}
    assert moves({}, {1: "a"}) == {}


def test_a_camera_on_two_tiles_moves_with_each() -> None:
    assert moves({1: "a", 2: "a"}, {2: "a", 5: "a"}) == {5: 1}
    assert moves({1: "a"}, {1: "a", 2: "a"}) == {}
