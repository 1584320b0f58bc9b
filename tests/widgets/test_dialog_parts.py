"""Dialogs are left by one button, which Enter does not press."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from widgets.dialog_parts import dialog_column, foot, leave_button


def test_enter_goes_on_and_the_other_button_leaves(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    leave, send = leave_button(dialog, "Cancel"), QPushButton("Send")
    send.setDefault(True)
    send.clicked.connect(dialog.accept)
    hint = QLabel("Enter sends")
    dialog_column(dialog).addLayout(foot(hint, leave, send))
    dialog.open()
    leave.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.open()
    assert hint.x() < leave.x() < send.x()
    leave.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
