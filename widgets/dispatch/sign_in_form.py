"""User, password and one-time code: the same form in the sign-in dialog and on a locked desk."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets import theme
from widgets.labels import plain_label


class SignInForm(QWidget):
    """Enter submits, errors stand in place. The code is asked for when the platform wants one.

    Signals: `sign_in_requested(str, str, str, bool)` with user, password, code and whether this is the
    room's device account, whose secret is to be kept on this workstation.
    """

    sign_in_requested = Signal(str, str, str, bool)

    def __init__(
        self,
        *,
        user: str = "",
        may_keep_device: bool = False,
        steady: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """`may_keep_device`: whether this workstation has a keyring for a device account."""
        super().__init__(parent)
        self._steady = steady
        self._until: float | None = None
        self.user = QLineEdit(user)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.code = QLineEdit()
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.code.setMaxLength(8)
        self.device = QCheckBox(self.tr("This is the room's device account: keep it on this workstation"))
        self.error = plain_label(part="error", wraps=True)
        self.error.hide()
        self.enter = QPushButton(self.tr("Sign in"))
        self.enter.setDefault(True)
        self.enter.clicked.connect(self.submit)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(theme.GAP)
        self._form.addRow(self.tr("User"), self.user)
        self._form.addRow(self.tr("Password"), self.password)
        self._form.addRow(self.tr("One-time code"), self.code)
        self._form.setRowVisible(self.code, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._form)
        column.addWidget(self.device)
        column.addWidget(self.error)
        self.device.setVisible(may_keep_device)
        self._countdown = QTimer(self, interval=250)
        self._countdown.timeout.connect(self._count)
        self.focus()

    def start(self, user: str) -> None:
        """Begin anew for `user`; nothing that was typed before is left."""
        self._countdown.stop()
        self._until = None
        self.user.setText(user)
        self.password.clear()
        self.code.clear()
        self.device.setChecked(False)
        self._form.setRowVisible(self.code, False)
        self.error.hide()
        self.set_busy(False)
        self.focus()

    def focus(self) -> None:
        """Move to the first field that wants something."""
        wanted = self.user if not self.user.text() else self.password
        if not self.code.isHidden() and self.password.text():
            wanted = self.code
        wanted.setFocus()

    def show_error(self, sentence: str) -> None:
        """Say why it did not work and let the person try again; password and code are cleared."""
        self.set_busy(False)
        self.password.clear()
        self.code.clear()
        self._say(sentence)
        self.focus()

    def forget_error(self) -> None:
        """What was said last no longer holds."""
        if self._until is None:
            self.error.hide()

    def offer_device(self, offered: bool) -> None:
        """Whether the room's own account may be given here now."""
        self.device.setVisible(offered)
        if not offered:
            self.device.setChecked(False)

    def ask_code(self) -> None:
        """The password was right: a one-time code is wanted, or another one than that which was given."""
        self.set_busy(False)
        given = bool(self.code.text())
        self._form.setRowVisible(self.code, True)
        self.code.clear()
        if given:
            self._say(self.tr("That code is not the right one now. Wait for the next one and type it."))
        else:
            self._say(self.tr("Type the one-time code that your telephone shows."))
        self.code.setFocus()

    def wait(self, seconds: float) -> None:
        """The platform wants no sign-in for `seconds`: they are counted down."""
        self.set_busy(False)
        self.password.clear()
        self.code.clear()
        self._until = self._steady() + seconds
        self._countdown.start()
        self._count()
        self.focus()

    def set_busy(self, busy: bool) -> None:
        """While the platform is asked nothing can be changed."""
        for field in (self.user, self.password, self.code):
            field.setReadOnly(busy)
        self.device.setEnabled(not busy)
        self.enter.setEnabled(not busy and self._until is None)
        self.enter.setText(self.tr("Signing in…") if busy else self.tr("Sign in"))

    def submit(self) -> None:
        """Ask to sign in, or move to what is missing."""
        user = self.user.text().strip()
        if not self.enter.isEnabled():
            return
        if not user:
            self.user.setFocus()
        elif not self.password.text():
            self.password.setFocus()
        elif not self.code.isHidden() and not self.code.text().strip():
            self.code.setFocus()
        else:
            self.error.hide()
            self.set_busy(True)
            code = "".join(self.code.text().split())
            self.sign_in_requested.emit(user, self.password.text(), code, self.device.isChecked())

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()

    def _count(self) -> None:
        if self._until is None:
            return
        left = self._until - self._steady()
        if left <= 0:
            self._until = None
            self._countdown.stop()
            self.error.hide()
            self.set_busy(False)
            return
        minutes, seconds = divmod(int(left) + 1, 60)
        text = self.tr("Too many wrong passwords. Try again in {m}:{s:02}.")
        self._say(text.format(m=minutes, s=seconds))
        self.enter.setEnabled(False)

    # Qt overrides.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)
