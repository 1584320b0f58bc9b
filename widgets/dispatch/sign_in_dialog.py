"""Signs a person in at a platform."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets import theme
from widgets.dispatch.sign_in_form import SignInForm
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.scaling import follow_scale

_WIDTH = 520


class SignInDialog(QDialog):
    """The sign-in form with the platform's address; what it leads to is said by `title` and `about`.

    It stays open until its owner accepts it. Show it with `open()`.

    Signals: `sign_in_requested(str, str, str, bool)` as the form's; `sign_off_requested()`; `rejected()` on
    giving up.
    """

    sign_in_requested = Signal(str, str, str, bool)
    sign_off_requested = Signal()

    def __init__(
        self,
        *,
        address: str,
        user: str = "",
        title: str = "",
        about: str = "",
        leave: str = "",
        may_sign_off: bool = False,
        may_keep_device: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = title or self.tr("Sign in")
        self.setWindowTitle(title)
        tell_of(self, Section.PERSON)
        heading = plain_label(size="title", bold=True)
        heading.setText(title)
        where = plain_label(part="quiet", wraps=True)
        where.setText(address)
        told = plain_label(wraps=True)
        told.setText(about)
        self.form = SignInForm(user=user, may_keep_device=may_keep_device)
        self.form.sign_in_requested.connect(self.sign_in_requested)
        back = QPushButton(leave or self.tr("Leave"))
        back.clicked.connect(self.reject)
        self.sign_off = QPushButton(self.tr("Only sign off"))
        self.sign_off.clicked.connect(self.sign_off_requested)
        for button in (back, self.sign_off):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (heading, where, told, self.form):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.sign_off)
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self.form.enter)
        column.addLayout(row)
        told.setVisible(bool(about))
        self.sign_off.setVisible(may_sign_off)
        self.form.focus()
        follow_scale(self, lambda: self.resize(theme.px(_WIDTH), column.heightForWidth(theme.px(_WIDTH))))
