"""A desk that can be covered by its lock screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from widgets.dispatch.lock_screen import LockScreen

_SMALLEST = QSize(800, 500)


class Coverable(QStackedWidget):
    """Shows the desk or its lock screen: a covered desk is not drawn at all, so nothing shines through.

    What plays on the desk's tiles goes on behind the cover.
    """

    def __init__(self, *, desk: QWidget, lock_screen: LockScreen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lock_screen = lock_screen
        self._desk = desk
        self._focus_before: QWidget | None = None
        self.addWidget(desk)
        self.addWidget(lock_screen)

    @property
    def is_covered(self) -> bool:
        """Whether the lock screen stands before the desk."""
        return self.currentWidget() is self.lock_screen

    def cover(self) -> None:
        """Put the lock screen before the desk."""
        if not self.is_covered:
            focus = self.window().focusWidget()
            self._focus_before = focus if focus is not None and self._desk.isAncestorOf(focus) else None
            self.setCurrentWidget(self.lock_screen)
        self.lock_screen.form.focus()

    def uncover(self) -> None:
        """Show the desk again, with the keyboard where it was."""
        if self.is_covered:
            self.setCurrentWidget(self._desk)
            (self._focus_before or self._desk).setFocus()
            self._focus_before = None

    # Qt overrides.

    def minimumSizeHint(self) -> QSize:
        # Large text and long names ask for more than a screen has: the parts give way, never the window.
        return _SMALLEST
