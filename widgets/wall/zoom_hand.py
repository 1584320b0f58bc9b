"""The mouse on a tile's picture: the wheel goes closer to what is under it, a close picture is drawn along.

The picture is drawn by another process, but what the mouse does over it reaches the tile.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent

from widgets.wall.tile import Tile
from widgets.wall.zooming import STEP, WHOLE, Part, panned, zoomed

#: Eighths of a degree in one notch.
_NOTCH: Final = 120


class ZoomHand(QObject):
    """Belongs to a tile for good. Signal: `wanted(Part)`, the part of the picture that is to be shown."""

    wanted = Signal(object)

    def __init__(self, *, tile: Tile) -> None:
        super().__init__(tile)
        self._tile = tile
        self._part = WHOLE
        self._held: QPointF | None = None
        tile.installEventFilter(self)

    @property
    def part(self) -> Part:
        """What is shown."""
        return self._part

    def set_part(self, part: Part) -> None:
        """Take what is shown from now on; nothing is wanted by it."""
        self._part = part
        if part.is_whole:
            self._let_go()

    def want(self, part: Part) -> None:
        """Ask for another part."""
        if part != self._part:
            self._part = part
            self.wanted.emit(part)

    def _let_go(self) -> None:
        self._held = None
        self._tile.unsetCursor()

    def _wheel(self, event: QWheelEvent) -> bool:
        place = self._tile.picture.geometry()
        at = event.position()
        notches = event.angleDelta().y() / _NOTCH
        if not notches or not place.contains(at.toPoint()) or not self._tile.name:
            return False
        x = (at.x() - place.x()) / max(1, place.width())
        y = (at.y() - place.y()) / max(1, place.height())
        self.want(zoomed(self._part, STEP**notches, x=x, y=y))
        return True

    def _drawn(self, event: QMouseEvent) -> bool:
        if self._held is None:
            return False
        place, moved = self._tile.picture.geometry(), event.position() - self._held
        self._held = event.position()
        self.want(
            panned(self._part, x=moved.x() / max(1, place.width()), y=moved.y() / max(1, place.height()))
        )
        return True

    # Qt overrides.

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Wheel if isinstance(event, QWheelEvent):
                return self._wheel(event)
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                if event.button() is Qt.MouseButton.LeftButton and not self._part.is_whole:
                    self._held = event.position()
                    self._tile.setCursor(Qt.CursorShape.ClosedHandCursor)
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                return self._drawn(event)
            case QEvent.Type.MouseButtonRelease if self._held is not None:
                self._let_go()
        return False
