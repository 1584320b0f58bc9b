"""The wall as the platform has it: what `wall.show` said is what stands on the tiles."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from backend_client.protocol.wall import LayoutData, Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from console.wall.camera_tiles import CameraTiles
from console.wall.moving import moves
from console.windows import WallWindow
from layouts.document import decode
from layouts.faults import LayoutUnusable
from layouts.layout import Layout
from widgets.drills import headed
from widgets.wall.tile import Tile

_log = logging.getLogger(__name__)


class WallDisplay(QObject):
    """Draws one wall of the picture onto its window; an enlarged tile gets the main stream.

    A camera that stays on the wall keeps its tile, wherever that goes, and plays on. The tiles' keys among
    the `CameraTiles` are therefore no addresses: `key_at` gives the one at an address.
    Signals: `show_requested(WallShow)` when somebody wants something else on this wall.
    """

    show_requested = Signal(object)

    def __init__(
        self,
        *,
        wall: str,
        window: WallWindow,
        tiles: CameraTiles,
        picture: Picture,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._id = wall
        self._walls = picture.of(Wall)
        self._incidents = picture.of(Incident)
        self._window = window
        self._grid = window.grid
        self._tiles = tiles
        self._keys: dict[Tile, str] = {}
        self._contents: dict[int, WallTile] = {}
        self._layout_data: LayoutData | None = None
        self._layout: Layout | None = None
        self._chosen = 1
        self._take_in_tiles()
        self._grid.activated.connect(self._choose)
        self._grid.enlarged_changed.connect(lambda _number: self._play())
        self._grid.arranged.connect(self._play)

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
    def tile_count(self) -> int:
        """How many tiles this workstation shows of it."""
        return len(self._grid.tiles)

    @property
    def chosen(self) -> int:
        """Address of the tile that was clicked last, of the first one if none was."""
        numbers = [tile.number for tile in self._grid.tiles]
        return self._chosen if self._chosen in numbers else numbers[0]

    def key_at(self, number: int) -> str:
        """Key of the tile at an address among the `CameraTiles`. Raises IndexError."""
        return self._keys[self._grid.tile(number)]

    def choose_tile(self, tile: Tile) -> bool:
        """Let `tile` be the chosen one; False when it stands not on this wall."""
        if tile not in self._grid.tiles:
            return False
        self._choose(tile.number)
        return True

    def put_on_chosen_tile(self, camera: str) -> None:
        """Ask for `camera` on the tile clicked last, the first one if none was."""
        self.show_requested.emit(WallShow(tiles=(WallTile(tile=self.chosen, camera=camera),)))

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if "wall" in changes.reset or self._id in changes.ids("wall"):
            self._show()

    def _choose(self, number: int) -> None:
        self._chosen = number

    def _show(self) -> None:
        wall = self.wall
        self._contents = {} if wall is None else {tile.tile: tile for tile in wall.tiles}
        shape = self._read(None if wall is None else wall.layout)
        numbers = range(1, self._grid.usual + 1) if shape is None else shape.by_number
        takes = moves(
            {tile.number: self._tiles.camera_on(self._keys[tile]) for tile in self._grid.tiles},
            {number: self._contents[number].camera for number in numbers if number in self._contents},
        )
        if shape != self._grid.shape or takes:
            self._grid.set_shape(shape, takes=takes)
        self._play()
        entry = None if wall is None or wall.incident is None else self._incidents.get(wall.incident)
        borrowed_for = "" if entry is None else headed(entry.data, gap="  ")
        self._window.show_heading(wall.name if wall else "", borrowed_for)

    def _read(self, data: LayoutData | None) -> Layout | None:
        """The layout in the data; the usual tiles where there is none, or none that can be read."""
        if data != self._layout_data:
            self._layout_data = data
            try:
                self._layout = None if data is None else decode(data)
            except LayoutUnusable as unusable:
                _log.error("the layout of %s cannot be shown: %s", self._id, unusable)
                self._layout = None
        return self._layout if self._layout is not None and self._layout.tiles else None

    def _take_in_tiles(self) -> None:
        for tile in self._grid.tiles:
            if tile not in self._keys:
                self._keys[tile] = f"wall-{self._id}-{len(self._keys) + 1}"
                self._tiles.add(self._keys[tile], tile)

    def _play(self) -> None:
        self._take_in_tiles()
        standing = set(self._grid.tiles)
        for tile, key in self._keys.items():
            if tile not in standing:
                self._tiles.show(key, "")
        for tile in self._grid.tiles:
            content = self._contents.get(tile.number)
            stream = "main" if self._grid.enlarged == tile.number else content.stream if content else "sub"
            self._tiles.show(self._keys[tile], content.camera if content else "", stream=stream)


def tiles_for(cameras: tuple[str, ...]) -> tuple[WallTile, ...]:
    """Cameras on the first tiles of a wall, in their order."""
    return tuple(WallTile(tile=number, camera=camera) for number, camera in enumerate(cameras, start=1))


def restored(wall: Wall) -> tuple[WallTile, ...]:
    """What to show so that the wall is again as it was before it was borrowed; empty tiles are named too."""
    before = {tile.tile: tile for tile in wall.previous}
    emptied = (WallTile(tile=tile.tile, camera="") for tile in wall.tiles if tile.tile not in before)
    return (*wall.previous, *emptied)
