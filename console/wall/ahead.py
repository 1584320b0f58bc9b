"""Streams of cameras that come next on tiles which have no picture yet, or which are not there yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from console.video.messages import Source
from console.video.supervisor import VideoSupervisor

_KEY: Final = "ahead-"


class ReadAhead:
    """Lets streams be read without a window: nothing is decoded, and a tile that shows one of them later
    begins with what the video worker has kept of it.

    A stream goes on being read until the tiles that begin with it have their first picture.
    """

    def __init__(self, *, supervisor: VideoSupervisor, source: Callable[[str], Source | None]) -> None:
        """`source` gives what is read of a camera; None while that is unknown."""
        self._supervisor = supervisor
        self._source = source
        self._wanted: dict[str, frozenset[str]] = {}
        self._beginning: dict[str, str] = {}
        self._read: dict[str, Source] = {}

    def want(self, owner: str, cameras: Iterable[str]) -> None:
        """The cameras that `owner` shows next, instead of those before."""
        self._wanted[owner] = frozenset(cameras)
        self.settle()

    def begin(self, tile: str, camera: str) -> None:
        """The tile is about to show the camera, and begins with what was read ahead if anything was."""
        if camera in self._read:
            self._beginning[tile] = camera

    def end(self, tile: str) -> bool:
        """The tile has its first picture, or shows something else; whether it was waited for."""
        waited = self._beginning.pop(tile, None) is not None
        if waited:
            self.settle()
        return waited

    def begins(self, tile: str, camera: str) -> bool:
        """Whether the tile is still to show its first picture of the camera."""
        return self._beginning.get(tile) == camera

    def settle(self) -> None:
        """Read what is wanted, from where it is now, and nothing else."""
        cameras = frozenset(self._beginning.values()).union(*self._wanted.values())
        read = {camera: source for camera in cameras if (source := self._source(camera)) is not None}
        for camera in self._read.keys() - read.keys():
            self._supervisor.clear(_KEY + camera)
        for camera, source in read.items():
            if self._read.get(camera) != source:
                self._supervisor.show(_KEY + camera, 0, source)
        self._read = read
