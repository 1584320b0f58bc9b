"""Labels for text that people wrote elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel


class _OneLine(QLabel):
    """Wraps, but asks for the room of one line: Qt asks for that of a paragraph."""

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        text = self.fontMetrics().horizontalAdvance(self.text())
        # A pixel more: at its exact width Qt wraps some texts.
        width = text + margins.left() + margins.right() + 1
        return QSize(width, max(self.fontMetrics().height(), self.heightForWidth(width)))


def plain_label(
    *, part: str = "", wraps: bool = False, one_line: bool = False, size: str = "", bold: bool = False
) -> QLabel:
    """A label that shows text as it is; `part` is its name in the style sheet, `size` one of
    `theme.TEXT_SIZES`. `one_line`: it wraps only where it is given less room than one line takes.
    """
    label = _OneLine() if one_line else QLabel()
    # What people wrote elsewhere is shown as they wrote it, never read as markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps or one_line)
    if part:
        label.setProperty("part", part)
    if size:
        label.setProperty("text_size", size)
    if bold:
        label.setProperty("bold", "true")
    return label


def heading(text: str) -> QLabel:
    """A bold label."""
    label = plain_label(part="heading")
    label.setText(text)
    return label
