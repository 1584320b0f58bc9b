"""The walls of this machine: a window and a display for each, and which one is at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.messages import Signal as Heard
from backend_client.protocol.wall import Wall
from backend_client.protocol.wall_args import WallPlay
from console.settings import WallSettings
from console.wall.alarm_standing import AlarmStanding
from console.wall.camera_tiles import CameraTiles
from console.wall.conferences import ConferencesOnWalls, WatchLine
from console.wall.contents import TileContents
from console.wall.display import WallDisplay
from console.wall.nearby import Vicinity
from console.wall.numbers import wall_numbers
from console.wall.recording_tile import TilePlayback
from console.wall.recordings import Player, RecordingsOnWalls
from console.wall.window import WallWindow
from layouts.spans import WHOLE, Part
from widgets.wall.tile import Tile


class Walls(QObject):
    """Signals: `show_requested(str, WallShow)`: a camera was dragged onto a tile of the wall with that id;
    `play_requested(str, WallPlay)`: somebody wants a recording there elsewhere or otherwise; `used()`: a tile
    was clicked, or got the keyboard; `closed()`: a window was closed.
    """

    used = Signal()
    show_requested = Signal(str, object)
    play_requested = Signal(str, object)
    closed = Signal()

    def __init__(
        self,
        *,
        settings: Sequence[WallSettings],
        cameras: CameraTiles,
        picture: Picture,
        vicinity: Vicinity,
        now: Callable[[], float],
        rate: Callable[[], float] = lambda: 1.0,
        kept_away: Callable[[], frozenset[str]] = frozenset,
        part: Part = WHOLE,
        make_map: Callable[[], QWidget] | None = None,
        player: Player | None = None,
        conferences: WatchLine | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`now` passes `rate` times as fast as people's time. `part` of each wall is shown here, and the rest
        elsewhere; `make_map` makes a map for a tile, `player` plays recordings, by `conferences` it looks on
        those that stand on them.
        """
        super().__init__(parent)
        self._settings = tuple(settings)
        self._known = picture.of(Wall)
        self.windows = tuple(WallWindow(tiles=each.tiles, now=now, part=part) for each in settings)
        self._recordings: RecordingsOnWalls | None = None
        if player is not None:
            made = RecordingsOnWalls(picture=picture, player=player, now=now, rate=rate, parent=self)
            made.play_wanted.connect(self._play)
            self._recordings = made
        self._conferences: ConferencesOnWalls | None = None
        if conferences is not None:
            self._conferences = ConferencesOnWalls(
                picture=picture, line=conferences, wall_of=self._wall_of, parent=self
            )
        self._contents = TileContents(
            picture=picture,
            now=now,
            make_map=make_map,
            recordings=self._recordings,
            conferences=self._conferences,
            parent=self,
        )
        self.displays = tuple(
            WallDisplay(
                wall=each.id,
                window=window,
                tiles=cameras,
                picture=picture,
                alarms=AlarmStanding(
                    wall=each.id,
                    picture=picture,
                    vicinity=vicinity,
                    now=now,
                    kept_away=kept_away,
                    parent=self,
                ),
                contents=self._contents,
                now=now,
                rate=rate,
                parent=self,
            )
            for each, window in zip(settings, self.windows, strict=True)
        )
        self._current = self.displays[0]
        for display, window in zip(self.displays, self.windows, strict=True):
            display.show_requested.connect(lambda args, id_=display.id: self.show_requested.emit(id_, args))
            window.grid.activated.connect(lambda _number, chosen=display: self.use(chosen))
            window.closed.connect(self.closed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    @property
    def current(self) -> WallDisplay:
        """The wall that was clicked or had the keyboard last; the first one before that."""
        return self._current

    @property
    def bound(self) -> tuple[tuple[QWidget, tuple[str, ...]], ...]:
        """The windows with the identities of their monitors, for `Placement`."""
        return tuple(
            (window, each.bound_to) for window, each in zip(self.windows, self._settings, strict=True)
        )

    @property
    def tile_count(self) -> int:
        """How many tiles there are on all of them."""
        return sum(display.tile_count for display in self.displays)

    def playback(self, tile: Tile) -> TilePlayback | None:
        """The recording that plays on one of their tiles."""
        return None if self._recordings is None else self._recordings.playback(tile)

    def on_signal(self, signal: Heard) -> None:
        """Take in what a conference's participant says; it may be for one of these walls."""
        if self._conferences is not None:
            self._conferences.on_signal(signal)

    def use(self, display: WallDisplay) -> None:
        """This wall is at hand now."""
        self._current = display
        self.used.emit()

    def hold(self, held: bool) -> None:
        """Whether nobody may close the windows now."""
        for window in self.windows:
            window.is_held = held

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("wall"):
            numbers = wall_numbers(self._known)
            for display in self.displays:
                display.call(numbers.get(display.id, 0) if len(numbers) > 1 else 0)
        for display in self.displays:
            display.on_changes(changes)
        self._contents.on_changes(changes)

    def close(self) -> None:
        """Let the windows go."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._follow_focus)
        self._contents.close()
        for display in self.displays:
            display.close()
        for window in self.windows:
            window.hide()
            window.deleteLater()

    def _wall_of(self, tile: Tile) -> str:
        return next((each.id for each in self.displays if tile in each.window.grid.tiles), "")

    def _play(self, tile: Tile, args: WallPlay) -> None:
        """Somebody uses the bar of a recording."""
        for display in self.displays:
            if display.choose_tile(tile):
                self.use(display)
                self.play_requested.emit(display.id, args)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, Tile):
            for display in self.displays:
                if display.choose_tile(now):
                    self.use(display)
