"""The line of the palette that says what Enter will do, or why nothing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from widgets import theme
from widgets.labels import plain_label
from widgets.palette.values import Reading, Tone
from widgets.sign_label import SignLabel
from widgets.signs import Look, Sign

_LOOKS: Final = {
    Tone.READY: Look(Sign.CHECK, theme.OK),
    Tone.WAITING: Look(Sign.RING, theme.TEXT_QUIET),
    Tone.REFUSED: Look(Sign.CROSS, theme.DANGER),
}


class PreviewLine(QFrame):
    """A sign and a sentence; without a reading it takes no room."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = SignLabel()
        self._text = plain_label(wraps=True, bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP // 2, 0, theme.GAP // 2, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it says nothing."""
        return "" if self.isHidden() else self._text.text()

    def show_reading(self, reading: Reading | None) -> None:
        """Say what `reading` means."""
        if reading is not None:
            look = _LOOKS[reading.tone]
            self._sign.show_look(look)
            self._text.setStyleSheet(f"color: {theme.TEXT if reading.tone is Tone.READY else look.colour}")
            self._text.setText(reading.sentence)
        self.setVisible(reading is not None)
