"""Shows a one-time link to a task: to be scanned, copied, or read out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from widgets.dialog_parts import dialog_column
from widgets.labels import plain_label
from widgets.scaling import fit_dialog


class LinkDialog(QDialog):
    """A link with its code; `caution` says what keeps a telephone from opening it. Show it with `open()`."""

    def __init__(
        self,
        *,
        about: str,
        address: str,
        until: str,
        code: QImage,
        caution: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Task link"))
        subject = plain_label(wraps=True, bold=True)
        subject.setText(about)
        picture = QLabel()
        picture.setPixmap(QPixmap.fromImage(code))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.address = QLineEdit(address)
        self.address.setReadOnly(True)
        # Whose address it is reads from its beginning.
        self.address.setCursorPosition(0)
        copy = QPushButton(self.tr("Copy"))
        copy.setDefault(True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(address))
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        rules = plain_label(part="quiet", wraps=True)
        told = self.tr("Opens once, on one device, until {until}. A link made before works no longer.")
        rules.setText(told.format(until=until))
        column = dialog_column(self)
        column.addWidget(subject)
        column.addWidget(picture, 1)
        row = QHBoxLayout()
        row.addWidget(self.address, 1)
        row.addWidget(copy)
        column.addLayout(row)
        column.addWidget(rules)
        if caution:
            warning = plain_label(part="warning", wraps=True)
            warning.setText(caution)
            column.addWidget(warning)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        copy.setFocus()
        fit_dialog(self, 560, 560)
