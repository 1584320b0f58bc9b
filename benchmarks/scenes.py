"""The camera site's scenes as encoded files, for servers that loop their packets."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs

from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.library import SceneLibrary
from platform_backend.camera_site.quality import SUB

#: Where the scenes are kept between runs: drawing them all takes minutes.
CACHE: Final = Path(platformdirs.user_cache_dir("grid-command-console", appauthor=False)) / "scenes"


def scene_files(cache: Path) -> list[Path]:
    """The sub streams of all scenes; those missing in `cache` are drawn and encoded now."""
    library = SceneLibrary(cache)
    return [library.packets(scene, SUB) for scene in range(len(SCENES))]
