"""Shows a guest's link to a conference: to be scanned, copied or read out, and whether it has been used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from widgets.dialog_parts import dialog_column
from widgets.labels import plain_label
from widgets.scaling import fit_dialog


class GuestLinkDialog(QDialog):
    """A link with its code; `caution` says what keeps a telephone from opening it. Show it with `open()`.

    Signals: `take_back_requested()`.
    """

    take_back_requested = Signal()

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
        self.setWindowTitle(self.tr("Guest link"))
        subject = plain_label(wraps=True, bold=True)
        subject.setText(about)
        self._picture = QLabel()
        self._picture.setPixmap(QPixmap.fromImage(code))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.address = QLineEdit(address)
        self.address.setReadOnly(True)
        # Whose address it is reads from its beginning.
        self.address.setCursorPosition(0)
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setDefault(True)
        self.copy.clicked.connect(self._copy)
        self.take_back = QPushButton(self.tr("Take the link back"))
        self.take_back.setAutoDefault(False)
        self.take_back.clicked.connect(self.take_back_requested)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        rules = plain_label(part="quiet", wraps=True)
        told = self.tr("Opens once, in one browser, until {until}, and shows this conference alone.")
        rules.setText(told.format(until=until))
        self._state = plain_label(wraps=True, bold=True)
        column = dialog_column(self)
        column.addWidget(subject)
        column.addWidget(self._picture, 1)
        row = QHBoxLayout()
        row.addWidget(self.address, 1)
        row.addWidget(self.copy)
        column.addLayout(row)
        column.addWidget(self._state)
        column.addWidget(rules)
        if caution:
            warning = plain_label(part="warning", wraps=True)
            warning.setText(caution)
            column.addWidget(warning)
        row = QHBoxLayout()
        row.addWidget(self.take_back)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self.copy.setFocus()
        fit_dialog(self, 560, 600)

    @property
    def state(self) -> str:
        """What is said of the link's use."""
        return self._state.text()

    def show_state(
        self, text: str, *, is_good: bool, can_go_back: bool | None = None, why_not_back: str = ""
    ) -> None:
        """Say how the link stands; one that opens nothing for others any more cannot be copied or scanned.

        It can be taken back while it is good, or as `can_go_back` says; `why_not_back` says why this person
        cannot do so.
        """
        self._state.setText(text)
        self._picture.setEnabled(is_good)
        self.copy.setEnabled(is_good)
        self.take_back.setEnabled((is_good if can_go_back is None else can_go_back) and not why_not_back)
        self.take_back.setToolTip(why_not_back)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self.copy.setText(self.tr("Copied"))
