"""Keeps a native window inside the widgets around it where they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget


class NativePlace(QObject):
    """Moves the native window of `widget` along when something around it is moved.

    WORKAROUND: Qt 6.11 moves a native child when its own geometry changes, but leaves it where it was when
    a parent that has no native window of its own moves without changing the child's size.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._around: list[QWidget] = []
        widget.installEventFilter(self)

    def _watch(self) -> None:
        """Hear of everything between the widget and the window it stands in."""
        for former in self._around:
            former.removeEventFilter(self)
        self._around = []
        at = self._widget.parentWidget()
        while at is not None and not at.isWindow():
            at.installEventFilter(self)
            self._around.append(at)
            at = at.parentWidget()

    def _put(self) -> None:
        native, around = self._widget.windowHandle(), self._widget.nativeParentWidget()
        if native is not None and around is not None:
            place = self._widget.mapTo(around, QPoint(0, 0))
            if native.position() != place:
                native.setPosition(place)

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Move:
            self._put()
        elif kind == QEvent.Type.Show and watched is self._widget:
            self._watch()
            self._put()
        return False
