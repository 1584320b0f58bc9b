"""A place on the desk that is lent to something else for a while and given back as it was."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget


class Corner(QStackedWidget):
    """Shows `usual`, or what it is lent to. Lending it takes nobody's keyboard.

    Signals: `lent(bool)` when it is lent, and when it is given back; `left()` when the keyboard was in
    what no longer shows, and has to go somewhere.
    """

    lent = Signal(bool)
    left = Signal()

    def __init__(self, *, usual: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = usual
        self.addWidget(usual)

    @property
    def is_lent(self) -> bool:
        """Whether something else than usual shows."""
        return self.currentWidget() is not self._usual

    def lend(self, to: QWidget) -> None:
        """Let `to` show in the usual one's place; it belongs to the corner until it is deleted."""
        if self.indexOf(to) < 0:
            self.addWidget(to)
        self._show(to)

    def give_back(self) -> None:
        """Show the usual again."""
        self._show(self._usual)

    def _show(self, widget: QWidget) -> None:
        if widget is self.currentWidget():
            return
        was_lent = self.is_lent
        focus = QApplication.focusWidget()
        loses = focus is not None and self.isAncestorOf(focus)
        if loses and focus is not None:
            # Else Qt hands the keyboard to whatever comes to the front here.
            focus.clearFocus()
        self.setCurrentWidget(widget)
        if loses:
            self.left.emit()
        if was_lent != self.is_lent:
            self.lent.emit(self.is_lent)
