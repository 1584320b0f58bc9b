"""Which scene a camera looks at, and where in its loop it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from platform_backend.camera_site.quality import KEY_FRAME_EVERY


@dataclass(frozen=True, slots=True)
class Place:
    """The scene (index into the scenes) and the camera's shift in pictures against the common time-line."""

    scene: int
    shift: int


def place(camera: str, *, scenes: int) -> Place:
    """The same camera always stands at the same place."""
    digest = hashlib.blake2s(camera.encode()).digest()
    return Place(
        scene=int.from_bytes(digest[:4], "big") % scenes,
        shift=int.from_bytes(digest[4:8], "big") % (600 * KEY_FRAME_EVERY),
    )
