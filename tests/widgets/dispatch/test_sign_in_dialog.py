"""Signing in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.dispatch.sign_in_dialog import SignInDialog


def dialog_of(qtbot: QtBot) -> SignInDialog:
    dialog = SignInDialog(address="wss://platform.example/feed", user="admin")
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_the_address_is_shown_and_the_password_is_not(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    assert "wss://platform.example/feed" in [label.text() for label in dialog.findChildren(QLabel)]
    QTest.keyClicks(dialog.form.password, "secret")
    assert dialog.form.password.displayText() != "secret"


def test_enter_submits_once(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClicks(dialog.form.password, "secret")
    with qtbot.waitSignal(dialog.sign_in_requested) as requested:
        QTest.keyClick(dialog.form.password, Qt.Key.Key_Return)
    assert requested.args == ["admin", "secret", "", False]
    with qtbot.assertNotEmitted(dialog.sign_in_requested):
        QTest.keyClick(dialog.form.password, Qt.Key.Key_Return)
    assert dialog.isVisible(), "it stays until its owner closes it"


def test_an_error_stands_in_place_and_one_may_try_again(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClicks(dialog.form.password, "wrong")
    QTest.keyClick(dialog.form.password, Qt.Key.Key_Return)
    dialog.form.show_error("Wrong user or password.")
    assert "Wrong user or password." in [
        each.text() for each in dialog.findChildren(QLabel) if each.isVisible()
    ]
    assert dialog.form.password.text() == ""
    QTest.keyClicks(dialog.form.password, "right")
    with qtbot.waitSignal(dialog.sign_in_requested) as requested:
        QTest.keyClick(dialog.form.password, Qt.Key.Key_Return)
    assert requested.args == ["admin", "right", "", False]


def test_what_is_missing_gets_the_focus(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    with qtbot.assertNotEmitted(dialog.sign_in_requested):
        QTest.keyClick(dialog.form.password, Qt.Key.Key_Return)
        dialog.form.user.clear()
        QTest.keyClick(dialog.form.user, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.form.user
