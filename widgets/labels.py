"""Labels for text that people wrote elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(*, part: str = "", wraps: bool = False, size: str = "", bold: bool = False) -> QLabel:
    """A label that shows text as it is; `part` is its name in the style sheet, `size` one of
    `theme.TEXT_SIZES`.
    """
    label = QLabel()
    # What people wrote elsewhere is shown as they wrote it, never read as markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
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
