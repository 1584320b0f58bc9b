"""What must be set in pixels all the same follows the text scale; `theme` says when that is so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QLabel, QSizePolicy, QWidget

from widgets import theme

#: What a dialog leaves free of its screen, so that one sees what it stands over.
_MARGIN = 48


def follow_scale(widget: QWidget, lay_out: Callable[[], None]) -> None:
    """Call `lay_out` now and after every change of the text scale, as long as `widget` lives."""
    _Follower(widget, lay_out)
    lay_out()


def fit_dialog(dialog: QDialog, width: int, height: int) -> None:
    """Let `dialog` be so large (in pixels at 100 %), at most as large as its screen, at every text scale."""

    def resize() -> None:
        room = dialog.screen().availableGeometry()
        wide = min(theme.px(width), room.width() - _MARGIN)
        for label in dialog.findChildren(QLabel):
            if label.minimumSizeHint().width() > wide - _MARGIN:
                # A long place or word is cut: it must not push the buttons off the screen.
                label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        dialog.resize(wide, min(theme.px(height), room.height() - _MARGIN))

    follow_scale(dialog, resize)


class _Follower(QObject):
    """Hears that the theme was applied, and asks whether that has brought another scale."""

    def __init__(self, widget: QWidget, lay_out: Callable[[], None]) -> None:
        super().__init__(widget)
        self._lay_out = lay_out
        self._scale = theme.scale()
        widget.installEventFilter(self)

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == theme.SCALED and theme.scale() != self._scale:
            self._scale = theme.scale()
            self._lay_out()
        return False
