"""Signs a person in at a platform."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets import theme
from widgets.labels import plain_label


class SignInDialog(QDialog):
    """User, password and, where the site uses them, a one-time code; Enter submits, errors stand in place.

    It stays open until its owner accepts it. Show it with `open()`.

    Signals: `sign_in_requested(str, str, str)` with user, password and code; `rejected()` on giving up.
    """

    sign_in_requested = Signal(str, str, str)

    def __init__(self, *, address: str, user: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign in"))
        self.setMinimumWidth(460)
        heading = plain_label()
        heading.setFont(theme.font(points=theme.BASE_POINT_SIZE + 4, bold=True))
        heading.setText(self.tr("Sign in"))
        where = plain_label(part="quiet", wraps=True)
        where.setText(address)
        self.user = QLineEdit(user)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.code = QLineEdit()
        self.code.setPlaceholderText(self.tr("only if your site uses them"))
        self._error = plain_label(part="error", wraps=True)
        self._error.hide()
        self._enter = QPushButton(self.tr("Sign in"))
        self._enter.setDefault(True)
        self._enter.clicked.connect(self._submit)
        leave = QPushButton(self.tr("Leave"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)

        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(theme.GAP)
        form.addRow(self.tr("User"), self.user)
        form.addRow(self.tr("Password"), self.password)
        form.addRow(self.tr("One-time code"), self.code)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(where)
        column.addLayout(form)
        column.addWidget(self._error)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self._enter)
        column.addLayout(row)
        self.resize(self.minimumWidth(), column.heightForWidth(self.minimumWidth()))
        (self.password if user else self.user).setFocus()

    def show_error(self, sentence: str) -> None:
        """Say why it did not work and let the person try again; the password is cleared."""
        self.set_busy(False)
        self._error.setText(sentence)
        self._error.show()
        self.password.clear()
        self.password.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the platform is asked nothing can be changed."""
        for field in (self.user, self.password, self.code):
            field.setReadOnly(busy)
        self._enter.setEnabled(not busy)
        self._enter.setText(self.tr("Signing in…") if busy else self.tr("Sign in"))

    def _submit(self) -> None:
        user = self.user.text().strip()
        if not user:
            self.user.setFocus()
        elif not self.password.text():
            self.password.setFocus()
        else:
            self._error.hide()
            self.set_busy(True)
            self.sign_in_requested.emit(user, self.password.text(), self.code.text().strip())
