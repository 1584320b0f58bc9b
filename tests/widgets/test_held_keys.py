"""A held Enter sends nothing and leads nowhere; one that is pressed does both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from widgets.held_keys import ignore_held_enter, ignore_held_opener


def held(key: Qt.Key, text: str = "\r") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)


def test_only_what_enter_repeats_is_swallowed(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    ignore_held_enter(field)
    sent: list[str] = []
    field.returnPressed.connect(lambda: sent.append(field.text()))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QApplication.sendEvent(field, held(key))
    assert sent == []
    QApplication.sendEvent(field, held(Qt.Key.Key_A, "a"))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sent == ["a"]


def test_the_key_that_opened_a_dialog_writes_nothing_into_it(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    line, text = QLineEdit(), QPlainTextEdit()
    column.addWidget(line)
    column.addWidget(text)
    ignore_held_opener(dialog)
    for field in (line, text):
        QApplication.sendEvent(field, held(Qt.Key.Key_F, "f"))
    assert (line.text(), text.toPlainText()) == ("", "")
    for field in (line, text):
        QTest.keyClick(field, Qt.Key.Key_F)
        QApplication.sendEvent(field, held(Qt.Key.Key_F, "f"))
    assert (line.text(), text.toPlainText()) == ("ff", "ff")
