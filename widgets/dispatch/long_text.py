"""A text of many lines that is read before something is signed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from widgets import theme
from widgets.labels import plain_label
from widgets.scaling import follow_scale

#: As tall as it becomes, in pixels at 100 %; what is longer scrolls, with the keyboard too.
_TALLEST: Final = 320


class LongText(QScrollArea):
    """Shows a text whole, as tall as it needs up to a limit."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = plain_label(part="quiet", wraps=True)
        self._label.setText(text)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setWidget(self._label)
        follow_scale(self, self._fit)

    def _fit(self) -> None:
        needed = self._label.heightForWidth(self.viewport().width())
        self.setFixedHeight(min(needed, theme.px(_TALLEST)))

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
