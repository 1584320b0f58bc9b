"""A wall: equal tiles that fill the window, one of which can be enlarged over all the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from layouts.grid import grid_cells, grid_shape, neighbour
from widgets import theme
from widgets.moments import clock_text
from widgets.scaling import follow_scale
from widgets.wall.tile import BORDER, Tile, strip_height

DEFAULT_TILES: Final = 16
_GAP: Final = 2
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class WallGrid(QWidget):
    """`tiles` tiles with the addresses 1..n. Arrow keys move between them, Escape puts an enlarged one back.

    `now` gives the seconds since 1970 that the tiles' clocks show (the platform's time in the console).
    Signals: `activated(number)`; `enlarged_changed(number)`, 0 when all stand side by side again.
    """

    activated = Signal(int)
    enlarged_changed = Signal(int)

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
        self._now = now
        self._enlarged = 0
        self._clock_text = ""
        self._columns = 1
        self._tiles = tuple(Tile(number=index + 1, parent=self) for index in range(tiles))
        for tile in self._tiles:
            tile.activated.connect(self.activated)
            tile.enlarge_requested.connect(self.toggle_enlarged)
        self._clock = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tell_time)
        self._tell_time()
        follow_scale(self, self._arrange)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles in the order of their addresses."""
        return self._tiles

    @property
    def enlarged(self) -> int:
        """Address of the enlarged tile; 0 for none."""
        return self._enlarged

    @property
    def clock_text(self) -> str:
        """The time that stands in every strip, `HH:MM:SS`."""
        return self._clock_text

    def tile(self, number: int) -> Tile:
        """The tile with the address `number` (from 1). Raises IndexError."""
        if not 1 <= number <= len(self._tiles):
            raise IndexError(f"this wall has tiles 1 to {len(self._tiles)}, not {number}")
        return self._tiles[number - 1]

    def toggle_enlarged(self, number: int) -> None:
        """Enlarge the tile, or put it back when it is the enlarged one."""
        self._enlarged = 0 if self._enlarged == number else self.tile(number).number
        self._arrange()
        self.tile(number).setFocus()
        self.enlarged_changed.emit(self._enlarged)

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        strip = strip_height() + 2 * BORDER
        self._columns, _ = grid_shape(tiles=len(self._tiles), width=width, height=height, strip=strip)
        cells = grid_cells(tiles=len(self._tiles), width=width, height=height, gap=_GAP, strip=strip)
        for tile, cell in zip(self._tiles, cells, strict=True):
            if tile.number == self._enlarged:
                tile.setGeometry(self.rect())
            else:
                tile.setGeometry(cell.x, cell.y, cell.width, cell.height)
            tile.setVisible(self._enlarged in (0, tile.number))

    def _tell_time(self) -> None:
        now = self._now()
        self._clock_text = clock_text(now)
        for tile in self._tiles:
            tile.set_clock(self._clock_text)
        self._clock.start(1001 - int(now % 1 * 1000))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((index for index, tile in enumerate(self._tiles) if tile.hasFocus()), None)
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._enlarged:
            self.toggle_enlarged(self._enlarged)
        elif step is not None and focused is not None and not self._enlarged:
            dx, dy = step
            target = neighbour(tiles=len(self._tiles), columns=self._columns, index=focused, dx=dx, dy=dy)
            self._tiles[target].setFocus()
        else:
            super().keyPressEvent(event)
