"""A button whose menu prints and exports, for whoever works with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from widgets.action import Action


class PaperButton(QPushButton):
    """Its menu has `actions` as they stand when it opens; what is not possible says why."""

    def __init__(self, *, actions: Callable[[], Iterable[Action]], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Print"), parent)
        self._actions = actions
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    @property
    def menu_now(self) -> QMenu:
        """The menu as it stands now."""
        self._fill()
        return self._menu

    def _fill(self) -> None:
        self._menu.clear()
        for action in self._actions():
            keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            # Behind the tab stands the key, which the console binds: a menu that bound it too would be twice.
            # What is not possible says why there: a tip is read by the mouse alone.
            beside = action.why_not or keys
            text = action.text.replace("&", "&&")
            entry = self._menu.addAction(f"{text}\t{beside}" if beside else text)
            entry.setEnabled(action.enabled)
            entry.setToolTip(action.why_not)
            entry.triggered.connect(lambda _checked=False, run=action.run: run())
