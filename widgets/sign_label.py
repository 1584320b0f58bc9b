"""A sign that stands beside words and grows with them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from widgets import theme
from widgets.scaling import follow_scale
from widgets.signs import Look, SignPainter


class SignLabel(QLabel):
    """Shows one sign, `size` pixels large at 100 % text scale; None shows nothing."""

    def __init__(self, look: Look | None = None, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self._signs = SignPainter()
        follow_scale(self, self._paint)

    def show_look(self, look: Look | None) -> None:
        """Show this sign from now on."""
        if look != self._look:
            self._look = look
            self._paint()

    def _paint(self) -> None:
        if self._look is None:
            self.clear()
            return
        size = theme.px(self._size)
        self.setPixmap(self._signs.pixmap(self._look, size, self.devicePixelRatioF()))
