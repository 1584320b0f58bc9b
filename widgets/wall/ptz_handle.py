"""A tile's keyboard and mouse while its camera is being turned."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent

from widgets.wall.ptz_push import pushed, speed_part
from widgets.wall.tile import Tile

#: A key has come up when it is not down again within so long.
_UP_MS: Final = 25
#: A notch of the wheel zooms for so long.
_NOTCH_MS: Final = 300
_WAYS: Final = {
    Qt.Key.Key_Left: (-1, 0, 0),
    Qt.Key.Key_Right: (1, 0, 0),
    Qt.Key.Key_Up: (0, 1, 0),
    Qt.Key.Key_Down: (0, -1, 0),
    Qt.Key.Key_Plus: (0, 0, 1),
    Qt.Key.Key_Equal: (0, 0, 1),
    Qt.Key.Key_Minus: (0, 0, -1),
}
_SPEED_KEYS: Final = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}
#: The keyboard's row of digits: 0 stands behind 9.
_PRESETS: Final = {
    **{Qt.Key(Qt.Key.Key_1 + number - 1): number for number in range(1, 10)},
    Qt.Key.Key_0: 10,
}
#: Another window came to the front for a moment: a menu, a dialog, the desk beside the wall.
_BACK_SOON: Final = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class PtzHandle(QObject):
    """Reads arrows, plus and minus, digits, brackets, Escape, the mouse on the picture and its wheel.

    They are the tile's alone while this exists, before all shortcuts. `release` gives them back. The picture
    is drawn by another process, but what the mouse does over it reaches the tile.

    Signals: `wanted(pan, tilt, zoom)`, each -1 to 1 and all 0 for the stop; `preset_wanted(number)`;
    `speed_wanted(step)`; `left()` when somebody has turned to something else.
    """

    wanted = Signal(float, float, float)
    preset_wanted = Signal(int)
    speed_wanted = Signal(int)
    left = Signal()

    def __init__(self, *, tile: Tile, speed: int) -> None:
        super().__init__(tile)
        self._tile = tile
        self._part = speed_part(speed)
        self._held: set[Qt.Key] = set()
        self._rising: set[Qt.Key] = set()
        self._push = (0.0, 0.0)
        self._pushing = False
        self._wheel = 0
        self._said = (0.0, 0.0, 0.0)
        self._up = QTimer(self, singleShot=True, interval=_UP_MS)
        self._up.timeout.connect(self._are_up)
        self._notch = QTimer(self, singleShot=True, interval=_NOTCH_MS)
        self._notch.timeout.connect(self._end_notch)
        tile.installEventFilter(self)
        tile.setCursor(Qt.CursorShape.SizeAllCursor)

    @property
    def tile(self) -> Tile:
        """The tile that it reads."""
        return self._tile

    def set_speed(self, speed: int) -> None:
        """Turn so fast by key from now on: 1 to `ptz_push.SPEEDS`."""
        self._part = speed_part(speed)
        self._tell()

    def release(self) -> None:
        """Stop, and give keys and mouse back."""
        self._tile.removeEventFilter(self)
        self._tile.unsetCursor()
        self._let_go()
        self.deleteLater()

    def _let_go(self) -> None:
        """Whatever was held is held no longer."""
        self._held.clear()
        self._rising.clear()
        self._pushing = False
        self._push, self._wheel = (0.0, 0.0), 0
        self._notch.stop()
        self._tell()

    def _tell(self) -> None:
        ways = [_WAYS[key] for key in self._held]
        keyed = [self._part * max(-1, min(1, sum(way[axis] for way in ways))) for axis in range(3)]
        pan, tilt = self._push if self._pushing else (keyed[0], keyed[1])
        zoom = self._part * self._wheel if self._wheel else keyed[2]
        if (pan, tilt, zoom) != self._said:
            self._said = (pan, tilt, zoom)
            self.wanted.emit(pan, tilt, zoom)

    def _end_notch(self) -> None:
        self._wheel = 0
        self._tell()

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if not _is_ours(event):
            return False
        if event.isAutoRepeat():
            return True
        if key in _WAYS:
            self._rising.discard(key)
            self._held.add(key)
            self._tell()
        elif key in _PRESETS:
            self.preset_wanted.emit(_PRESETS[key])
        elif key in _SPEED_KEYS:
            self.speed_wanted.emit(_SPEED_KEYS[key])
        else:
            self.left.emit()
        return True

    def _released(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in self._held and not event.isAutoRepeat():
            # A held key repeats itself on X as up and down, which Qt does not always see through.
            self._rising.add(key)
            self._up.start()
        return key in _WAYS

    def _are_up(self) -> None:
        self._held -= self._rising
        self._rising.clear()
        self._tell()

    def _pushed(self, at: QPointF) -> None:
        place = self._tile.picture.geometry()
        inside = at - QPointF(place.topLeft())
        self._push = pushed(inside.x(), inside.y(), width=place.width(), height=place.height())
        self._tell()

    def _on_mouse(self, event: QMouseEvent) -> bool:
        """Only what is done on the picture turns the camera; the strip stays the tile's."""
        match event.type():
            case QEvent.Type.MouseMove:
                if self._pushing:
                    self._pushed(event.position())
                return self._pushing
            case QEvent.Type.MouseButtonRelease:
                was, self._pushing, self._push = self._pushing, False, (0.0, 0.0)
                self._tell()
                return was
        if event.button() is not Qt.MouseButton.LeftButton or not self._is_on_picture(event.position()):
            return False
        self._tile.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pushing = True
        self._pushed(event.position())
        return True

    def _on_wheel(self, event: QWheelEvent) -> bool:
        turned = event.angleDelta().y()
        if not turned or not self._is_on_picture(event.position()):
            return False
        self._wheel = 1 if turned > 0 else -1
        self._notch.start()
        self._tell()
        return True

    def _is_on_picture(self, at: QPointF) -> bool:
        return self._tile.picture.geometry().contains(QPoint(int(at.x()), int(at.y())))

    # Qt overrides.

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride:
                if _is_ours(event):
                    event.accept()
                    return True
            case QKeyEvent() if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
            case QKeyEvent() if event.type() == QEvent.Type.KeyRelease:
                return self._released(event)
            case QWheelEvent():
                return self._on_wheel(event)
            case QMouseEvent():
                return self._on_mouse(event)
            case QFocusEvent() if event.type() == QEvent.Type.FocusOut:
                self._let_go()
                if event.reason() not in _BACK_SOON:
                    self.left.emit()
            case _ if event.type() == QEvent.Type.WindowDeactivate:
                self._let_go()
            case _ if event.type() == QEvent.Type.Hide:
                self._let_go()
                self.left.emit()
        return False


def _is_ours(event: QKeyEvent) -> bool:
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        # A plus sign is typed with Shift on most keyboards.
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    else:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    known = key in _WAYS or key in _PRESETS or key in _SPEED_KEYS or key == Qt.Key.Key_Escape
    return known and plain == Qt.KeyboardModifier.NoModifier
