"""The wall as the platform has it: what `wall.show` said is what stands on the tiles."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.wall import LayoutData, Scene, TileKind, Tour, Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from console.video.budget import Weight
from console.wall.alarm_standing import AlarmStanding
from console.wall.camera_tiles import CameraTiles
from console.wall.contents import TileContents
from console.wall.facts import WallWords
from console.wall.moving import moves
from console.wall.programme import NOTHING, Programme, programme
from console.wall.window import WallWindow
from layouts.document import decode
from layouts.faults import LayoutUnusable
from layouts.layout import Layout
from widgets.wall.heading import WallFacts
from widgets.wall.tile import Tile

_log = logging.getLogger(__name__)

#: What a tour shows next is opened so long before: a camera's key frames come every 2 to 4 seconds.
AHEAD_S: Final = 5.0


class WallDisplay(QObject):
    """Draws one wall of the picture onto its window, with its tours and the alarms that take its tiles.

    A camera that stays on the wall keeps its tile, wherever that goes, and plays on. The tiles' keys among
    the `CameraTiles` are therefore no addresses: `key_at` gives the one at an address.
    Signals: `show_requested(WallShow)` when somebody drags a camera onto one of its tiles; `changed(news)`
    when other things stand on it; without `news` they stood so before this display heard of it.
    """

    show_requested = Signal(object)
    changed = Signal(bool)

    def __init__(
        self,
        *,
        wall: str,
        window: WallWindow,
        tiles: CameraTiles,
        picture: Picture,
        alarms: AlarmStanding,
        contents: TileContents,
        now: Callable[[], float] = time.time,
        rate: Callable[[], float] = lambda: 1.0,
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time, in seconds since 1970; it passes `rate` times as fast as people's."""
        super().__init__(parent)
        self._id = wall
        self._now = now
        self._rate = rate
        self._walls = picture.of(Wall)
        self._scenes = picture.of(Scene)
        self._tours = picture.of(Tour)
        self._words = WallWords(picture=picture)
        self._window = window
        self._grid = window.grid
        self._tiles = tiles
        self._alarms = alarms
        self._stage = contents
        self._contents: Mapping[int, WallTile] = {}
        self._keys: dict[Tile, str] = {}
        self._programme = NOTHING
        self._number = 0
        self._is_news = True
        self._layout_data: LayoutData | None = None
        self._layout: Layout | None = None
        self._chosen = 1
        self._chosen_before = 0
        self._again = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._again.timeout.connect(self._show)
        alarms.changed.connect(self._show)
        self._take_in_tiles()
        self._grid.activated.connect(self._choose)
        self._grid.dropped.connect(self._ask)
        self._grid.arranged.connect(self._play)
        self._grid.enlarged_changed.connect(lambda _number: self._play())

    @property
    def id(self) -> str:
        """The wall's id on the platform."""
        return self._id

    @property
    def wall(self) -> Wall | None:
        """The wall as the platform has it now; None before it told of it."""
        entry = self._walls.get(self._id)
        return None if entry is None else entry.data

    @property
    def programme(self) -> Programme:
        """What stands on the wall now, tours included."""
        return self._programme

    @property
    def contents(self) -> Mapping[int, WallTile]:
        """What stands on its tiles now, by address: alarms over tours over what was put there."""
        return self._contents

    @property
    def alarms(self) -> AlarmStanding:
        """Which alarms stand on its reserved tiles."""
        return self._alarms

    @property
    def window(self) -> WallWindow:
        """The window it is drawn in."""
        return self._window

    @property
    def tile_count(self) -> int:
        """How many tiles this workstation shows of it."""
        return len(self._grid.tiles)

    @property
    def usual_tiles(self) -> int:
        """How many equal tiles it has without a layout."""
        return self._grid.usual

    @property
    def chosen(self) -> int:
        """Address of the tile that was clicked last, of the first one if none was."""
        numbers = [tile.number for tile in self._grid.tiles]
        return self._chosen if self._chosen in numbers else numbers[0]

    @property
    def chosen_before(self) -> int:
        """Address of the tile that was chosen before this one; 0 for none."""
        numbers = [tile.number for tile in self._grid.tiles]
        return self._chosen_before if self._chosen_before in numbers else 0

    def content(self, number: int, *, at: int | None = None) -> WallTile:
        """What stands on a tile, as it would be put on the tile `at`; an empty one holds no camera."""
        found = self._programme.tiles.get(number)
        tile = number if at is None else at
        return WallTile(tile=tile, camera="") if found is None else replace(found, tile=tile)

    def toggle_full_screen(self) -> None:
        """Let the window fill its monitor, or be a window again."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def key_at(self, number: int) -> str:
        """Key of the tile at an address among the `CameraTiles`. Raises IndexError."""
        return self._keys[self._grid.tile(number)]

    def choose_tile(self, tile: Tile) -> bool:
        """Let `tile` be the chosen one; False when it stands not on this wall."""
        if tile not in self._grid.tiles:
            return False
        self._choose(tile.number)
        return True

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._is_news = not changes.reset
        self._alarms.on_changes(changes)
        if "wall" in changes.reset or self._id in changes.ids("wall") or changes.touches("scene", "tour"):
            self._show()
        elif changes.touches("seat", "incident"):
            self._tell()
        self._is_news = True

    def close(self) -> None:
        """Show nothing new any more: the window is about to go."""
        self._again.stop()
        self._alarms.changed.disconnect(self._show)
        self._tiles.read_ahead(self._id, ())

    def call(self, number: int) -> None:
        """Let addresses on this wall begin with its number; 0 where there is no other wall."""
        if number != self._number:
            self._number = number
            self._grid.set_wall_number(number)
            self._tell()

    def _choose(self, number: int) -> None:
        if number != self._chosen:
            self._chosen_before, self._chosen = self._chosen, number

    def _ask(self, number: int, camera: str) -> None:
        self.show_requested.emit(WallShow(tiles=(WallTile(tile=number, camera=camera),)))

    def _show(self) -> None:
        wall = self.wall
        shown = NOTHING
        if wall is not None:
            shown = programme(
                wall, scenes=self._scenes, tours=self._tours, now=self._now(), rate=self._rate()
            )
        self._programme = shown
        shape = self._read(shown.layout)
        with QSignalBlocker(self._alarms):
            self._alarms.set_tiles(() if shape is None else shape.alarm_tiles)
        before, self._contents = self._contents, {**shown.tiles, **self._alarmed()}
        numbers = range(1, self._grid.usual + 1) if shape is None else shape.by_number
        takes = moves(
            {tile.number: self._tiles.camera_on(self._keys[tile]) for tile in self._grid.tiles},
            {number: _camera(self._contents.get(number)) for number in numbers},
        )
        if shape != self._grid.shape or takes:
            self._grid.set_shape(shape, takes=takes)
        self._play()
        self._tell()
        self._again.stop()
        if shown.changes_in_s is not None:
            # Each second for the countdown, and at the very moment of the change.
            self._again.start(1 + round(1000 * min(1.0, shown.changes_in_s)))
        if self._contents != before:
            self.changed.emit(self._is_news)

    def _alarmed(self) -> dict[int, WallTile]:
        """What alarms show on the tiles they have taken."""
        return {
            number: WallTile(tile=number, camera=shown.camera, preset=self._alarms.preset(number))
            for number, shown in self._alarms.standing.tiles.items()
        }

    def _tell(self) -> None:
        wall = self.wall
        if wall is None:
            self._window.heading.show_facts(WallFacts(number=self._number))
        else:
            self._window.heading.show_facts(self._words.facts(wall, self._programme, number=self._number))

    def _read(self, data: LayoutData | None) -> Layout | None:
        """The layout in the data; the usual tiles where there is none, or none that can be read."""
        if data != self._layout_data:
            self._layout_data = data
            self._layout = self._decoded(data)
        return self._layout

    def _decoded(self, data: LayoutData | None) -> Layout | None:
        try:
            layout = None if data is None else decode(data)
        except LayoutUnusable as unusable:
            _log.error("the layout of %s cannot be shown: %s", self._id, unusable)
            return None
        return layout if layout is not None and layout.tiles else None

    def _take_in_tiles(self) -> None:
        for tile in self._grid.tiles:
            if tile not in self._keys:
                self._keys[tile] = f"wall-{self._id}-{len(self._keys) + 1}"
                self._tiles.add(self._keys[tile], tile)

    def _play(self) -> None:
        self._take_in_tiles()
        soon = self._programme.changes_in_s
        following = self._programme.following if soon is not None and soon <= AHEAD_S else {}
        standing = set(self._grid.tiles)
        for tile, key in self._keys.items():
            if tile not in standing:
                self._stage.put(tile, None)
                self._tiles.show(key, "")
        for tile in self._grid.tiles:
            key, content = self._keys[tile], self._contents.get(tile.number)
            is_alarm = tile.number in self._alarms.standing.tiles
            tile.set_alarm(is_alarm)
            usual = Weight.ENLARGED if tile.number == self._grid.enlarged else Weight.WALL
            self._tiles.set_weight(key, Weight.ALARM if is_alarm else usual)
            stream = "sub" if content is None else content.stream
            title = self._alarms.title(tile.number) if is_alarm else ""
            if _camera(content):
                self._stage.put(tile, None)
            self._tiles.show(key, _camera(content), stream=stream, title=title)
            self._stage.put(tile, content)
        self._open_ahead({number: _camera(content) for number, content in following.items()})

    def _numbers_then(self) -> Collection[int]:
        """Addresses of the tiles that stand here after a tour's next step."""
        then = self._programme.layout_then
        return self._grid.numbers_in(self._layout if then == self._layout_data else self._decoded(then))

    def _open_ahead(self, following: Mapping[int, str]) -> None:
        """Open the cameras that come next: behind the picture of the tile that shows them, else unseen."""
        now = {tile.number: self._tiles.camera_on(self._keys[tile]) for tile in self._grid.tiles}
        leaving = set(moves(now, {**now, **following}).values())
        then = self._numbers_then() if following else ()
        fresh = {
            number: camera
            for number, camera in following.items()
            if camera and camera not in now.values() and number in then
        }
        for number in self._alarms.standing.tiles:
            fresh.pop(number, None)
        for number in now:
            behind = "" if number in leaving else fresh.get(number, "")
            if self._tiles.prepare(self.key_at(number), behind) and behind:
                del fresh[number]
        self._tiles.read_ahead(self._id, fresh.values())


def _camera(content: WallTile | None) -> str:
    """The camera that a tile with this content shows live; empty for none."""
    return content.camera if content is not None and content.kind is TileKind.CAMERA else ""
