"""The wall as the platform has it: what `wall.show` said is what stands on the tiles."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from console.wall.camera_tiles import CameraTiles
from console.windows import WallWindow
from widgets.drills import headed


class WallDisplay(QObject):
    """Draws one wall of the picture onto the wall window; an enlarged tile gets the main stream.

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
        self._chosen = 1
        for tile in self._grid.tiles:
            tiles.add(_key(tile.number), tile)
        self._grid.activated.connect(self._choose)
        self._grid.enlarged_changed.connect(lambda _number: self._show())

    @property
    def wall(self) -> Wall | None:
        """The wall as the platform has it now; None before it told of it."""
        entry = self._walls.get(self._id)
        return None if entry is None else entry.data

    @property
    def tile_count(self) -> int:
        """How many tiles this workstation shows of it."""
        return len(self._grid.tiles)

    def put_on_chosen_tile(self, camera: str) -> None:
        """Ask for `camera` on the tile clicked last, the first one if none was."""
        self.show_requested.emit(WallShow(tiles=(WallTile(tile=self._chosen, camera=camera),)))

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if "wall" in changes.reset or self._id in changes.ids("wall"):
            self._show()

    def _choose(self, number: int) -> None:
        self._chosen = number

    def _show(self) -> None:
        wall = self.wall
        shown: dict[int, WallTile] = {} if wall is None else {tile.tile: tile for tile in wall.tiles}
        for tile in self._grid.tiles:
            content = shown.get(tile.number)
            stream = "main" if self._grid.enlarged == tile.number else content.stream if content else "sub"
            self._tiles.show(_key(tile.number), content.camera if content else "", stream=stream)
        entry = None if wall is None or wall.incident is None else self._incidents.get(wall.incident)
        borrowed_for = "" if entry is None else headed(entry.data, gap="  ")
        self._window.show_heading(wall.name if wall else "", borrowed_for)


def tiles_for(cameras: tuple[str, ...]) -> tuple[WallTile, ...]:
    """Cameras on the first tiles of a wall, in their order."""
    return tuple(WallTile(tile=number, camera=camera) for number, camera in enumerate(cameras, start=1))


def restored(wall: Wall) -> tuple[WallTile, ...]:
    """What to show so that the wall is again as it was before it was borrowed; empty tiles are named too."""
    before = {tile.tile: tile for tile in wall.previous}
    emptied = (WallTile(tile=tile.tile, camera="") for tile in wall.tiles if tile.tile not in before)
    return (*wall.previous, *emptied)


def _key(number: int) -> str:
    return f"wall-{number}"
