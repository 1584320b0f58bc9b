"""A run without hands: pictures of every window and figures about what was truly on the screen."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from backend_client.feed import Feed
from backend_client.picture import Picture
from backend_client.protocol.entities import CLOSED_STATES, Incident
from console.faults import StartRefused
from console.pixels import grab, moving_cameras
from console.video.supervisor import VideoSupervisor
from console.wall.camera_tiles import CameraTiles
from console.wall.walls import Walls

_log = logging.getLogger(__name__)


class Station(Protocol):
    """What runs on a machine: a workstation with its desk, or a wall node, which has none."""

    closed: asyncio.Event
    picture: Picture
    feed: Feed
    video: VideoSupervisor
    cameras: CameraTiles
    walls: Walls

    @property
    def desk_window(self) -> QWidget | None:
        """The desk; None where there is none."""
        ...

    @property
    def has_map(self) -> bool:
        """Whether a map is ready to be looked at."""
        ...

    async def start(self) -> None:
        """Show the windows and let everything begin."""
        ...


class HandsFree:
    """Watches a station for a while; `report` is for the last line of output."""

    def __init__(self, *, station: Station, folder: Path | None) -> None:
        self._station = station
        self._folder = folder
        self.report: dict[str, Any] = {}

    async def run(self, seconds: float) -> None:
        """Wait until `seconds` have passed or a window was closed, then take pictures and figures.

        Raises StartRefused when the pictures cannot be written.
        """
        station = self._station
        try:
            async with asyncio.timeout(max(0.0, seconds - 1.0)):
                await station.closed.wait()
        except TimeoutError:
            pass
        tiles = {
            key: (tile.picture, station.cameras.camera_on(key))
            for key, tile in station.cameras.tiles.items()
            if key.startswith("wall-") and station.cameras.camera_on(key)
        }
        live = await moving_cameras(tiles)
        pictures = [self._save(name, window) for name, window in self._windows()]
        incidents = station.picture.of(Incident).values()
        status = station.feed.status
        self.report = {
            "tiles_live": live,
            "tiles": station.walls.tile_count,
            "incidents": sum(entry.data.state not in CLOSED_STATES for entry in incidents),
            "feed": status.state.value,
            "frames": status.counters.frames,
            "frames_bad": status.counters.bad,
            "workers": station.video.status.running,
            "video_output": station.video.status.rendering,
            "map_ready": station.has_map,
            "screenshots": [str(path) for path in pictures if path is not None],
        }

    def _windows(self) -> tuple[tuple[str, QWidget], ...]:
        first, *others = self._station.walls.windows
        more = ((f"wall-{number}", window) for number, window in enumerate(others, start=2))
        desk = self._station.desk_window
        return (*((("desk", desk),) if desk is not None else ()), ("wall", first), *more)

    def _save(self, name: str, window: QWidget) -> Path | None:
        if self._folder is None:
            return None
        path = self._folder / f"{name}.png"
        picture: QPixmap = grab(window)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StartRefused(f"The folder {self._folder} cannot be made ({error.strerror}).") from error
        if not picture.save(str(path)):
            raise StartRefused(f"The picture {path} cannot be written: is the disk full?")
        return path
