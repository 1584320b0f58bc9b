"""A key that is held down is one key, even when the first of it has moved on to another field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def ignore_held_enter(*widgets: QWidget) -> None:
    """Keep what a held Enter repeats from `widgets`: it neither leads on nor sends.

    Called after their own event filters were installed, so that these do not hear of it either.
    """
    for widget in widgets:
        widget.installEventFilter(_HeldEnter(widget))


def ignore_held_opener(dialog: QWidget) -> None:
    """Let the key that opened `dialog`, and is still down, write nothing into its fields."""
    for field in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)):
        field.installEventFilter(_HeldOpener(field))


class _HeldOpener(QObject):
    """Swallows what is repeated before any key was pressed anew."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pressed = False

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        self._pressed = self._pressed or not event.isAutoRepeat()
        return not self._pressed


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
