"""A camera always stands at the same place, and cameras spread over the scenes."""

from __future__ import annotations

from platform_backend.camera_site.placement import place


def test_the_same_camera_is_always_at_the_same_place() -> None:
    assert place("camera-17", scenes=12) == place("camera-17", scenes=12)


def test_cameras_spread_over_scenes_and_moments() -> None:
    places = [place(f"camera-{number}", scenes=12) for number in range(600)]
    for scene in range(12):
        assert 25 <= sum(p.scene == scene for p in places) <= 80
    assert len({p.shift for p in places}) > 570
