"""Puts cameras on tiles: names, sources, figures. The wall, the previews and the alarm tiles share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera
from console.people.session import Session
from console.video.budget import USUAL_MAIN, USUAL_SUB, Plan, Quality, Reduction, Share, Size, Want, Weight
from console.video.governor import Governor
from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from console.wall.ahead import ReadAhead
from console.wall.changeover import Showing, TilePlayer, tile_key
from console.wall.sight import Covering, Sight, is_seen, size_on_screen
from widgets.wall import tile_state
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileFigures, TileState

#: The first picture is still to come.
_BEGINNING: Final = (TileState.EMPTY, TileState.CONNECTING, TileState.PAUSED)


class CameraTiles(QObject):
    """Every camera tile of this workstation, by a key such as ``wall-3``; each shows one camera or none.

    Which of a camera's streams a tile shows, and how much of it, follows from its size on the screen and from
    what the machine can do.

    A tile changes over without a black picture: see `changeover`.

    Signals: `shown(key)` when a tile shows another camera's picture, or none any more; `alike(before, next)`,
    two of the supervisor's keys, as `TilePlayer` has it.
    """

    shown = Signal(str)
    alike = Signal(str, str)

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
        self._players: dict[str, TilePlayer] = {}
        self._titles: dict[str, str] = {}
        self._weights: dict[str, Weight] = {}
        self._platform = ""
        self._ahead = ReadAhead(supervisor=supervisor, source=self._small)
        self._governor = Governor(engine=supervisor, wants=self._wants, parent=self)
        self._governor.decided.connect(self._take_shares)
        self._sight = Sight(parent=self)
        self._sight.changed.connect(self._governor.look)
        self._covering: Covering | None = None
        #: Many tiles change in one turn of the event loop; one plan is made for all of them.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._governor.look)
        supervisor.figures_changed.connect(self._show_figures)

    @property
    def tiles(self) -> Mapping[str, Tile]:
        """The tiles by key."""
        return self._tiles

    def camera_on(self, key: str) -> str:
        """Id of the camera that a tile shows, or will in a moment; empty for none."""
        return self._shown.get(key, ("", ""))[0]

    def camera_seen(self, key: str) -> str:
        """Id of the camera whose picture a tile shows at this moment; empty for none."""
        showing = self._players[key].front
        return "" if showing is None else showing.camera

    def engine_key(self, key: str) -> str:
        """The supervisor's key of the stream whose picture a tile shows at this moment."""
        return self._players[key].front_key

    @property
    def reduction(self) -> Reduction:
        """How much less than they would the tiles show because the machine is at its limit."""
        return self._governor.reduction

    def add(self, key: str, tile: Tile, *, weight: Weight = Weight.WALL) -> None:
        """Take a tile in; it is empty at first. `weight`: which gives way first when there is too much."""
        self._tiles[key] = tile
        self._weights[key] = weight
        player = TilePlayer(key=key, tile=tile, supervisor=self._supervisor, parent=self)
        player.changed.connect(lambda: self.shown.emit(key))
        player.alike.connect(self.alike)
        self._players[key] = player
        self._sight.watch(tile)

    def stand_in(self, *windows: QWidget) -> None:
        """The console's windows: tiles that one of them covers in another are not decoded."""
        self._covering = Covering(windows=windows, parent=self)

    def set_weight(self, key: str, weight: Weight) -> None:
        """The tile matters more or less from now on."""
        if self._weights[key] is not weight:
            self._weights[key] = weight
            self._soon.start()

    def show(self, key: str, camera: str, *, stream: str = "sub", title: str = "") -> None:
        """Show `camera` on a tile (empty id: nothing); `title` stands before its name.

        With "sub" the stream follows the tile's size on the screen; "main" is shown however small it is.
        """
        if (camera, stream) == self._shown.get(key, ("", "")):
            if camera:
                self._rename(key, camera, title)
            return
        self._shown[key] = (camera, stream)
        if not self._ahead.begins(key, camera):
            self._ahead.end(key)
        self._soon.start()
        entry = self._cameras.get(camera)
        if not camera or entry is None:
            # A camera that the directory has not told of yet is taken up by `on_changes`.
            self._players[key].stop()
            self._tiles[key].set_camera(camera)
            return
        self._titles[key] = title
        self._play(key, entry.data)

    def prepare(self, key: str, camera: str) -> bool:
        """Open the camera that comes next on a tile ahead; empty for none.

        False where that cannot be done behind a picture: see `read_ahead`.
        """
        player, entry = self._players[key], self._cameras.get(camera)
        if entry is None or camera == self.camera_on(key):
            player.forget_ahead()
            return True
        if player.ahead is None or player.ahead.camera != camera:
            want = self._want(key, player.ahead_key, camera, entry.data, weight=Weight.AHEAD)
            share = self._governor.first_share(want)
            player.prepare(self._showing(key, camera, entry.data, share), share.pace)
            self._soon.start()
        return player.ahead is not None

    def read_ahead(self, owner: str, cameras: Iterable[str]) -> None:
        """Read the streams of cameras that `owner` shows next on tiles where none can be opened ahead.

        That is their small stream, which costs next to nothing; a large tile changes over to the main one.
        """
        self._ahead.want(owner, cameras)

    def on_changes(self, changes: Changes) -> None:
        """Take in cameras that became known, changed their addresses or went away."""
        if not changes.touches("camera"):
            return
        self._ahead.settle()
        dirty = changes.ids("camera")
        for key, (camera, _) in self._shown.items():
            if not camera or not (camera in dirty or "camera" in changes.reset):
                continue
            entry = self._cameras.get(camera)
            if entry is None:
                self._players[key].stop()
            else:
                self._play(key, entry.data)

    def set_platform(self, http_base: str) -> None:
        """Another platform serves now: cameras whose addresses are relative to it are there."""
        if http_base == self._platform:
            return
        self._platform = http_base
        self._ahead.settle()
        for key, (camera, _) in self._shown.items():
            entry = self._cameras.get(camera)
            if entry is not None:
                self._play(key, entry.data)

    def close(self) -> None:
        """Look at the tiles no more: their windows are about to go."""
        self._soon.stop()
        if self._covering is not None:
            self._covering.stop()
        self._sight.stop()
        self._governor.stop()

    def live(self) -> int:
        """How many tiles show a moving picture, as far as frames tell."""
        return sum(tile.figures.state is TileState.LIVE for tile in self._tiles.values())

    def wanted(self) -> int:
        """How many tiles have a camera and are not hidden."""
        return sum(
            bool(camera) and self._tiles[key].figures.pace is not tile_state.Pace.OFF
            for key, (camera, _) in self._shown.items()
        )

    def frames_per_second(self) -> float:
        """Pictures drawn a second by all tiles together."""
        return sum(tile.figures.fps for tile in self._tiles.values())

    def _title(self, key: str, name: str) -> str:
        title = self._titles.get(key, "")
        return f"{title}  {name}" if title else name

    def _rename(self, key: str, camera: str, title: str) -> None:
        """Another title for what a tile shows already, or will in a moment."""
        self._titles[key] = title
        entry = self._cameras.get(camera)
        if entry is not None:
            self._players[key].rename(self._title(key, entry.data.name))

    def _play(self, key: str, camera: Camera) -> None:
        """Open what the tile gets for now; the plan for all tiles follows in a moment."""
        id_ = self.camera_on(key)
        player = self._players[key]
        quality = self._opened_ahead(key, id_, camera)
        if quality is None and (player.wanted is None or player.wanted.camera != id_):
            self._ahead.begin(key, id_)
        share = self._governor.first_share(self._want(key, player.wanted_key, id_, camera))
        if quality is not None:
            # The picture is there; the other stream would begin with none.
            share = replace(share, quality=quality)
        player.play(self._showing(key, id_, camera, share), share.pace)
        self._soon.start()

    def _opened_ahead(self, key: str, id_: str, camera: Camera) -> Quality | None:
        """Which of the camera's streams was opened ahead on the tile; None for neither."""
        ahead = self._players[key].ahead
        if ahead is None or ahead.camera != id_:
            return None
        return next((each for each in Quality if self._address(camera, each) == ahead.source.url), None)

    def _showing(self, key: str, id_: str, camera: Camera, share: Share) -> Showing:
        return Showing(
            camera=id_,
            title=self._title(key, camera.name) if id_ == self.camera_on(key) else camera.name,
            source=Source(url=self._address(camera, share.quality), subject=id_),
        )

    def _address(self, camera: Camera, quality: Quality) -> str:
        streams = camera.streams
        return self._session.camera_url(streams.main if quality is Quality.MAIN else streams.sub)

    def _small(self, id_: str) -> Source | None:
        entry = self._cameras.get(id_)
        return None if entry is None else Source(url=self._address(entry.data, Quality.SUB), subject=id_)

    def _want(
        self, key: str, engine_key: str, id_: str, camera: Camera, *, weight: Weight | None = None
    ) -> Want:
        """`weight`: the tile's own unless another is given."""
        place = self._tiles[key].picture
        width, height = size_on_screen(place)
        sub, main = self._address(camera, Quality.SUB), self._address(camera, Quality.MAIN)
        return Want(
            key=engine_key,
            camera=camera.device_id,
            width=width,
            height=height,
            visible=is_seen(place),
            weight=self._weights[key] if weight is None else weight,
            forced_main=id_ == self.camera_on(key) and self._shown[key][1] == "main",
            has_main=main != sub
            and not self._supervisor.is_unplayable(main)
            and not self._ahead.begins(key, id_),
            sub=self._size_of(sub, USUAL_SUB),
            main=self._size_of(main, USUAL_MAIN),
        )

    def _size_of(self, url: str, usual: Size) -> Size:
        opened = self._supervisor.stream_at(url)
        return Size(opened.width, opened.height) if opened is not None and opened.width else usual

    def _wants(self) -> list[Want]:
        """Every stream that plays, or is opened ahead. Tiles may have gone with their window already."""
        cameras = self._cameras
        return [
            self._want(key, engine_key, showing.camera, entry.data, weight=weight)
            for key, player in self._players.items()
            if isValid(self._tiles[key])
            for engine_key, showing, weight in (
                (player.wanted_key, player.wanted, None),
                (player.ahead_key, player.ahead, Weight.AHEAD),
            )
            if showing is not None and (entry := cameras.get(showing.camera)) is not None
        ]

    def _take_shares(self, plan: Plan) -> None:
        for engine_key, share in plan.shares.items():
            key = tile_key(engine_key)
            player = self._players[key]
            is_ahead = player.ahead is not None and engine_key == player.ahead_key
            showing = player.ahead if is_ahead else player.wanted
            entry = None if showing is None else self._cameras.get(showing.camera)
            if showing is None or entry is None:
                continue
            shown = self._showing(key, showing.camera, entry.data, share)
            if is_ahead:
                player.prepare(shown, share.pace)
            else:
                player.play(shown, share.pace)

    def _show_figures(self, figures: dict[str, TileFigures]) -> None:
        for engine_key, each in figures.items():
            player = self._players.get(tile_key(engine_key))
            if player is not None:
                player.hear(engine_key, each)
                is_there = engine_key == player.wanted_key and each.state not in _BEGINNING
                if is_there and self._ahead.end(tile_key(engine_key)):
                    self._soon.start()
