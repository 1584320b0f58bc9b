"""The camera site's scenes as encoded files, for servers that loop their packets."""

from __future__ import annotations

from pathlib import Path

from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.library import SceneLibrary
from platform_backend.camera_site.quality import SUB


def scene_files(cache: Path) -> list[Path]:
    """The sub streams of all scenes; those missing in `cache` are drawn and encoded now."""
    library = SceneLibrary(cache)
    return [library.packets(scene, SUB) for scene in range(len(SCENES))]
