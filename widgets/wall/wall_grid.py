"""A wall: tiles as a layout has them, one of which can be enlarged over all the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from layouts.addresses import TileAddress
from layouts.directions import beside
from layouts.grid import Cell
from layouts.layout import Layout
from layouts.shapes import equal
from layouts.spans import WHOLE, Part, placed
from widgets import theme
from widgets.camera_model import CAMERA_MIME
from widgets.moments import clock_text
from widgets.scaling import follow_scale
from widgets.wall.tile import Tile
from widgets.wall.tile_frame import BORDER, strip_height

DEFAULT_TILES: Final = 16
_GAP: Final = 2
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_NONE: Final[Mapping[int, int]] = MappingProxyType({})


class WallGrid(QWidget):
    """The tiles of a layout; without one `tiles` equal tiles with the addresses 1..n.

    A wall that spans several machines is shown in parts: then only the tiles that reach into this one's part
    are there, each as large as on the whole wall. Arrow keys move to the tile that lies in their direction,
    Escape puts an enlarged one back. `now` gives the seconds since 1970 that the tiles' clocks show (the
    platform's time in the console).
    Signals: `activated(number)`; `dropped(number, camera)` when a camera was dragged onto a tile;
    `enlarged_changed(number)`, 0 when all stand side by side again; `arranged()` when tiles came or went or
    have other addresses.
    """

    activated = Signal(int)
    dropped = Signal(int, str)
    enlarged_changed = Signal(int)
    arranged = Signal()

    def __init__(
        self,
        *,
        tiles: int = DEFAULT_TILES,
        now: Callable[[], float] = time.time,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.GROUND))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.setAcceptDrops(True)
        self._now = now
        self._usual = tiles
        self._wall_number = 0
        self._shape: Layout | None = None
        self._enlarged: Tile | None = None
        self._aimed: Tile | None = None
        self._clock_text = ""
        self._part = WHOLE
        self._tiles: dict[int, Tile] = {}
        #: Tiles that the layout has no place for: their windows stay, for the next one that has.
        self._spare: list[Tile] = []
        self._clock = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tell_time)
        self._tell_time()
        self.set_shape(None)
        follow_scale(self, self._arrange)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles in the order of their addresses."""
        return tuple(self._tiles.values())

    @property
    def usual(self) -> int:
        """How many equal tiles there are without a layout."""
        return self._usual

    @property
    def shape(self) -> Layout | None:
        """The layout of the tiles; None while they are the usual number of equal ones."""
        return self._shape

    @property
    def enlarged(self) -> int:
        """Address of the enlarged tile; 0 for none."""
        return 0 if self._enlarged is None else self._enlarged.number

    @property
    def clock_text(self) -> str:
        """The time that stands in every strip, `HH:MM:SS`."""
        return self._clock_text

    def tile(self, number: int) -> Tile:
        """The tile with the address `number`. Raises IndexError."""
        try:
            return self._tiles[number]
        except KeyError:
            raise IndexError(f"this wall has no tile {number}") from None

    def numbers_in(self, shape: Layout | None) -> tuple[int, ...]:
        """Addresses of the tiles that stand here when they stand as `shape` has them: those of this part; of
        a whole wall all of them, however small its window.
        """
        if self._part == WHOLE:
            return tuple(range(1, self._usual + 1)) if shape is None else tuple(shape.by_number)
        return tuple(self._places(shape))

    def set_shape(self, shape: Layout | None, *, takes: Mapping[int, int] = _NONE) -> None:
        """Stand the tiles as `shape` has them; None: the usual number of equal ones.

        `takes` says for a new address at which present one the tile stands that comes along, with its native
        window and whatever is drawn in it. Other addresses keep their tiles.
        """
        self._shape = shape
        numbers = self.numbers_in(shape)
        before = self._enlarged, self.enlarged
        left = dict(self._tiles)
        placed = {number: left.pop(takes[number]) for number in numbers if takes.get(number, 0) in left}
        placed |= {number: left.pop(number) for number in numbers if number not in placed and number in left}
        self._spare.extend(left.values())
        self._tiles = {}
        for number in numbers:
            tile = placed[number] if number in placed else self._spare.pop() if self._spare else self._made()
            self._tiles[number] = tile
            self._call(tile, number)
        if self._enlarged is not None and self._enlarged in self._spare:
            self._enlarged = None
        for tile in self._spare:
            tile.hide()
        self._arrange()
        self.arranged.emit()
        if before != (self._enlarged, self.enlarged):
            self.enlarged_changed.emit(self.enlarged)

    def set_wall_number(self, number: int) -> None:
        """Let the tiles' addresses begin with the wall's number; 0: there is but one wall."""
        self._wall_number = number
        for at, tile in self._tiles.items():
            self._call(tile, at)

    def set_part(self, part: Part) -> None:
        """Show this part of the wall; others show the rest."""
        self._part = part
        self.set_shape(self._shape)

    def toggle_enlarged(self, number: int) -> None:
        """Enlarge the tile, or put it back when it is the enlarged one."""
        tile = self.tile(number)
        self._enlarged = None if self._enlarged is tile else tile
        self._arrange()
        tile.setFocus()
        self.enlarged_changed.emit(self.enlarged)

    def _call(self, tile: Tile, number: int) -> None:
        address = TileAddress(self._wall_number, number) if self._wall_number else number
        tile.set_number(number, address=str(address))

    def _made(self) -> Tile:
        tile = Tile(number=0, parent=self)
        tile.activated.connect(self.activated)
        tile.enlarge_requested.connect(self.toggle_enlarged)
        tile.set_clock(self._clock_text)
        return tile

    def _places(self, shape: Layout | None) -> dict[int, Cell]:
        """Where the tiles of such a layout stand that can be seen here."""
        width, height = max(1, self.width()), max(1, self.height())
        if shape is None:
            strip = strip_height() + 2 * BORDER
            whole = round(width / self._part.width), round(height / self._part.height)
            shape = equal(self._usual, width=whole[0], height=whole[1], strip=strip)
        return placed(shape, part=self._part, width=width, height=height, gap=_GAP)

    def _arrange(self) -> None:
        if self._part != WHOLE and self.numbers_in(self._shape) != tuple(self._tiles):
            self.set_shape(self._shape)  # which arranges them
            return
        cells = self._places(self._shape)
        for number, tile in self._tiles.items():
            if tile is self._enlarged:
                tile.setGeometry(self.rect())
            else:
                at = cells[number]
                tile.setGeometry(at.x, at.y, at.width, at.height)
            tile.setVisible(self._enlarged in (None, tile))

    def _tile_at(self, at: QPoint) -> Tile | None:
        """The tile that is seen there; None between them."""
        seen = (tile for tile in self._tiles.values() if not tile.isHidden())
        return next((tile for tile in seen if tile.geometry().contains(at)), None)

    def _aim(self, tile: Tile | None) -> None:
        """Tell on which tile the camera on the pointer would be dropped."""
        if tile is self._aimed:
            return
        for each, aimed in ((self._aimed, False), (tile, True)):
            if each is not None:
                each.set_aimed(aimed)
        self._aimed = tile

    def _tell_time(self) -> None:
        now = self._now()
        self._clock_text = clock_text(now)
        for tile in self._tiles.values():
            tile.set_clock(self._clock_text)
        self._clock.start(1001 - int(now % 1 * 1000))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((tile.number for tile in self._tiles.values() if tile.hasFocus()), None)
        direction = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._enlarged is not None:
            self.toggle_enlarged(self._enlarged.number)
        elif direction is not None and focused is not None and self._enlarged is None:
            dx, dy = direction
            self._tiles[beside(self._places(self._shape), focused, dx=dx, dy=dy)].setFocus()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CAMERA_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(self._tile_at(event.position().toPoint()))
        event.setAccepted(self._aimed is not None)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim(None)
        tile = self._tile_at(event.position().toPoint())
        camera = event.mimeData().data(CAMERA_MIME).toStdString()
        if tile is not None and camera:
            event.acceptProposedAction()
            # Who goes on with keys means the tile: the press that began the drag gave them to another window.
            self.activateWindow()
            tile.setFocus()
            self.activated.emit(tile.number)
            self.dropped.emit(tile.number, camera)
