"""An Enter that is held down is one Enter, even when the first of it has moved on to another field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def ignore_held_enter(*widgets: QWidget) -> None:
    """Keep what a held Enter repeats from `widgets`: it neither leads on nor sends.

    Called after their own event filters were installed, so that these do not hear of it either.
    """
    for widget in widgets:
        widget.installEventFilter(_HeldEnter(widget))


class _HeldEnter(QObject):
    """Swallows what Enter repeats."""

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.isAutoRepeat()
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
