"""Cameras show their own scene, and another one while theirs is missing."""

from __future__ import annotations

from pathlib import Path

from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.gallery import Gallery
from platform_backend.camera_site.placement import place
from platform_backend.camera_site.quality import MAIN, SUB
from tests.platform_backend.camera_site import tiny


def test_a_camera_shows_what_there_is_and_its_own_scene_when_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "tiny.h264"
    path.write_bytes(b"".join(tiny.access_units()))
    gallery = Gallery()
    spot = place("c", scenes=len(SCENES))
    assert gallery.empty
    assert gallery.find("c", SUB) is None
    gallery.add(((spot.scene + 1) % len(SCENES), "sub"), path)
    first = gallery.find("c", SUB)
    assert first is not None
    assert gallery.find("c", MAIN) == first
    gallery.add((spot.scene, "sub"), path)
    gallery.add((spot.scene, "main"), path)
    own, main = gallery.find("c", SUB), gallery.find("c", MAIN)
    assert own is not None
    assert main is not None
    assert own[1] == main[1] == spot.shift
    assert own[0] is not first[0]
    assert main[0] is not own[0]
