"""The encoded scenes on disk: found again, checked, made when missing.

A file's name carries the edition of the drawings and a digest of its content, so that one rename makes a
whole scene appear and a damaged file is never served:
``crossroads-sub-<edition>-<digest>.h264``.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.encoding import encode
from platform_backend.camera_site.quality import Quality

_HERE = Path(__file__).parent


class Drawing(Protocol):
    """A scene by name that can be drawn at any size."""

    @property
    def name(self) -> str:
        """Lower-case letters and hyphens; unique."""

    def pictures(self, width: int, height: int) -> Iterable[NDArray[np.uint8]]:
        """All pictures of one loop as yuv420p."""


class SceneLibrary:
    """The scenes of the camera site as H.264 elementary streams in a folder of their own."""

    def __init__(self, cache: Path, *, scenes: Sequence[Drawing] = SCENES) -> None:
        self.cache = cache
        self.scenes = scenes

    def find(self, scene: int, quality: Quality) -> Path | None:
        """The file of a scene that is there and whole; damaged and outdated files of it are removed."""
        found = None
        for path in self.cache.glob(f"{self.scenes[scene].name}-{quality.name}-*.h264"):
            _, _, edition, digest = path.stem.rsplit("-", 3)
            if edition == _edition() and digest == _digest(path.read_bytes()):
                found = path
            else:
                path.unlink(missing_ok=True)
        return found

    def ensure(self, scene: int, quality: Quality) -> Path:
        """The file of a scene, drawn and encoded now if need be (seconds of work). Raises OSError."""
        found = self.find(scene, quality)
        if found is not None:
            return found
        self.cache.mkdir(parents=True, exist_ok=True)
        for left in self.cache.glob(f".{self.scenes[scene].name}-{quality.name}-*"):
            # An encoder that was killed while it wrote.
            left.unlink(missing_ok=True)
        stream = b"".join(encode(self.scenes[scene].pictures(quality.width, quality.height), quality=quality))
        whole = self.cache / f"{self.scenes[scene].name}-{quality.name}-{_edition()}-{_digest(stream)}.h264"
        part = whole.with_name(f".{whole.name}.{os.getpid()}")
        try:
            part.write_bytes(stream)
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
        return whole

    def packets(self, scene: int, quality: Quality) -> Path:
        """The file of a scene for others who loop its packets (see `encoding.access_units`)."""
        return self.ensure(scene, quality)


def jobs(quality: str) -> Iterator[tuple[int, str]]:
    """(scene, quality name) of every scene in one quality, in the order in which they are wanted."""
    return ((scene, quality) for scene in range(len(SCENES)))


@functools.cache
def _edition() -> str:
    # The drawings themselves decide whether a cached scene is of today: nobody has to remember a number.
    sources = sorted([*_HERE.glob("drawing/**/*.py"), _HERE / "encoding.py", _HERE / "quality.py"])
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:12]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
