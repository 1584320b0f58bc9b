"""What the desk's dialogs have in common: their margins, the button that leaves, the row they end with."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets import theme


def dialog_column(dialog: QDialog) -> QVBoxLayout:
    """The column that fills a dialog."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(theme.GAP)
    return column


def leave_button(dialog: QDialog, text: str) -> QPushButton:
    """The button that leaves a dialog with nothing done; never the one that Enter presses."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(dialog.reject)
    return button


def foot(hint: QWidget, *buttons: QPushButton) -> QHBoxLayout:
    """A dialog's last row: a hint, then its buttons, that which goes on last."""
    row = QHBoxLayout()
    row.addWidget(hint, 1)
    for button in buttons:
        row.addWidget(button)
    return row
