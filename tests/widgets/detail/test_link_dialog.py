"""A link to a task, shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets.detail.test_media_strip import red
from widgets.detail.link_dialog import LinkDialog


def test_a_link_is_copied_and_says_how_long_it_holds(qtbot: QtBot) -> None:
    address = "https://platform.example/task/abc"
    dialog = LinkDialog(about="示范", address=address, until="08:15:00", code=red(), caution="Beware")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == address
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "until 08:15:00" in said
    assert "A link made before works no longer" in said
    assert dialog.address.cursorPosition() == 0, "whose address it is stands at its beginning"
    assert "Beware" in said
