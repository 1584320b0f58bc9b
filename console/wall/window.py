"""The window of a wall."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.session_end import is_session_ending
from layouts.spans import WHOLE, Part
from widgets.dispatch.banners import Banners
from widgets.wall.heading import WallHeading
from widgets.wall.wall_grid import WallGrid


class WallWindow(QWidget):
    """A wall: tiles below a line that tells its name, what runs on it, and the time.

    One that shows only a part of a wall has no such line: its tiles go on where those of its neighbours end.
    Signals: `closed()`.
    """

    closed = Signal()
    #: Nobody may close it now: the wall goes on while the desk is covered.
    is_held = False

    def __init__(self, *, tiles: int, now: Callable[[], float], part: Part = WHOLE) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Video wall"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.grid = WallGrid(tiles=tiles, now=now)
        self.grid.set_part(part)
        self.banners = Banners(now=now)
        self.heading = WallHeading(now=now)
        self.heading.setVisible(part == WHOLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.heading)
        column.addWidget(self.grid, 1)

    # Qt overrides.

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_held and not is_session_ending():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()
