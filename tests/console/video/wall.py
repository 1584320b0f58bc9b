"""A wall on the test's screen with the supervisor that plays in it, and eyes for its pixels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.pixels import Grey, grab, moved
from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from widgets.wall.tile_state import TileFigures, TileState
from widgets.wall.wall_grid import WallGrid


def on_screen(widget: QWidget) -> Grey:
    """The brightness of the screen's pixels where the widget stands."""
    image = grab(widget).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


class TestWall:
    """Tiles 1..n; each tile's key is its number."""

    __test__ = False

    def __init__(self, *, qtbot: QtBot, supervisor: VideoSupervisor, tiles: int) -> None:
        self.grid = WallGrid(tiles=tiles)
        self.states: dict[int, list[TileState]] = {number + 1: [] for number in range(tiles)}
        self._supervisor = supervisor
        qtbot.addWidget(self.grid)
        self.grid.resize(960, 540)
        with qtbot.waitExposed(self.grid):
            self.grid.show()
        supervisor.figures_changed.connect(self._changed)

    def show(self, number: int, url: str, *, headers: dict[str, str] | None = None) -> None:
        tile = self.grid.tile(number)
        tile.set_camera(f"camera {number}")
        self._supervisor.show(str(number), tile.native_id(), Source(url=url, headers=headers or {}))

    def state(self, number: int) -> TileState:
        return self.grid.tile(number).figures.state

    def figures(self, number: int) -> TileFigures:
        return self.grid.tile(number).figures

    def picture(self, number: int) -> Grey:
        """What stands on the screen in the tile's picture."""
        return on_screen(self.grid.tile(number).picture)

    def moves(self, number: int) -> Callable[[], bool]:
        """Whether the tile's pixels differ from now on, for `qtbot.waitUntil`."""
        before = self.picture(number)
        return lambda: moved(before, self.picture(number))

    def _changed(self, figures: dict[str, TileFigures]) -> None:
        for key, told in figures.items():
            seen = self.states[int(key)]
            if not seen or seen[-1] is not told.state:
                seen.append(told.state)
            self.grid.tile(int(key)).set_figures(told)
