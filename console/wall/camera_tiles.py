"""Puts cameras on tiles: names, sources, figures. The wall, the previews and the alarm tiles share it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera
from console.people.session import Session
from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileFigures, TileState


class CameraTiles(QObject):
    """Every camera tile of this workstation, by a key such as ``wall-3``; each shows one camera or none."""

    def __init__(
        self,
        *,
        picture: Picture,
        session: Session,
        supervisor: VideoSupervisor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cameras = picture.of(Camera)
        self._session = session
        self._supervisor = supervisor
        self._tiles: dict[str, Tile] = {}
        self._shown: dict[str, tuple[str, str]] = {}
        self._playing: dict[str, Source] = {}
        self._platform = ""
        supervisor.figures_changed.connect(self._show_figures)

    @property
    def tiles(self) -> Mapping[str, Tile]:
        """The tiles by key."""
        return self._tiles

    def camera_on(self, key: str) -> str:
        """Id of the camera that a tile shows; empty for none."""
        return self._shown.get(key, ("", ""))[0]

    def add(self, key: str, tile: Tile) -> None:
        """Take a tile in; it is empty at first."""
        self._tiles[key] = tile

    def show(self, key: str, camera: str, *, stream: str = "sub", title: str = "") -> None:
        """Show `camera` on a tile (empty id: nothing); `title` stands before its name."""
        if (camera, stream) == self._shown.get(key, ("", "")):
            if camera:
                self._name(key, camera, title)
            return
        self._shown[key] = (camera, stream)
        entry = self._cameras.get(camera)
        if not camera or entry is None:
            # A camera that the directory has not told of yet is taken up by `on_changes`.
            self._tiles[key].set_camera(camera)
            self._stop(key)
            return
        self._name(key, camera, title)
        self._play(key, entry.data, stream)

    def on_changes(self, changes: Changes) -> None:
        """Take in cameras that became known, changed their addresses or went away."""
        if not changes.touches("camera"):
            return
        dirty = changes.ids("camera")
        for key, (camera, stream) in self._shown.items():
            if not camera or not (camera in dirty or "camera" in changes.reset):
                continue
            entry = self._cameras.get(camera)
            if entry is None:
                self._stop(key)
            else:
                self._tiles[key].set_camera(entry.data.name)
                self._play(key, entry.data, stream)

    def set_platform(self, http_base: str) -> None:
        """Another platform serves now: cameras whose addresses are relative to it are there."""
        if http_base == self._platform:
            return
        self._platform = http_base
        for key, (camera, stream) in self._shown.items():
            entry = self._cameras.get(camera)
            if entry is not None:
                self._play(key, entry.data, stream)

    def live(self) -> int:
        """How many tiles show a moving picture, as far as frames tell."""
        return sum(tile.figures.state is TileState.LIVE for tile in self._tiles.values())

    def wanted(self) -> int:
        """How many tiles have a camera."""
        return sum(bool(camera) for camera, _ in self._shown.values())

    def frames_per_second(self) -> float:
        """Pictures drawn a second by all tiles together."""
        return sum(tile.figures.fps for tile in self._tiles.values())

    def _name(self, key: str, camera: str, title: str) -> None:
        entry = self._cameras.get(camera)
        name = camera if entry is None else entry.data.name
        self._tiles[key].set_camera(f"{title}  {name}" if title else name)

    def _play(self, key: str, camera: Camera, stream: str) -> None:
        address = camera.streams.main if stream == "main" else camera.streams.sub
        source = Source(url=self._session.camera_url(address))
        if self._playing.get(key) != source:
            self._playing[key] = source
            self._supervisor.show(key, self._tiles[key].native_id(), source)

    def _stop(self, key: str) -> None:
        if self._playing.pop(key, None) is not None:
            self._supervisor.clear(key)

    def _show_figures(self, figures: dict[str, TileFigures]) -> None:
        for key, each in figures.items():
            tile = self._tiles.get(key)
            if tile is not None:
                tile.set_figures(each)
