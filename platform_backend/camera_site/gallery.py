"""The scenes that can be shown by now, and which of them a camera shows."""

from __future__ import annotations

from pathlib import Path

from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.encoding import access_units
from platform_backend.camera_site.placement import place
from platform_backend.camera_site.quality import Quality
from platform_backend.camera_site.transport_stream import Loop, packetise


class Gallery:
    """Prepared loops by scene and quality. While a camera's own scene is missing it shows another."""

    def __init__(self) -> None:
        self._loops: dict[tuple[int, str], Loop] = {}

    @property
    def empty(self) -> bool:
        """True until the first scene is there."""
        return not self._loops

    def add(self, job: tuple[int, str], path: Path) -> None:
        """Prepare the loop of one scene (scene index, quality name) from its file. Raises OSError."""
        self._loops[job] = packetise(access_units(path.read_bytes()))

    def own(self, camera: str, quality: Quality) -> tuple[Loop, int] | None:
        """The loop of the camera's own scene and its shift; None while that is missing."""
        spot = place(camera, scenes=len(SCENES))
        loop = self._loops.get((spot.scene, quality.name))
        return None if loop is None else (loop, spot.shift)

    def find(self, camera: str, quality: Quality) -> tuple[Loop, int] | None:
        """The loop for a camera and its shift in pictures; None while there is nothing at all."""
        own = self.own(camera, quality)
        if own is not None:
            return own
        spot = place(camera, scenes=len(SCENES))
        others = [loop for (_, name), loop in self._loops.items() if name == quality.name]
        # No main stream is there yet on a first start: the sub stream is better than a dark tile.
        others = others or list(self._loops.values())
        return (others[spot.scene % len(others)], spot.shift) if others else None
