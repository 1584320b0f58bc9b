"""Dragging a camera from where it is shown onto a tile."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.camera_model import camera_mime

_PAD = 8
_WIDEST = 280


def drag_camera(*, source: QWidget, camera: str, name: str) -> bool:
    """Let a camera hang on the pointer, by its name, until it is dropped; whether somebody took it.

    It comes back when the drag is over, while the event loop goes on: never call it from within a task.
    """
    drag = QDrag(source)
    drag.setMimeData(camera_mime(camera))
    pixmap = name_pixmap(name, ratio=source.devicePixelRatioF())
    drag.setPixmap(pixmap)
    drag.setHotSpot(QPoint(-12, -12))
    return drag.exec(Qt.DropAction.CopyAction) is Qt.DropAction.CopyAction


def name_pixmap(name: str, *, ratio: float = 1.0) -> QPixmap:
    """A camera's name on a small plate."""
    font = theme.font()
    metrics = QFontMetrics(font)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, theme.px(_WIDEST))
    plate = QRect(0, 0, metrics.horizontalAdvance(text) + 2 * _PAD, metrics.height() + _PAD)
    pixmap = QPixmap(plate.size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(theme.SELECTION))
    painter = QPainter(pixmap)
    painter.setFont(font)
    painter.setPen(QColor(theme.ACCENT))
    painter.drawRect(plate.adjusted(0, 0, -1, -1))
    painter.setPen(QColor(theme.TEXT))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.end()
    return pixmap
